import Kernel

/// A file that was sent once and waits for its owner, or that belongs to a record.
public struct StagedFile: Hashable, Sendable {
  /// The row; it stands in addresses and forms instead of the bytes.
  public let id: ID<StagedFile>
  /// Who sent it, and alone may look at it and confirm it.
  public let owner: Actor
  /// What it was sent for, such as `planning.results`; it is given back for nothing else.
  public let purpose: String
  /// The name it had on the sender's machine.
  public let name: String
  /// What it is, by its bytes.
  public let type: FileType
  /// How many bytes it has.
  public let size: Int
  /// SHA-256 of its bytes.
  public let digest: String
  /// When it is thrown away; `nil` for one that belongs to a record.
  public let expiresAt: Moment?
  /// When it was confirmed; `nil` while it waits.
  public let confirmedAt: Moment?

  init(_ row: Row) throws(StorageError) {
    id = try row.id("id")
    owner = Actor(id: try row.requiredText("owner"))
    purpose = try row.requiredText("purpose")
    name = try row.requiredText("name")
    type = try row.choice("type")
    size = try row.requiredInteger("size")
    digest = try row.requiredText("digest")
    expiresAt = row.moment("expires_at")
    confirmedAt = row.moment("confirmed_at")
  }

  init(
    id: ID<StagedFile>, owner: Actor, purpose: String, name: String, type: FileType, size: Int, digest: String,
    expiresAt: Moment
  ) {
    (self.id, self.owner, self.purpose, self.name, self.type) = (id, owner, purpose, name, type)
    (self.size, self.digest, self.expiresAt, confirmedAt) = (size, digest, expiresAt, nil)
  }
}

/// How much is kept, and for how long.
public struct FileLimits: Sendable, Hashable {
  /// The most bytes of a file.
  public var bytes = 32 * 1024 * 1024
  /// Up to so many bytes a file is kept in the database; beyond, in the folder.
  public var bytesInDatabase = 1024 * 1024
  /// The most files that wait for one person; the one that has waited longest goes.
  public var waiting = 20
  /// How many seconds a file waits.
  public var seconds: Int64 = 24 * 3600

  /// The limits of the program.
  public init() {}
}
