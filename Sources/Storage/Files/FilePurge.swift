/// Throws away files that nobody confirmed in time.
public struct FilePurge: JobKind {
  private let files: FileStore

  /// The work of a store.
  public init(_ files: FileStore) { self.files = files }

  /// `storage.purge_files`.
  public static let name = "storage.purge_files"

  /// Once an hour.
  public var schedule: JobSchedule<Nothing>? { JobSchedule(every: 3600, Nothing()) }

  /// Throws them away.
  public func run(_ payload: Nothing, _ run: JobRun) async throws -> Nothing {
    try await files.purge()
    return Nothing()
  }
}
