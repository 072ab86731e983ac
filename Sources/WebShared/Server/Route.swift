import Directory

/// Who may ask for a route. Every route says so; there is no default.
public enum Access: Sendable, Hashable {
  /// Everybody; no session is looked up.
  case everybody
  /// Everybody, but a session is looked up where there is one (signing in and out).
  case visitor
  /// Whoever is signed in.
  case signedIn
  /// Whoever holds the permission at some unit; the handler checks the unit at hand with `WebRequest.require`.
  case holding(Permission)
}

/// A path of the site and what answers there.
public struct Route: Sendable {
  /// `GET` or `POST`; a GET answers HEAD as well.
  public let method: String
  /// The path; `:name` stands for one part of it.
  public let path: String
  /// Who may ask.
  public let access: Access
  /// The most bytes a body may have.
  public let bodyLimit: Int
  /// Whether its pages are kept until the data change: they are the same for everybody.
  public let isKept: Bool
  /// The answer.
  public let handler: @Sendable (WebRequest) async throws -> WebResponse

  /// A page or file to look at.
  public static func get(
    _ path: String, _ access: Access, _ handler: @escaping @Sendable (WebRequest) async throws -> WebResponse
  ) -> Route {
    Route(method: "GET", path: path, access: access, bodyLimit: 0, isKept: false, handler: handler)
  }

  /// A page or file for everybody that depends on nothing but the data, its address and the reader's text size; it is made
  /// once and kept until the data change.
  public static func published(_ path: String, _ handler: @escaping @Sendable (WebRequest) async throws -> WebResponse) -> Route {
    Route(method: "GET", path: path, access: .everybody, bodyLimit: 0, isKept: true, handler: handler)
  }

  /// An act: a form that was sent.
  public static func post(
    _ path: String, _ access: Access, bodyLimit: Int = 256 * 1024,
    _ handler: @escaping @Sendable (WebRequest) async throws -> WebResponse
  ) -> Route {
    Route(method: "POST", path: path, access: access, bodyLimit: bodyLimit, isKept: false, handler: handler)
  }
}
