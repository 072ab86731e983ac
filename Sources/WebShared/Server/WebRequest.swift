import Directory
import Kernel
import Wording

/// One request as pages see it: what was asked, in which language, by whom. Nothing of the HTTP library shows through.
public struct WebRequest: Sendable {
  /// `GET`, `POST` …; a HEAD request looks like its GET.
  public let method: String
  /// The path without the language: `/so-lieu/JOB`.
  public let path: String
  /// The language of the address.
  public let language: Language
  /// The parts of the path the route names, decoded.
  public let parameters: [String: String]
  /// The query, decoded.
  public let query: FormValues
  /// The fields of the form sent, cleaned; empty for a GET.
  public var form: FormValues
  /// The files of the form sent, by field.
  public var uploads: [String: Upload]
  /// Headers by lower-case name.
  public let headers: [String: String]
  /// The browser's address, as the server in front reports it.
  public let remoteAddress: String
  /// Who is signed in; `nil` on public pages.
  public var viewer: Viewer?
  /// The session of who is signed in.
  public var session: Session?
  /// The secret a form of this browser must carry.
  public var formToken = ""

  /// A request; made by the server and by tests.
  public init(
    method: String, path: String, language: Language = .vi, parameters: [String: String] = [:],
    query: FormValues = FormValues(), form: FormValues = FormValues(), uploads: [String: Upload] = [:],
    headers: [String: String] = [:], remoteAddress: String = ""
  ) {
    self.method = method
    self.path = path
    self.language = language
    self.parameters = parameters
    self.query = query
    self.form = form
    self.uploads = uploads
    self.headers = headers
    self.remoteAddress = remoteAddress
  }

  /// A part of the path that the route names; empty where it does not.
  public func parameter(_ name: String) -> String { parameters[name] ?? "" }

  /// A cookie.
  public func cookie(_ name: String) -> String? {
    for pair in (headers["cookie"] ?? "").split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0].drop(while: { $0 == " " }) == name { return String(parts[1]) }
    }
    return nil
  }

  /// An address of this site in the request's language.
  public func address(_ path: String, _ query: [(String, String)] = []) -> String {
    WebAddress.make(path, query, in: language)
  }

  /// The address of this page with its query, in a language.
  public func selfAddress(in language: Language) -> String { WebAddress.make(path, query.pairs, in: language) }
}

/// A file sent with a form.
public struct Upload: Sendable {
  /// The name it had on the sender's machine.
  public let filename: String
  /// Its bytes.
  public let bytes: [UInt8]

  /// A file.
  public init(filename: String, bytes: [UInt8]) {
    self.filename = filename
    self.bytes = bytes
  }
}

/// Addresses of this site.
public enum WebAddress {
  /// The address of a path with a query, in a language: English pages stand under `/en`.
  public static func make(_ path: String, _ query: [(String, String)] = [], in language: Language) -> String {
    let prefix = language == .vi ? "" : "/\(language.rawValue)"
    let base = prefix.isEmpty ? path : path == "/" ? prefix : prefix + path
    guard !query.isEmpty else { return base }
    return base + "?" + query.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
  }

  /// Text as it stands in a query or as one part of a path.
  public static func encoded(_ text: String) -> String {
    var answer = ""
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: answer.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        answer += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return answer
  }

  /// Whether an address is a path of this site, and so safe to go back to after signing in.
  public static func isLocal(_ address: String) -> Bool {
    // Browsers skip tabs and line breaks inside an address and read a backslash as a slash.
    address.hasPrefix("/") && !address.hasPrefix("//") && address.utf8.allSatisfy { $0 > 32 && $0 != 92 && $0 != 127 }
  }
}
