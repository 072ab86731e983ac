import Directory
import Kernel
import Wording

/// One request as pages see it: what was asked, in which language, by whom. Nothing of the HTTP library shows through.
public struct WebRequest: Sendable {
  /// `GET`, `POST` …; a HEAD request looks like its GET.
  public let method: String
  /// The path without the language, as `WebAddress.path` has it: `/so-lieu/JOB`.
  public let path: String
  /// The language of the address.
  public let language: Language
  /// The parts of the path the route names, decoded.
  public let parameters: [String: String]
  /// The query, decoded; of kept pages only what they depend on.
  public internal(set) var query: FormValues
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
  /// Whether somebody still waits for the answer; work that is long asks before it begins.
  var isAwaited: @Sendable () -> Bool = { true }
  /// What stands in the fields of the page's form, typed in a session that ended; only in a page shown after signing in.
  var carried: CarriedForm?

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
  public func cookie(_ name: String) -> String? { headers["cookie"].flatMap { WebRequest.cookie(name, in: $0) } }

  /// A cookie of a header.
  static func cookie(_ name: String, in header: String) -> String? {
    for pair in header.split(separator: ";") {
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
