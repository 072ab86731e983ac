import Directory
import Kernel
import Storage
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning
@testable import PlanningDemo
@testable import Reporting

/// A made-up province: all of it there, the same each time, within the rules, and its December open.
@Suite struct SyntheticProvinceTests {
  /// Kon Tum in the year that is just over on the day of the tests.
  static let konTum = SyntheticProvince(code: "62", years: 2021...2021, seed: 1)
  static let texts = SyntheticTexts(
    decisionEnding: "/QĐ-UBND", oddCause: "rà soát", returnReason: "chưa khớp", lockReason: "báo cáo năm")

  /// Everybody by the unit's id.
  static func staff(_ cast: SyntheticProvince.Cast) -> SyntheticStaff {
    var staff = SyntheticStaff()
    for unit in cast.units {
      staff.officers[unit.id] = Actor(id: "account:\(unit.id)")
      staff.heads[unit.id] = Actor(id: "account:head")
      staff.directors[unit.id] = Actor(id: "account:director")
    }
    return staff
  }

  @discardableResult
  static func make(_ province: SyntheticProvince, _ database: Database) async throws -> SyntheticProvince.Outcome {
    let cast = try await database.read { try province.cast($0) }
    return try await province.make(
      by: staff(cast), texts: texts, actor: PlanningFixture.actor, rulebook: PlanningFixture.rulebook, into: database)
  }

  /// Every figure as text, in the order of its key.
  static func figures(_ database: Database) async throws -> [String] {
    try await database.read { transaction in
      try transaction.rows(
        """
        SELECT place, period, indicator, value, numerator, denominator, year_tail, missing, status, author, recorded_at
        FROM planning_result ORDER BY place, period, indicator
        """
      ).map { row in
        [
          "place", "period", "indicator", "value", "numerator", "denominator", "year_tail", "missing", "status", "author",
          "recorded_at",
        ].map { row.text($0) ?? "" }.joined(separator: "|")
      }
    }
  }

  @Test(arguments: Engine.tested)
  func wholeProvince(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let outcome = try await Self.make(Self.konTum, database)
      #expect(outcome.wasWritten)
      try await expectCounts(database)
      try await expectDecemberOpen(database)
      try await expectRulesKept(database)
      try await database.read { transaction in
        let (kept, expected) = (try RollUpOracle.kept(transaction), try RollUpOracle.expected(transaction))
        #expect(kept.count > 4_000 && kept == expected)
      }
      let again = try await Self.make(Self.konTum, database)
      #expect(!again.wasWritten && again.digest == outcome.digest && again.figures == outcome.figures)
      let notes = try await database.read {
        try AuditChain.entries(about: "department:SO.A.62", in: PlanningFixture.konTum.department, limit: 9, $0)
      }
      #expect(notes.count == 1)
    }
  }

  /// How many units fill in each form for how many periods: every line of each is there.
  private func expectCounts(_ database: Database) async throws {
    let table: [(form: String, units: Int, periods: [String])] = [
      ("01-LD", 102, (1...11).map { "2021-\($0 < 10 ? "0" : "")\($0)" }),
      ("02-NCC", 102, (1...11).map { "2021-\($0 < 10 ? "0" : "")\($0)" }),
      ("03-XH", 102, (1...11).map { "2021-\($0 < 10 ? "0" : "")\($0)" }),
      ("04-BH-Q", 10, ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]), ("05-TGXH-6T", 102, ["2021-H1", "2021-H2"]),
      ("06-TDTH-9T", 1, ["2021-9M"]), ("07-HN-N", 0, ["2021"]),
    ]
    let (figures, sheets) = try await database.read { transaction -> ([Cell: Int], [String: Int]) in
      var figures: [Cell: Int] = [:]
      for row in try transaction.rows(
        """
        SELECT unit.level, result.period, result.indicator, COUNT(*) AS figures FROM planning_result result
        JOIN territory_unit unit ON unit.unit_id = result.place AND unit.valid_to = '2025-06-30'
        WHERE result.status = 'approved' GROUP BY unit.level, result.period, result.indicator
        """)
      {
        let cell = Cell(
          level: try row.requiredInteger("level"), period: try row.requiredText("period"),
          indicator: try row.requiredText("indicator"))
        figures[cell] = row.integer("figures")
      }
      var sheets: [String: Int] = [:]
      for row in try transaction.rows(
        "SELECT form, period, COUNT(*) AS sheets FROM planning_sheet WHERE state = 'approved' GROUP BY form, period")
      {
        sheets["\(try row.requiredText("form")) \(try row.requiredText("period"))"] = row.integer("sheets")
      }
      return (figures, sheets)
    }
    let forms = try await database.read { try FormStore.all($0) }
    for row in table {
      let form = try #require(forms.first { $0.code == row.form })
      for period in row.periods {
        #expect(sheets["\(row.form) \(period)"] ?? 0 == row.units, "\(row.form) \(period)")
        for indicator in form.indicators {
          let cell = Cell(level: form.level.rawValue, period: period, indicator: indicator)
          #expect(figures[cell] ?? 0 == row.units, "\(cell)")
        }
      }
    }
  }

  /// Which figures are counted together.
  private struct Cell: Hashable {
    let level: Int
    let period: String
    let indicator: String
  }

  private func expectDecemberOpen(_ database: Database) async throws {
    let cast = try await database.read { try Self.konTum.cast($0) }
    let (untouched, states) = try await database.read { transaction -> (Int, [String: Int]) in
      let figures = try transaction.row(
        """
        SELECT COUNT(*) AS figures FROM planning_result WHERE period = '2021-12' AND place IN (\(list: cast.open.map(\.unit.id)))
        """)
      var states: [String: Int] = [:]
      for row in try transaction.rows(
        "SELECT state, turn, odd, COUNT(*) AS sheets FROM planning_sheet WHERE period = '2021-12' GROUP BY state, turn, odd")
      {
        let name = "\(try row.requiredText("state")) \(row.text("turn") ?? "-") \(try row.requiredInteger("odd"))"
        states[name] = row.integer("sheets")
      }
      return (figures?.integer("figures") ?? -1, states)
    }
    #expect(cast.open.count == 2 && untouched == 0)
    #expect(cast.open.allSatisfy { $0.district == cast.open[0].district })
    #expect(
      states == ["approved - 0": 102 * 3 - 6 - 9, "submitted 2 1": 2, "submitted 1 0": 3, "returned - 0": 2], "\(states)")
    let notices = try await database.read { try $0.row("SELECT COUNT(*) AS n FROM planning_notice")?.integer("n") }
    #expect(notices == 2)
  }

  /// No figure breaks a rule, and only the planted ones are odd: every sheet of some communes and of both other levels.
  private func expectRulesKept(_ database: Database) async throws {
    let rulebook = try PlanningFixture.rulebook
    try await database.read { transaction in
      let keys = try transaction.rows(
        """
        SELECT form, place, period FROM planning_sheet WHERE place IN ('A.62', 'A.610', 'A.612')
          OR place LIKE 'A.23_05' OR period = '2021-12' AND (state <> 'approved' OR place LIKE 'A.23__7')
        """
      ).compactMap { row in
        try Period(row.requiredText("period")).map {
          SheetKey(form: try row.requiredText("form"), place: try row.id("place"), period: $0)
        }
      }
      #expect(keys.count > 80)
      let (forms, all) = (try FormStore.all(transaction), try IndicatorStore.all(transaction))
      for key in keys {
        let form = try #require(forms.first { $0.code == key.form })
        let context = try SheetContext.read(key, form: form, catalogue: all, transaction)
        let stored = try ResultStore.versions(of: context.figures, transaction).mapValues(\.result)
        let faults = try SheetRules(context).faults(of: Array(stored.values), over: [:], today: .testDay)
        #expect(faults.isEmpty, "\(key): \(faults)")
        let view = try SheetReader.view(context, rulebook: rulebook, transaction)
        #expect(view.oddCount == view.sheet.odd, "\(key): \(view.rows.flatMap(\.oddities))")
        #expect(view.open.isEmpty, "\(key)")
      }
      for place in [PlanningFixture.konTum.place, SheetFixture.district] {
        let targets = try TargetStore.targets(place: place, year: 2021, in: PlanningFixture.konTum.department, transaction)
        let levels = Dictionary(uniqueKeysWithValues: targets.map { ($0.indicator, $0.level) })
        for indicator in all {
          guard let target = targets.first(where: { $0.indicator == indicator.code }) else {
            #expect(place == SheetFixture.district && indicator.kind != .count, "\(indicator.code) has no target")
            continue
          }
          #expect(TargetRules.faults(of: target, indicator, previous: nil) == [])
          guard let limit = indicator.parent.flatMap({ levels[$0] ?? nil }), let level = target.level else { continue }
          #expect(level <= limit, "\(indicator.code) is planned above its parent")
        }
      }
    }
    let board = try await PlanningFixture.board("62", 2021, database)
    let verdicts = Set(board.rows.map(\.assessment.verdict))
    #expect(verdicts.isSuperset(of: [.exceeded, .met, .mostly, .notMet]), "\(verdicts)")
  }

  @Test func sameOptionsSameFigures() async throws {
    var runs: [(digest: String, figures: [String])] = []
    for seed: UInt64 in [1, 1, 2] {
      try await withPlanning(.sqlite) { database in
        let outcome = try await Self.make(SyntheticProvince(code: "62", years: 2021...2021, seed: seed), database)
        runs.append((outcome.digest, try await Self.figures(database)))
      }
    }
    #expect(runs[0].digest == runs[1].digest && runs[0].figures == runs[1].figures)
    #expect(runs[0].digest != runs[2].digest && runs[0].figures != runs[2].figures)
  }

  /// Years before the last are locked and have their yearly form; poverty falls; January knows its part of the year before.
  @Test func earlierYears() async throws {
    try await withPlanning(.sqlite) { database in
      try await Self.make(SyntheticProvince(code: "62", years: 2020...2021, seed: 3), database)
      try await database.read { transaction in
        let states = try transaction.rows(
          "SELECT DISTINCT substr(period, 1, 4) AS year, status FROM planning_result WHERE status IN ('locked', 'approved')"
        ).map { "\(try $0.requiredText("year")) \(try $0.requiredText("status"))" }.sorted()
        #expect(states == ["2020 locked", "2021 approved"])
        let yearly = try transaction.row(
          "SELECT COUNT(*) AS n FROM planning_sheet WHERE form = '07-HN-N' AND period = '2020'")
        #expect(yearly?.integer("n") == 102)
        let tails = try transaction.rows(
          "SELECT DISTINCT period FROM planning_result WHERE year_tail IS NOT NULL ORDER BY period"
        ).map { try $0.requiredText("period") }
        #expect(tails == [2020, 2021].flatMap { ["\($0)-01", "\($0)-9M", "\($0)-Q1"] })
      }
      let boards = try await [PlanningFixture.board("62", 2020, database), PlanningFixture.board("62", 2021, database)]
      let levels = boards.compactMap { $0.row("POV").flatMap { $0.result?.level(of: $0.indicator) } }
      #expect(levels.count == 2 && levels[1] < levels[0])
      let cut = try #require(boards[1].row("POVRED")?.result)
      #expect(cut.origin == .derived)
    }
  }

  /// What stands there already is not written over, and the future has no figures.
  @Test func refusals() async throws {
    try await withPlanning(.sqlite) { database in
      await #expect(throws: SyntheticProvinceError.yearNotOver(year: 2022)) {
        try await Self.make(SyntheticProvince(code: "62", years: 2021...2022, seed: 1), database)
      }
      await #expect(throws: SyntheticProvinceError.unknownProvince(code: "01")) {
        try await Self.make(SyntheticProvince(code: "01", years: 2021...2021, seed: 1), database)
      }
      try await Self.make(Self.konTum, database)
      await #expect(throws: SyntheticProvinceError.figuresExist(department: "SO.A.62", year: 2021)) {
        try await Self.make(SyntheticProvince(code: "62", years: 2021...2021, seed: 2), database)
      }
    }
  }
}
