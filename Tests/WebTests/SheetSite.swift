import Directory
import Figures
import Kernel
import Planning
import Reporting
import Storage
import Territory
import TestSupport
import Testing
import WebShared

/// Sheets of the fixture's commune, brought into the state a test begins with.
enum SheetSite {
  static let code = "02-NCC"
  static let page = "/nhap/02-NCC/A.23431/2021-12"

  /// The sheet of the commune for a period.
  static func key(_ period: String = "2021-12", form: String = code) throws -> SheetKey {
    SheetKey(form: form, place: WebFixture.commune, period: try #require(Period(period)))
  }

  /// Types lines into a sheet as an actor of the command line.
  static func type(_ entries: [CellEntry], into key: SheetKey, as actor: String = "os:khac", _ site: TestSite) async throws {
    let outcome = try await site.database.write(Act(by: Actor(id: actor), in: ID("SO.A.62"), reason: "")) { transaction in
      try CellActs.save(entries, in: SheetContext.read(key, transaction), by: .installation, transaction)
    }
    #expect(outcome.isClean, "\(outcome)")
  }

  /// A number on every line.
  static func fill(_ key: SheetKey, value: Int = 10, _ site: TestSite) async throws {
    let context = try await site.database.read { try SheetContext.read(key, $0) }
    let entries = context.indicators.map { indicator in
      switch indicator.kind {
      case .rate: CellEntry(indicator: indicator.code, seen: 0, numerator: Quantity(value), denominator: Quantity(value * 2))
      case .recognition: CellEntry(indicator: indicator.code, seen: 0, value: Quantity(1))
      default: CellEntry(indicator: indicator.code, seen: 0, value: Quantity(value))
      }
    }
    try await type(entries, into: key, site)
  }

  /// Does something to a sheet, each act as another person of the command line.
  static func perform(_ acts: [SheetAct], on key: SheetKey, _ site: TestSite) async throws {
    let rulebook = try WebFixture.rulebook.get()
    for (number, act) in acts.enumerated() {
      let by = Act(by: Actor(id: "os:nguoi-\(number)"), in: ID("SO.A.62"), reason: "kiểm tra dòng 4")
      try await site.database.write(by) { transaction in
        try SheetActs.perform(
          act, on: SheetContext.read(key, transaction), by: .installation, rulebook: rulebook, transaction)
      }
    }
  }

  /// Where the sheet stands and what its lines hold: `CONV=52`, `MERIT_LIVING=5/40`, `FUND=nil`.
  static func stored(_ key: SheetKey, _ site: TestSite) async throws -> (state: SheetState, lines: Set<String>) {
    let rulebook = try WebFixture.rulebook.get()
    let view = try await site.database.read { transaction in
      try SheetReader.view(SheetContext.read(key, transaction), rulebook: rulebook, transaction)
    }
    let lines = view.rows.compactMap { row -> String? in
      guard let figure = row.figure else { return nil }
      let fraction = figure.numerator.flatMap { top in figure.denominator.map { "\(top)/\($0)" } }
      let tail = figure.yearTail.map { " tail \($0)" } ?? ""
      return "\(row.indicator.code)=\(figure.missing?.rawValue ?? fraction ?? figure.value?.description ?? "")\(tail)"
    }
    return (view.sheet.state, Set(lines))
  }
}

extension TestBrowser {
  /// Types into the shown sheet and presses one of its buttons.
  @discardableResult
  func save(
    _ typed: [(String, String)], button: (String, String) = ("viec", "luu"), at page: String = SheetSite.page
  ) async throws -> TestPage {
    try await submit(page, typed, button: button)
  }
}
