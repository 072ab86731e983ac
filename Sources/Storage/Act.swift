import Kernel

/// Who acts: an account of the web, or the operating system's user of the command line. Never a person's name.
public struct Actor: Hashable, Sendable {
  /// `account:…` or `os:…` or `system`.
  public let id: String

  /// The actor with this id.
  public init(id: String) { self.id = id }

  /// The program itself, for what no person asked for: migrations, purges.
  public static let system = Actor(id: "system")
}

/// Under what a transaction writes: by whom, for which department, and why.
public struct Act: Hashable, Sendable {
  /// Who acts.
  public let actor: Actor
  /// Whose records change.
  public let department: ID<Department>
  /// Why, in the actor's words; may be empty where the act itself says it.
  public let reason: String

  /// An act by an actor.
  public init(by actor: Actor, in department: ID<Department>, reason: String) {
    self.actor = actor
    self.department = department
    self.reason = reason
  }
}

/// What was done, to be chained: a kind such as `planning.target.adjusted`, the thing it was done to, and what changed.
public struct AuditNote: Hashable, Sendable {
  /// The kind of act, dotted and stable.
  public let kind: String
  /// The thing acted upon, by id; never a person's name.
  public let subject: String
  /// What changed, as short texts by name: values before and after, counts, digests.
  public let detail: [String: String]

  /// A note.
  public init(kind: String, subject: String, detail: [String: String] = [:]) {
    self.kind = kind
    self.subject = subject
    self.detail = detail
  }
}
