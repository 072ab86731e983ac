import Directory
import Figures
import Foundation
import Kernel
import Rulebook
import Storage
import Territory
import TestSupport
import Testing

@testable import FigureWords
@testable import Interchange
@testable import Planning
@testable import Published

/// A database of the version before the ledger, with half-approved sheets, a locked year, corrections under way and choices of
/// either kind, says after its migration what that version said of it: every board and every published figure, to the letter.
///
/// Both files were made by that version (`Tests/Samples/BeforeLedger/make.py`).
@Suite struct BeforeLedgerTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Samples/BeforeLedger")

  private static let older = PlanningFixture.migrations.filter { $0.name < "0009" }

  @Test(arguments: Engine.tested) func saysWhatItSaid(engine: Engine) async throws {
    let rows = try String(contentsOf: Self.folder.appending(path: "before.sql"), encoding: .utf8)
    let said = try JSONDecoder().decode(
      [String: String].self, from: Data(contentsOf: Self.folder.appending(path: "said.json")))
    let rules = try PlanningFixture.rulebook
    try await withDatabase(engine, migrations: Self.older) { database in
      try await database.maintain { transaction in
        for statement in rows.components(separatedBy: ";\n") where !statement.isEmpty && !statement.contains("storage_migration")
        {
          try transaction.run(SQL(unchecked: statement))
        }
      }
      #expect(
        try await database.migrate(PlanningFixture.migrations) == [
          "0009_revisions", "0010_ledger", "0011_sign_in_log", "0012_jobs_and_events", "0013_files", "0016_published",
          "0018_open_roles",
        ])
      #expect(try await RollUpRebuild.check(.init(), database).difference == nil)
      #expect(said.count > 12)
      for (name, text) in said {
        let parts = name.split(separator: " ").map(String.init)
        let now = try await database.read { transaction -> String in
          guard parts.count == 3, let year = Int(parts[2]) else { return try Self.published(rules, transaction) }
          return BoardExport.csv(
            try BoardReader.board(place: ID(parts[1]), year: year, in: ID("SO.A.62"), from: .staff, rulebook: rules, transaction))
        }
        #expect(Self.lines(now) == Self.lines(text), "\(name)")
      }
      let (kept, expected) = try await database.read { (try RollUpOracle.kept($0), try RollUpOracle.expected($0)) }
      #expect(kept == expected)
      let states = try await database.read { transaction in
        try transaction.row(
          """
          SELECT (SELECT COUNT(*) FROM planning_result_history WHERE in_force = 1) AS superseded,
            (SELECT COUNT(*) FROM planning_roll_up WHERE counts = 0) AS beside,
            (SELECT COUNT(*) FROM planning_adoption) AS chosen
          """)
      }
      #expect((states?.integer("superseded") ?? 0) >= 2 && (states?.integer("beside") ?? 0) >= 1)
      #expect(states?.integer("chosen") == 3)
    }
  }

  /// What everybody may read, as the public file has it.
  private static func published(_ rules: Rulebook, _ transaction: ReadTransaction) throws -> String {
    var writer = CSVWriter(header: ["place", "place_name", "year"] + BoardExport.columns)
    for published in try PublishedFigures.boards(rules, transaction) {
      for row in published.board.rows {
        writer.add(
          [.plain(published.board.place.rawValue), .text(published.name), .plain(String(published.board.year))]
            + BoardExport.cells(row))
      }
    }
    return writer.text
  }

  /// The lines without the mark at the beginning and the ends of lines, which are the writer's matter.
  private static func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { String($0).replacing("\u{FEFF}", with: "") }
  }

  /// A program of the version before does not write into what it does not know: neither one that is started, nor one that has been
  /// running all along and would keep sums without saying whether they count.
  @Test(arguments: Engine.tested) func anOlderProgramIsRefused(engine: Engine) async throws {
    try await withDatabase(engine, migrations: PlanningFixture.migrations) { database in
      _ = await #expect(throws: StorageError.databaseIsNewer(migration: "0009_revisions")) {
        _ = try await database.migrate(Self.older)
      }
      let running = await code {
        try await database.maintain { transaction in
          _ = try transaction.run(
            """
            INSERT INTO planning_roll_up (department, place, period, indicator, value, units, inapplicable, leaves, apart)
            VALUES ('SO.A.62', 'A.62', '2024-12', 'JOB', 10000, 1, 0, 1, 0)
            """)
        }
      }
      #expect(running == "storage.constraint")
    }
  }

  /// The code of the error a body throws; `nil` where it throws none.
  private func code(_ body: () async throws -> Void) async -> String? {
    do { try await body() } catch { return (error as? any UserFacing)?.code ?? "\(error)" }
    return nil
  }
}
