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
  /// The navigation bars.
  let menus: Menus
  /// The roles there are, and what each may do.
  public let roles: Roles
  /// Opening accounts, their passwords.
  public let accounts: AccountService
  /// Where events go; codes and ids only.
  public let logger: Logger
  /// Files that were sent.
  public let files: FileStore
  /// The stylesheet and the script.
  public let assets: Assets
  /// Where refusals leave their trace.
  let refusals: RefusalLog
  /// Whether cookies are sent over TLS only: where a server in front ends TLS (`CookieSafety`).
  public let cookiesNeedTLS: Bool

  /// A site.
  /// - Parameter filesFolder: where large files lie that were sent; `nil` keeps all in the database.
  public init(
    database: Database, wording: Wording, logger: Logger, assets: Assets, menus: Menus, roles: Roles,
    accounts: AccountService, cookiesNeedTLS: Bool, limits: SessionLimits = SessionLimits(), filesFolder: URL? = nil
  ) {
    self.database = database
    self.wording = wording
    self.menus = menus
    self.roles = roles
    signIn = SignIn(database: database, roles: roles, limits: limits)
    self.logger = logger
    refusals = RefusalLog(logger: logger, effects: database.effects)
    self.assets = assets
    files = FileStore(database, folder: filesFolder)
    self.accounts = accounts
    self.cookiesNeedTLS = cookiesNeedTLS
  }

  /// The words of a request's language.
  public func words(_ request: WebRequest) -> LocalWording { wording[request.language] }

  /// The clock, ids and randomness.
  public var effects: Effects { database.effects }

  /// The field in which a form carries its secret.
  static let formField = "ma-bieu-mau"

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
