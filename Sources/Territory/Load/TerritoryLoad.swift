import Foundation
import Kernel
import Storage

/// Brings `Content/territory` into the database: the units, their versions, their successions and their figures.
public enum TerritoryLoad {
  /// What a load did.
  public enum Outcome: Hashable, Sendable {
    /// The database already holds these very files.
    case unchanged
    /// The files replaced what was there.
    case loaded(Counts)
  }

  /// How many rows a load wrote.
  public struct Counts: Hashable, Sendable {
    /// Versions of units.
    public let units: Int
    /// Successions.
    public let successions: Int
    /// Units with figures.
    public let statistics: Int

    /// The numbers of rows of the three tables.
    public init(units: Int, successions: Int, statistics: Int) {
      self.units = units
      self.successions = successions
      self.statistics = statistics
    }
  }

  /// The folder of the reference files in a checkout or an installation: `Content/territory` under its root.
  public static func directory(under root: URL) -> URL {
    root.appending(path: "Content", directoryHint: .isDirectory).appending(path: "territory", directoryHint: .isDirectory)
  }

  /// Loads all files in one act of the program, or nothing when the database holds the same files already.
  ///
  /// Places are replaced as a whole: ids stay, so records of other systems that name them are not touched.
  /// - Throws: `TerritoryError.unreadableFile`, `StorageError`.
  @discardableResult
  public static func load(from directory: URL, into database: Database) async throws -> Outcome {
    let files = try TerritoryFiles(in: directory)
    let digest = files.digest
    if try await database.read({ try loadedDigest($0) }) == digest { return .unchanged }
    let rows = try TerritoryRows(files)
    let act = Act(by: .system, in: Department.installation, reason: "")
    return try await database.write(act) { transaction in
      try transaction.enter(LockScope("territory"))
      // Another process may have loaded the files while this one read them.
      if try loadedDigest(transaction) == digest { return .unchanged }
      return .loaded(try replace(with: rows, digest: digest, transaction))
    }
  }

  /// The name under which the digest of the files is kept.
  private static let name = "territory"

  private static func loadedDigest(_ transaction: ReadTransaction) throws -> String? {
    try transaction.row("SELECT digest FROM reference_load WHERE name = \(name)")?.requiredText("digest")
  }

  private static func replace(with rows: TerritoryRows, digest: String, _ transaction: WriteTransaction) throws -> Counts {
    try transaction.run("DELETE FROM territory_unit")
    try transaction.run("DELETE FROM territory_succession")
    try transaction.run("DELETE FROM territory_statistic")
    let counts = Counts(
      units: try transaction.insert(into: "territory_unit", columns: TerritoryRows.unitColumns, rows: rows.units),
      successions: try transaction.insert(
        into: "territory_succession", columns: TerritoryRows.successionColumns, rows: rows.successions),
      statistics: try transaction.insert(
        into: "territory_statistic", columns: TerritoryRows.statisticColumns, rows: rows.statistics))
    try transaction.run(
      """
      INSERT INTO reference_load (name, digest, loaded_at) VALUES (\(name), \(digest), \(transaction.effects.now()))
      ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, loaded_at = excluded.loaded_at
      """)
    transaction.touch(Subject(.territory))
    transaction.note(
      AuditNote(
        kind: "territory.loaded", subject: name,
        detail: [
          "digest": digest, "units": String(counts.units), "successions": String(counts.successions),
          "statistics": String(counts.statistics),
        ]))
    return counts
  }
}

extension Subject.Kind {
  /// Administrative units, their versions and successions.
  public static let territory: Subject.Kind = "territory"
}
