import Directory
import Interchange
import Rulebook
import Storage
import Territory

/// The systems that every installation has, below all others.
extension System {
  /// What `InstalledSystems` begins with.
  public static let founding: [System] = [
    System("storage", migrations: StorageSchema.migrations, words: [.storage, .interchange, .rulebook]),
    System("territory", migrations: TerritorySchema.migrations, words: [.territory]),
    System(
      "directory", migrations: DirectorySchema.migrations, permissions: Permission.ofDirectory, words: [.directory, .systems]),
  ]
}
