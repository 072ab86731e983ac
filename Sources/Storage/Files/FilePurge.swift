/// Throws away files that nobody confirmed in time.
public struct FilePurge: JobKind {
  /// Nothing need be said.
  public struct Payload: Codable, Sendable {}

  private let files: FileStore

  /// The work of a store.
  public init(_ files: FileStore) { self.files = files }

  /// `storage.purge_files`.
  public static let name = "storage.purge_files"

  /// Once an hour.
  public var schedule: JobSchedule<Payload>? { JobSchedule(every: 3600, Payload()) }

  /// Throws them away.
  public func run(_ payload: Payload, _ run: JobRun) async throws -> String {
    try await files.purge()
    return ""
  }
}
