import Foundation
import Kernel
import Storage
import Territory
import TestSupport
import Testing

/// Bringing the reference files into a database.
@Suite struct TerritoryLoadTests {
  @Test(arguments: Engine.tested)
  func filesAreLoadedOnceAndReplacedWhenTheyChange(engine: Engine) async throws {
    try await withDatabase(engine, migrations: territoryMigrations) { database in
      let folder = try copyOfFiles()
      defer { try? FileManager.default.removeItem(at: folder) }
      let all = TerritoryLoad.Outcome.loaded(.init(units: 16_581, successions: 10_639, statistics: 3_354))
      #expect(try await TerritoryLoad.load(from: folder, into: database) == all)
      #expect(try await TerritoryLoad.load(from: folder, into: database) == .unchanged)

      // A correction of one name: everything is loaded again, and nothing stands twice.
      try edit("units.csv", in: folder) { $0.replacing("phường,Ninh Kiều,", with: "phường,Ninh Kiều Mới,") }
      #expect(try await TerritoryLoad.load(from: folder, into: database) == all)
      let on = try day("2025-07-01")
      let unit = try await database.read { try TerritoryStore.unit(code: "31135", on: on, $0) }
      #expect(unit?.name == "Ninh Kiều Mới")

      let acts = try await database.read {
        try AuditChain.entries(about: "territory", in: Department.installation, limit: 10, $0)
      }
      #expect(acts.map(\.kind) == ["territory.loaded", "territory.loaded"])
      #expect(acts.allSatisfy { $0.actor == "system" })
      #expect(try await database.read { try AuditChain.verify($0) }.breaks.isEmpty)
    }
  }

  @Test(arguments: [
    (file: "units.csv", from: "unit_id,code", to: "id,code", line: 1),
    (file: "units.csv", from: "A.01,01,1,thành phố,Hà Nội", to: "A.01,01,4,thành phố,Hà Nội", line: 2),
    (file: "units.csv", from: "A.02,02,1,tỉnh,Hà Giang,,,,,2025-06-30", to: "A.02,02,1,tỉnh,Hà Giang,,,,,30/06/2025", line: 3),
    (file: "units.csv", from: "A.02,02,1,tỉnh", to: "A.03,02,1,tỉnh", line: 3),
    (file: "successions.csv", from: "2025-07-01,unchanged,1,", to: "2025-07-01,unchanged,all,", line: 2),
    (file: "successions_before_2025_sample.csv", from: "2024-11-01,whole", to: "2024-11-01,half", line: 2),
    (file: "stats_2025.csv", from: "105.698", to: "east", line: 2),
  ])
  func aSpoiledFileIsNamedWithItsLine(file: String, from: String, to: String, line: Int) async throws {
    let folder = try copyOfFiles(lines: 20)
    defer { try? FileManager.default.removeItem(at: folder) }
    try edit(file, in: folder) { text in
      #expect(text.contains(from))
      guard let range = text.firstRange(of: from) else { return text }
      return text.replacingCharacters(in: range, with: to)
    }
    try await withDatabase(.sqlite, migrations: territoryMigrations) { database in
      await #expect(throws: TerritoryError.unreadableFile(file, line: line)) {
        try await TerritoryLoad.load(from: folder, into: database)
      }
      let kept = try await database.read { try $0.row("SELECT COUNT(*) AS units FROM territory_unit")?.integer("units") }
      #expect(kept == 0)
    }
  }

  @Test func aMissingFileIsNamed() async throws {
    let folder = try copyOfFiles(lines: 20)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.removeItem(at: folder.appending(path: "stats_2025.csv"))
    try await withDatabase(.sqlite, migrations: territoryMigrations) { database in
      _ = await #expect(throws: TerritoryError.unreadableFile("stats_2025.csv", line: 0)) {
        try await TerritoryLoad.load(from: folder, into: database)
      }
    }
  }

  /// The files in a folder of their own: whole, or only their first lines where a test is about their form.
  private func copyOfFiles(lines: Int? = nil) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "territory-\(Effects.live.newID())")
    try FileManager.default.copyItem(at: territoryFiles, to: folder)
    guard let lines else { return folder }
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".csv") {
      try edit(file, in: folder) { $0.split(separator: "\n").prefix(lines).joined(separator: "\n") }
    }
    return folder
  }

  private func edit(_ file: String, in folder: URL, _ change: (String) -> String) throws {
    let url = folder.appending(path: file)
    try change(String(contentsOf: url, encoding: .utf8)).write(to: url, atomically: true, encoding: .utf8)
  }
}
