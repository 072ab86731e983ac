import Directory
import Kernel
import PlanningDemo
import Rulebook
import Storage
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning
@testable import Reporting

/// After any sequence of acts the sums kept are those an independent recomputation finds.
@Suite struct RollUpPropertyTests {
  typealias Fixture = SheetFixture

  /// Who acts in the sequences, and on what.
  struct Stage {
    let sheets: [SheetContext]
    let officers: [ID<AdministrativeUnit>: Viewer]
    let districts: [ID<AdministrativeUnit>: Viewer]
    let head: Viewer
  }

  @Test(arguments: Engine.tested)
  func tenThousandOperations(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let rules = try PlanningFixture.rulebook
      let stage = try await database.read { try Self.stage($0) }
      var random = SeededRandom(seed: 20_260_721)
      var done = 0
      var round = 0
      while done < 10_000 {
        round += 1
        let seed = random.next()
        let name = "round:\(round)"
        // Nobody approves his own, so those who type and those who decide take turns.
        let decides = round % 2 == 1
        let actor = Actor(id: decides ? "account:decides" : "account:types")
        done += try await database.write(PlanningFixture.act("ngẫu nhiên", by: actor)) { transaction in
          transaction.note(AuditNote(kind: "test.round", subject: name))
          var random = SeededRandom(seed: seed)
          return try (0..<40).count { _ in try Self.step(stage, decides: decides, &random, rules, transaction) }
        }
        if round % 100 == 99 {
          let (kept, expected) = try await database.read { (try RollUpOracle.kept($0), try RollUpOracle.expected($0)) }
          #expect(kept == expected, "after \(done) operations")
          #expect(!kept.isEmpty)
        }
      }
      let (kept, expected) = try await database.read { (try RollUpOracle.kept($0), try RollUpOracle.expected($0)) }
      #expect(kept == expected && !kept.isEmpty)
    }
  }

  static func stage(_ transaction: ReadTransaction) throws -> Stage {
    let districts: [ID<AdministrativeUnit>] = [Fixture.district, Fixture.otherDistrict]
    let communes = try districts.flatMap { try Fixture.communes(of: $0, transaction).prefix(4) }
    let periods = try ["2020-11", "2020-12"].map { try Fixture.period($0) }
    let sheets = try communes.flatMap { commune in
      try periods.map { try SheetContext.read(SheetKey(form: "03-XH", place: commune, period: $0), transaction) }
    }
    return Stage(
      sheets: sheets,
      officers: try Dictionary(uniqueKeysWithValues: communes.map { ($0, try Fixture.person(.communeOfficer, at: $0)) }),
      districts: try Dictionary(uniqueKeysWithValues: districts.map { ($0, try Fixture.person(.districtOfficer, at: $0)) }),
      head: try Fixture.person(.divisionHead, at: Fixture.province))
  }

  /// One random act on one random sheet; whether it went through. A refusal changes nothing, which the comparison checks too.
  static func step(
    _ stage: Stage, decides: Bool, _ random: inout SeededRandom, _ rules: Rulebook, _ transaction: WriteTransaction
  ) throws -> Bool {
    if Int.random(in: 0..<6, using: &random) == 0 { return try own(stage, decides: decides, &random, rules, transaction) }
    guard let context = stage.sheets.randomElement(using: &random), let officer = stage.officers[context.key.place],
      let district = context.path.above.lazy.compactMap({ stage.districts[$0.id] }).first
    else { return false }
    let sheet = try SheetStore.sheet(context, transaction)
    guard decides == (sheet.state == .submitted || sheet.state == .approved) else { return false }
    do {
      switch (sheet.state, Int.random(in: 0..<10, using: &random)) {
      case (.draft, 0...5), (.returned, 0...5): try enter(context, officer, &random, transaction)
      case (.draft, _), (.returned, _):
        try fill(context, officer, &random, transaction)
        try SheetActs.perform(.submit, on: context, by: .person(officer), rulebook: rules, transaction)
      case (.submitted, 0...1):
        try SheetActs.perform(
          .sendBack, on: context, by: .person(sheet.turn == .district ? district : stage.head), rulebook: rules, transaction)
      case (.submitted, _):
        try SheetActs.perform(
          .approve, on: context, by: .person(sheet.turn == .district ? district : stage.head), rulebook: rules, transaction)
      case (.approved, 0...5):
        try SheetActs.perform(.unapprove, on: context, by: .person(stage.head), rulebook: rules, transaction)
      case (.approved, _):
        try SheetActs.perform(.lock, on: context, by: .person(stage.head), rulebook: rules, transaction)
      case (.locked, _): try SheetActs.perform(.correct, on: context, by: .person(officer), rulebook: rules, transaction)
      }
      return true
    } catch is PlanningError {
      return false
    }
  }

  /// Something about a district's own figure: typed, approved, or chosen against the sum of its communes.
  private static func own(
    _ stage: Stage, decides: Bool, _ random: inout SeededRandom, _ rules: Rulebook, _ transaction: WriteTransaction
  ) throws -> Bool {
    guard let sheet = stage.sheets.randomElement(using: &random),
      let place = stage.districts.keys.sorted().randomElement(using: &random),
      let indicator = sheet.indicators.filter({ $0.kind != .reduction }).randomElement(using: &random)
    else { return false }
    let (period, department) = (sheet.key.period, sheet.department)
    let stored = try ResultStore.result(indicator.code, place: place, period: period, in: department, transaction)
    do {
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        let choice: Adoption.Choice = Bool.random(using: &random) ? .sum : .direct
        try RollUpStore.adopt(
          choice, indicator: indicator.code, place: place, period: period, in: department, by: .person(stage.head), transaction)
      case _ where decides:
        let figure = try ResultCase(indicator.code, place: place, period: period, in: department, transaction)
        guard let figure else { return false }
        try figure.perform(.approve, by: .person(stage.head), transaction)
      default:
        let typed = entry(indicator, seen: 0, &random)
        let result = IndicatorResult(
          indicator: indicator.code, place: place, period: period, value: typed.value, numerator: typed.numerator,
          denominator: typed.denominator, missing: typed.missing, cause: "vì thử")
        try ResultActs.enter(
          result, seen: stored?.version ?? 0, in: department, bands: VerdictBands(rules, on: period.lastDay),
          by: stage.districts[place].map { .person($0) } ?? .installation, transaction)
      }
      return true
    } catch is PlanningError {
      return false
    } catch is FigureRefused {
      return false
    }
  }

  /// Types a few random lines, good and bad, some of them never reported, nil, or a bare rate.
  private static func enter(
    _ context: SheetContext, _ officer: Viewer, _ random: inout SeededRandom, _ transaction: WriteTransaction
  ) throws {
    let stored = try ResultStore.versions(of: context.figures, transaction)
    let entries = context.indicators.shuffled(using: &random).prefix(3).map { indicator in
      entry(indicator, seen: stored[indicator.code]?.result.version ?? 0, &random)
    }
    try CellActs.save(entries, in: context, by: .person(officer), transaction)
  }

  /// Types every line that is still empty.
  private static func fill(
    _ context: SheetContext, _ officer: Viewer, _ random: inout SeededRandom, _ transaction: WriteTransaction
  ) throws {
    let stored = try ResultStore.versions(of: context.figures, transaction)
    let entries = context.indicators.filter { stored[$0.code] == nil }.map { entry($0, seen: 0, &random) }
    try CellActs.save(entries, in: context, by: .person(officer), transaction)
  }

  private static func entry(_ indicator: Indicator, seen: Int, _ random: inout SeededRandom) -> CellEntry {
    var entry = CellEntry(indicator: indicator.code, seen: seen, cause: "vì thử")
    switch (indicator.kind, Int.random(in: 0..<12, using: &random)) {
    case (_, 0): entry.missing = .notReported
    case (_, 1): entry.missing = MissingReason.none
    case (_, 2): entry.missing = .notApplicable
    case (.rate, 3): entry.value = Quantity(Int.random(in: 0...100, using: &random))
    case (.rate, _):
      let denominator = Int.random(in: 1...500, using: &random)
      entry.denominator = Quantity(denominator)
      // Now and then impossible: above the denominator.
      entry.numerator = Quantity(Int.random(in: 0...(denominator + 5), using: &random))
    case (.recognition, _): entry.value = Quantity(Int.random(in: 0...1, using: &random))
    default: entry.value = Quantity(Int.random(in: 0...300, using: &random))
    }
    return entry
  }
}
