import Directory
import Storage

/// Who may ask for a route. Every route says so; there is no default.
public enum Access: Sendable, Hashable {
  /// Everybody; no session is looked up.
  case everybody
  /// Everybody, but a session is looked up where there is one (signing in and out).
  case visitor
  /// Whoever is signed in.
  case signedIn
  /// Whoever holds one of the permissions at some unit; the handler checks the unit at hand with `WebRequest.require`.
  case holdingAny(Set<Permission>)

  /// Whoever holds the permission at some unit.
  public static func holding(_ permission: Permission) -> Access { .holdingAny([permission]) }
}

/// A path of the site and what answers there.
public struct Route: Sendable {
  /// `GET` or `POST`; a GET answers HEAD as well.
  public let method: String
  /// The path; `:name` stands for one part of it.
  public let path: String
  /// Who may ask.
  public let access: Access
  /// The most bytes a body may have; of somebody without a live session never more than `RequestLimits.strangerBody`.
  public let bodyLimit: Int
  /// What its pages rest on, where they are the same for everybody and kept until an act touches one of these; `nil` where they
  /// are not kept.
  public let keptOn: Set<Subject.Kind>?
  /// The names of the query its kept pages depend on; whatever else an address carries is dropped before the page is made.
  public let query: Set<String>
  /// Whether what was typed is carried through signing in where the session has ended: only forms that hold typing, and
  /// whose page has the same path. Acts of law, of approval and on accounts are not: they are done in a session or not at all.
  public let carries: Bool
  /// The answer.
  public let handler: @Sendable (WebRequest) async throws -> WebResponse

  /// A page or file to look at.
  public static func get(
    _ path: String, _ access: Access, _ handler: @escaping @Sendable (WebRequest) async throws -> WebResponse
  ) -> Route {
    Route(method: "GET", path: path, access: access, bodyLimit: 0, keptOn: nil, query: [], carries: false, handler: handler)
  }

  /// A page or file for everybody that depends on nothing but some subjects, its address and the reader's text size; it is made
  /// once and kept until an act touches one of the subjects. That there is no such page is kept as well.
  /// - Parameters:
  ///   - subjects: what the page rests on.
  ///   - query: the names of the query the page reads.
  public static func published(
    _ path: String, on subjects: Set<Subject.Kind>, query: Set<String> = [],
    _ handler: @escaping @Sendable (WebRequest) async throws -> WebResponse
  ) -> Route {
    Route(
      method: "GET", path: path, access: .everybody, bodyLimit: 0, keptOn: subjects, query: query, carries: false,
      handler: handler)
  }

  /// An act: a form that was sent.
  public static func post(
    _ path: String, _ access: Access, bodyLimit: Int = 256 * 1024, carries: Bool = false,
    _ handler: @escaping @Sendable (WebRequest) async throws -> WebResponse
  ) -> Route {
    Route(
      method: "POST", path: path, access: access, bodyLimit: bodyLimit, keptOn: nil, query: [], carries: carries,
      handler: handler)
  }
}
