import Directory
import Foundation
import Interchange
import Kernel
import Reporting
import Rulebook
import Storage
import Systems
import Territory
import TestSupport
import Testing
import Wording

@testable import Figures
@testable import Planning
@testable import Published

/// Content, places and people the tests of planning stand on.
enum PlanningFixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let content = root.appending(path: "Content")

  private static let openRulebook = Result { try Rulebook(directory: content.appending(path: "rules")) }
  private static let openWording = Result { try Wording(directory: content.appending(path: "wording")) }

  /// The rules of this checkout.
  static var rulebook: Rulebook { get throws { try openRulebook.get() } }
  private static let systems = Result { try InstalledSystems([.planning, .reporting]) }
  private static let openRoles = Result { try Roles(rulebook, permissions: systems.get().permissions) }
  /// The roles of this checkout.
  static var roles: Roles { get throws { try openRoles.get() } }
  /// The schema of both systems; twins among them leave nothing to test on.
  static let migrations = (try? systems.get().migrations) ?? []
  /// The words of this checkout.
  static var wording: Wording { get throws { try openWording.get() } }

  /// Kon Tum and its department.
  static let konTum = (place: ID<AdministrativeUnit>("A.62"), department: ID<Department>("SO.A.62"))
  /// Cần Thơ and its department.
  static let canTho = (place: ID<AdministrativeUnit>("A.92"), department: ID<Department>("SO.A.92"))

  /// The bands of the usual rule: 95 and 70.
  static let bands = VerdictBands(mostly: Ratio(95), notMet: Ratio(70))
  static let actor = Actor(id: "os:tester")

  /// An act of the tester in Kon Tum.
  static func act(_ reason: String = "test", by actor: Actor = actor) -> Act {
    Act(by: actor, in: konTum.department, reason: reason)
  }

  /// Everything `ansinh migrate` puts into an empty database.
  static func prepare(_ database: Database) async throws {
    try await TerritoryLoad.load(from: TerritoryLoad.directory(under: root), into: database)
    try await DirectoryLoad.departments(named: DepartmentName.all(in: rulebook), into: database)
    try await CatalogueLoad.run(from: content.appending(path: "planning"), into: database)
  }

  /// The same, with the figures of the two articles.
  static func prepareDemo(_ database: Database) async throws {
    try await prepare(database)
    let targets = try await importTargets(try demoFile("targets.csv"), into: database)
    let results = try await importResults(try demoFile("results.csv"), into: database)
    #expect(targets.errors == [] && results.errors == [])
  }

  /// A file of `Content/demo`.
  static func demoFile(_ name: String) throws -> String {
    try String(contentsOf: content.appending(path: "demo").appending(path: name), encoding: .utf8)
  }

  @discardableResult
  static func importTargets(
    _ text: String, mode: ImportMode = .allOrNothing, state: PlanState = .assigned, into database: Database
  ) async throws -> ImportOutcome {
    try await TargetImport.run(
      Array(text.utf8), mode: mode, planState: state, by: .installation, as: actor, reason: "targets.csv", into: database)
  }

  @discardableResult
  static func importResults(
    _ text: String, mode: ImportMode = .allOrNothing, status: DataStatus = .approved, into database: Database
  ) async throws -> ImportOutcome {
    try await ResultImport.run(
      Array(text.utf8), mode: mode, status: status, by: .installation, as: actor, reason: "results.csv", into: database)
  }

  @discardableResult
  static func importIndicators(_ text: String, mode: ImportMode = .allOrNothing, into database: Database) async throws
    -> ImportOutcome
  {
    try await IndicatorImport.run(Array(text.utf8), mode: mode, by: actor, reason: "indicators.csv", into: database)
  }

  /// The board of a place by its code of that year.
  static func board(_ code: String, _ year: Int, from source: FigureSource = .staff, _ database: Database) async throws
    -> PlanBoard
  {
    let rules = try rulebook
    return try await database.read { transaction in
      let found = try PlaceFinder.find(code, year: year, transaction)
      return try BoardReader.board(
        place: found.place, year: year, in: found.department, from: source, rulebook: rules, transaction)
    }
  }
}

extension ImportOutcome {
  /// The errors as `LINE:COLUMN: CODE`, without the system's name.
  var faults: [String] { errors.map { "\($0.line):\($0.column): \($0.code.replacing("planning.", with: ""))" } }

  /// The counts as `added changed unchanged`, and whether they were written.
  var summary: String { "\(added) \(changed) \(unchanged)\(wasWritten ? " written" : "")" }
}

extension PlanBoard {
  /// The line of an indicator.
  func row(_ code: String) -> BoardRow? { rows.first { $0.indicator.code == code } }
}

/// Lends a database with places, departments and the catalogue.
func withPlanning(_ engine: Engine, effects: Effects = .fixed(on: .testDay), _ body: (Database) async throws -> Void) async throws
{
  try await withDatabase(
    engine, migrations: PlanningFixture.migrations, preparedAs: "planning", effects: effects,
    prepare: { try await PlanningFixture.prepare($0) }, body)
}

/// Lends a database that also has the figures of the two articles.
func withDemo(_ engine: Engine, effects: Effects = .fixed(on: .testDay), _ body: (Database) async throws -> Void) async throws {
  try await withDatabase(
    engine, migrations: PlanningFixture.migrations, preparedAs: "planning with demo figures", effects: effects,
    prepare: { try await PlanningFixture.prepareDemo($0) }, body)
}

/// The quantity written so; a text that is none is a fault of the table it stands in.
func quantity(_ plain: String?) throws -> Quantity? {
  guard let plain, !plain.isEmpty else { return nil }
  let quantity: Quantity = try #require(Quantity(plain: plain), "no quantity: \(plain)")
  return quantity
}
