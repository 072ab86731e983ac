import Directory
import Foundation
import Kernel
import Logging
import Secrets
import Storage
import Wording

/// What every page needs: the data, the words, the clock, and the site's own files. A value, made once at the start.
public struct Site: Sendable {
  /// The gateway to the data.
  public let database: Database
  /// Every text.
  public let wording: Wording
  /// Signing in.
  public let signIn: SignIn
  /// Where events go; codes and ids only.
  public let logger: Logger
  /// The stylesheet and the script.
  public let assets: Assets
  /// Whether cookies are sent over TLS only: where a server in front ends TLS.
  public let cookiesNeedTLS: Bool

  /// A site.
  public init(
    database: Database, wording: Wording, logger: Logger, assets: Assets, cookiesNeedTLS: Bool,
    limits: SessionLimits = SessionLimits()
  ) {
    self.database = database
    self.wording = wording
    signIn = SignIn(database: database, limits: limits)
    self.logger = logger
    self.assets = assets
    self.cookiesNeedTLS = cookiesNeedTLS
  }

  /// The words of a request's language.
  public func words(_ request: WebRequest) -> LocalWording { wording[request.language] }

  /// The clock, ids and randomness.
  public var effects: Effects { database.effects }

  /// The cookie that carries a session, or nothing before one is opened.
  public static let sessionCookie = "ansinh_session"
  /// The cookie by which the form of a visitor without a session is known again.
  public static let visitCookie = "ansinh_visit"

  /// The field in which a form carries its secret.
  static let formField = "ma-bieu-mau"

  /// A cookie no script and no other site can use.
  public func cookie(_ name: String, _ value: String, maxAge: Int? = nil) -> (String, String) {
    let age = maxAge.map { "; Max-Age=\($0)" } ?? ""
    return ("set-cookie", "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(age)\(cookiesNeedTLS ? "; Secure" : "")")
  }

  /// The secret that forms of a browser carry: nobody knows it who does not hold the browser's cookie.
  static func formToken(ofCookie value: String) -> String { Digest.sha256("form:\(value)") }
}

/// The site's own files, read once and sent with an address that changes when they do.
public struct Assets: Sendable {
  private let files: [String: (bytes: [UInt8], type: String, digest: String)]

  /// Reads the files of `Content/assets`.
  public init(directory: URL) throws {
    var files: [String: (bytes: [UInt8], type: String, digest: String)] = [:]
    for (name, type) in [("ansinh.css", "text/css"), ("ansinh.js", "text/javascript"), ("ansinh.svg", "image/svg+xml")] {
      let bytes = [UInt8](try Data(contentsOf: directory.appendingPathComponent(name)))
      files[name] = (bytes, "\(type); charset=utf-8", String(Digest.sha256(bytes).prefix(12)))
    }
    self.files = files
  }

  /// The address of a file, with its digest.
  public func address(_ name: String) -> String { "/tai-nguyen/\(name)?v=\(files[name]?.digest ?? "")" }

  /// The route that sends the files.
  public var route: Route {
    .get("/tai-nguyen/:name", .everybody) { request in
      guard let file = files[request.parameter("name")] else { throw WebError.notFound }
      return WebResponse(
        headers: [("content-type", file.type), ("cache-control", "public, max-age=31536000, immutable")], body: file.bytes)
    }
  }
}
