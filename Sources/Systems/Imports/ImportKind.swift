import Directory
import Storage

/// A kind of file that a system takes in: by people on a page, with a preview, and in the background where it is long.
public struct ImportKind: Sendable {
  /// The stable name, such as `planning.results`: what its files are staged for, and the tail of its label's key.
  public let name: String
  /// What addresses and forms call it.
  public let address: String
  /// What a person must hold at some unit to send one.
  public let permission: Permission
  /// Judges a file by what its sender may do, and writes it where that is asked for.
  public let run: @Sendable (_ file: FileToImport, _ database: Database) async throws -> ImportOutcome

  /// A kind of file.
  public init(
    _ name: String, address: String, permission: Permission,
    run: @escaping @Sendable (_ file: FileToImport, _ database: Database) async throws -> ImportOutcome
  ) {
    (self.name, self.address, self.permission, self.run) = (name, address, permission, run)
  }
}

/// A file as somebody sends it to be imported.
public struct FileToImport: Sendable {
  /// Its bytes.
  public let bytes: [UInt8]
  /// The name it had on the sender's machine: the reason of what it writes.
  public let name: String
  /// What is done when some rows are bad, and whether it is only looked at.
  public let mode: ImportMode
  /// Who sent it, and answers for it.
  public let sender: Viewer
  /// Told how far the import is.
  public let progress: ImportProgress
}
