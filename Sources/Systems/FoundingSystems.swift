import Directory
import Storage
import Territory

/// The systems that every installation has, below all others.
extension System {
  static let founding: [System] = [
    System("storage", migrations: StorageSchema.migrations), System("territory", migrations: TerritorySchema.migrations),
    System("directory", migrations: DirectorySchema.migrations, permissions: Permission.ofDirectory),
  ]
}
