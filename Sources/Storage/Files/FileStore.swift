import Foundation
import Kernel
import Secrets

/// Files that were sent: each is staged once, looked at by its owner, and confirmed by its id (`docs/files.md`). Bytes lie in the
/// database up to a limit and in a folder beyond it; the row says which, and both belong in a backup.
///
/// Staging and throwing away are no acts of anybody; what is done with a file is an act of its system.
public struct FileStore: Sendable {
  private let database: Database
  private let folder: URL?
  private let limits: FileLimits

  /// The files of a database.
  /// - Parameter folder: where large files lie; it is made when the first one comes. Without one all lie in the database.
  public init(_ database: Database, folder: URL? = nil, limits: FileLimits = FileLimits()) {
    (self.database, self.folder, self.limits) = (database, folder, limits)
  }

  // MARK: Sending

  /// Takes a file in, to wait for its owner.
  /// - Parameters:
  ///   - purpose: what it is sent for.
  ///   - types: what is taken, by its bytes.
  /// - Throws: `FileError.tooLarge`, `.wrongType`.
  public func stage(
    _ bytes: [UInt8], named name: String, by owner: Actor, for purpose: String, taking types: Set<FileType>
  ) async throws -> StagedFile {
    guard bytes.count <= limits.bytes else { throw FileError.tooLarge(limit: limits.bytes) }
    let type = FileType(of: bytes)
    guard types.contains(type) else { throw FileError.wrongType(type) }
    let effects = database.effects
    let file = StagedFile(
      id: ID(effects.newID()), owner: owner, purpose: purpose, name: name, type: type, size: bytes.count,
      digest: Digest.sha256(bytes), expiresAt: effects.now().adding(seconds: limits.seconds))
    let place = bytes.count > limits.bytesInDatabase ? path(of: file.id) : nil
    if let place { try FileStore.write(bytes, to: place) }
    do {
      let dropped = try await database.maintain { [limits] transaction -> [ID<StagedFile>] in
        let dropped = try FileStore.drop(of: owner, beyond: limits.waiting - 1, transaction)
        try transaction.run(
          """
          INSERT INTO storage_file (id, owner, purpose, name, type, size, digest, content, staged_at, expires_at)
          VALUES (\(file.id), \(owner.id), \(purpose), \(name), \(type.rawValue), \(file.size), \(file.digest),
            \(place == nil ? bytes : nil), \(effects.now()), \(file.expiresAt))
          """)
        return dropped
      }
      remove(dropped)
    } catch {
      remove([file.id])
      throw error
    }
    return file
  }

  /// Drops the files that have waited longest for a person, so that nobody fills the store by checking again and again.
  private static func drop(
    of owner: Actor, beyond count: Int, _ transaction: WriteTransaction
  ) throws -> [ID<StagedFile>] {
    let rows = try transaction.rows(
      """
      SELECT id FROM storage_file WHERE owner = \(owner.id) AND confirmed_at IS NULL AND expires_at IS NOT NULL
      ORDER BY staged_at DESC, id DESC
      """)
    let dropped = try rows.dropFirst(count).map { try $0.id("id", of: StagedFile.self) }
    guard !dropped.isEmpty else { return [] }
    try transaction.run("DELETE FROM storage_file WHERE id IN (\(list: dropped))")
    return dropped
  }

  // MARK: Looking

  /// A file that waits for its owner, with its bytes.
  /// - Throws: `FileError.unknown` for another person's, `.expired`, `.confirmed`, `.damaged`.
  public func waiting(_ id: ID<StagedFile>, of owner: Actor, for purpose: String) async throws -> (StagedFile, [UInt8]) {
    let now = database.effects.now()
    let (file, content) = try await database.read { transaction in
      let found = try FileStore.row(id, transaction)
      try FileStore.refuse(found.file, unless: owner, purpose, at: now)
      return found
    }
    return (file, try whole(file, content))
  }

  /// A file that belongs to a record, with its bytes. The record's system has said who may read it.
  /// - Throws: `FileError.unknown` for one that only waits, `.damaged`.
  public func attached(_ id: ID<StagedFile>) async throws -> (StagedFile, [UInt8]) {
    let (file, content) = try await database.read { try FileStore.row(id, $0) }
    guard file.expiresAt == nil else { throw FileError.unknown }
    return (file, try whole(file, content))
  }

  private func whole(_ file: StagedFile, _ content: [UInt8]?) throws -> [UInt8] {
    let bytes = content ?? path(of: file.id).flatMap { try? Data(contentsOf: $0) }.map { [UInt8]($0) }
    guard let bytes, Digest.sha256(bytes) == file.digest else { throw FileError.damaged(id: file.id.rawValue) }
    return bytes
  }

  private static func row(
    _ id: ID<StagedFile>, _ transaction: ReadTransaction
  ) throws -> (file: StagedFile, content: [UInt8]?) {
    let row = try transaction.row(
      """
      SELECT id, owner, purpose, name, type, size, digest, content, expires_at, confirmed_at FROM storage_file
      WHERE id = \(id)
      """)
    guard let row else { throw FileError.unknown }
    return (try StagedFile(row), row.bytes("content"))
  }

  private static func refuse(
    _ file: StagedFile, unless owner: Actor, _ purpose: String, at now: Moment
  ) throws(FileError) {
    guard file.owner == owner, file.purpose == purpose else { throw .unknown }
    if file.confirmedAt != nil { throw .confirmed }
    if let end = file.expiresAt, end <= now { throw .expired }
  }

  // MARK: Confirming

  /// Takes a file for its owner's act: nobody takes it a second time, in whatever window.
  /// - Throws: `FileError.unknown`, `.expired`, `.confirmed`.
  public func confirm(_ id: ID<StagedFile>, of owner: Actor, for purpose: String) async throws {
    try await database.maintain { try FileStore.take(id, of: owner, for: purpose, $0) }
  }

  /// Gives a file to a record, in the act that writes the record: it does not expire any more.
  /// - Throws: `FileError.unknown`, `.expired`, `.confirmed`.
  public static func attach(
    _ id: ID<StagedFile>, of owner: Actor, for purpose: String, _ transaction: WriteTransaction
  ) throws {
    try take(id, of: owner, for: purpose, transaction)
    try transaction.run("UPDATE storage_file SET expires_at = NULL WHERE id = \(id)")
  }

  private static func take(
    _ id: ID<StagedFile>, of owner: Actor, for purpose: String, _ transaction: WriteTransaction
  ) throws {
    let now = transaction.effects.now()
    let taken = try transaction.run(
      """
      UPDATE storage_file SET confirmed_at = \(now)
      WHERE id = \(id) AND owner = \(owner.id) AND purpose = \(purpose) AND confirmed_at IS NULL AND expires_at > \(now)
      """)
    guard taken == 0 else { return }
    try refuse(try row(id, transaction).file, unless: owner, purpose, at: now)
    throw FileError.unknown
  }

  /// Gives a file back to wait, where the act it was confirmed for wrote nothing.
  public func release(_ id: ID<StagedFile>) async throws {
    try await database.maintain { transaction in
      try transaction.run("UPDATE storage_file SET confirmed_at = NULL WHERE id = \(id) AND expires_at IS NOT NULL")
    }
  }

  // MARK: Throwing away

  /// Throws away what nobody confirmed in time, and the bytes of what was; files of records stay.
  /// - Returns: how many files.
  @discardableResult
  public func purge() async throws -> Int {
    let gone = try await database.maintain { transaction -> [ID<StagedFile>] in
      let now = transaction.effects.now()
      let rows = try transaction.rows("SELECT id FROM storage_file WHERE expires_at <= \(now)")
      try transaction.run("DELETE FROM storage_file WHERE expires_at <= \(now)")
      return try rows.map { try $0.id("id") }
    }
    remove(gone)
    return gone.count
  }

  // MARK: The folder

  private func path(of id: ID<StagedFile>) -> URL? { folder?.appending(path: id.rawValue) }

  /// Removes what lies in the folder of some files; most lie in the database.
  private func remove(_ files: [ID<StagedFile>]) {
    for place in files.compactMap(path) { try? FileManager.default.removeItem(at: place) }
  }

  /// Writes a file for its owner alone; whole or not at all.
  private static func write(_ bytes: [UInt8], to place: URL) throws {
    let manager = FileManager.default
    try manager.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data(bytes).write(to: place, options: .atomic)
    try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.path)
  }
}
