import Interchange
import Kernel
import Storage
import Systems
import TestSupport
import Testing
import Wording

@testable import Planning

@Suite("Bad cells of import files, each at its line and column")
struct ImportFaultTests {
  /// Rows below a header, and the faults as `LINE:COLUMN: CODE`.
  struct Case {
    let name: String
    let rows: String
    let faults: [String]
    init(_ name: String, _ rows: String, _ faults: String...) {
      self.name = name
      self.rows = rows
      self.faults = faults
    }
  }

  static let targets: [Case] = [
    Case("unknown indicator", "NONE,62,2021,5,,>=,,", "2:indicator: unknown_indicator"),
    Case("no indicator", ",62,2021,5,,>=,,", "2:indicator: cell_empty"),
    Case("a part of a name", "đào tạo,62,2021,5,,>=,,", "2:indicator: unknown_indicator"),
    Case("letters", "JOB,62,2021,many,,>=,,", "2:level: not_a_number"),
    Case("dot in a percentage", "POV,62,2021,1.550,,<=,,", "2:level: ambiguous_number"),
    Case("decimals of a count", "JOB,62,2021,5700.5,,>=,,", "2:level: too_many_decimals"),
    Case("English thousands", "JOB,62,2021,\"5,700\",,>=,,", "2:level: ambiguous_number"),
    Case("too large", "JOB,62,2021,100000000000001,,>=,,", "2:level: number_too_large"),
    Case("bad change", "POV,62,2021,,x,<=,,", "2:change: not_a_number"),
    Case("negative", "JOB,62,2021,-5,,>=,,", "2:level: negative"),
    Case("no number", "JOB,62,2021,,,>=,,", "2:level: no_target_value"),
    Case("wrong year", "JOB,62,21,5,,>=,,", "2:year: wrong_year"),
    Case("a quarter is no plan year", "JOB,62,2021-Q4,5,,>=,,", "2:year: wrong_year"),
    Case("a year out of range", "JOB,62,1975,5,,>=,,", "2:year: wrong_year"),
    Case("no year", "JOB,62,,5,,>=,,", "2:year: cell_empty"),
    Case("unknown place", "JOB,63,2021,5,,>=,,", "2:place: unknown_place"),
    Case("no place", "JOB,,2021,5,,>=,,", "2:place: cell_empty"),
    Case("unknown comparator", "JOB,62,2021,5,,~,,", "2:comparator: unknown_word"),
    Case("no comparator", "JOB,62,2021,5,,,,", "2:comparator: cell_empty"),
    Case("comparator against the direction", "POV,62,2021,5,,>=,,", "2:comparator: comparator_contradicts"),
    Case("rise where less is better", "POV,62,2021,,1,<=,,", "2:change: change_sign"),
    Case("unknown origin", "JOB,62,2021,5,,>=,guessed,", "2:origin: unknown_word"),
    Case("origin that is none of a target", "JOB,62,2021,5,,>=,register,", "2:origin: unknown_word"),
    Case("cuts differ", "POVRED,62,2021,4,3,>=,,", "2:change: cuts_differ"),
    Case("duplicate row", "JOB,62,2021,5,,>=,,\nVOC,62,2021,5,,>=,,\nJOB,62,2021,6,,>=,,", "4:indicator: duplicate_row"),
    Case(
      "duplicate under another name", "JOB,62,2021,5,,>=,,\nviệc làm mới,62,2021,5,,>=,,", "3:indicator: duplicate_row"),
    Case(
      "child above parent", "VTRAINED,62,2021,60,,>=,,\nTRAINED,62,2021,54,,>=,,", "2:level: child_above_parent"),
    Case("too many cells", "POV,62,2021,1,55,,<=,stated,KH-01", "2:indicator: interchange.too_many_cells"),
    Case("quote inside", "JOB,62,2021,\"5\"700,,>=,,", "2:indicator: interchange.open_quote"),
    Case(
      "many at once", "NONE,62,21,many,,~,guessed,\nJOB,63,2021,x,,>=,,", "2:indicator: unknown_indicator",
      "2:year: wrong_year", "2:comparator: unknown_word", "2:origin: unknown_word", "3:place: unknown_place"),
  ]

  static let results: [Case] = [
    Case("unknown indicator", "NONE,62,2021,5,,,,,,,,", "2:indicator: unknown_indicator"),
    Case("wrong period", "JOB,62,12/2021,5,,,,,,,,", "2:period: wrong_period"),
    Case("no period", "JOB,62,,5,,,,,,,,", "2:period: cell_empty"),
    Case("period to come", "JOB,62,2022-02,5,,,,,,,,", "2:period: period_in_future"),
    Case("unknown place", "JOB,99,2021,5,,,,,,,,", "2:place: unknown_place"),
    Case("letters", "JOB,62,2021,o,,,,,,,,", "2:value: not_a_number"),
    Case("dot in a percentage", "TRAINED,62,2021,55.700,,,,,,,,", "2:value: ambiguous_number"),
    Case(
      "too many decimals", "TRAINED,62,2021,55.712,,,,,,,,\nJOB,62,2021,\"6,5\",,,,,,,,", "2:value: ambiguous_number",
      "3:value: too_many_decimals"),
    Case("nothing", "JOB,62,2021,,,,,,,,,", "2:value: no_result_value"),
    Case("missing with a number", "JOB,62,2021,5,,,,,nil,,,", "2:missing: missing_with_number"),
    Case("missing with a numerator", "TRAINED,62,2021,,1,2,,,not_reported,,,", "2:missing: missing_with_number"),
    Case("unknown missing", "JOB,62,2021,,,,,,none,,,", "2:missing: unknown_word"),
    Case("unknown verdict", "JOB,62,2021,,,,,good,,,,", "2:verdict: unknown_word"),
    Case("a verdict nobody may state", "JOB,62,2021,,,,,no_basis,,,,", "2:verdict: unknown_word"),
    Case("unknown origin", "JOB,62,2021,5,,,,,,heard,,", "2:origin: unknown_word"),
    Case("negative", "JOB,62,2021,-5,,,,,,,,", "2:value: negative"),
    Case("fraction of a count", "JOB,62,2021,,5,7,,,,,,", "2:numerator: fraction_needs_rate"),
    Case("no denominator", "TRAINED,62,2021,,5,,,,,,,", "2:denominator: cell_empty"),
    Case("no numerator", "TRAINED,62,2021,,,5,,,,,,", "2:numerator: cell_empty"),
    Case("denominator 0", "TRAINED,62,2021,,0,0,,,,,,", "2:denominator: denominator_zero"),
    Case("more than all", "TRAINED,62,2021,,8,7,,,,,,", "2:numerator: numerator_above_denominator"),
    Case("negative parts", "TRAINED,62,2021,,-1550,-3000,,,,,,", "2:numerator: negative", "2:denominator: negative"),
    Case(
      "parts that read two ways", "TRAINED,62,2021,,\"1,550\",\"3,000\",,,,,,", "2:numerator: ambiguous_number",
      "2:denominator: ambiguous_number"),
    Case("bad numerator", "TRAINED,62,2021,,few,7,,,,,,", "2:numerator: not_a_number"),
    Case("value differs", "TRAINED,62,2021,50,1,3,,,,,,", "2:value: value_differs_from_fraction"),
    Case(
      "faces contradict within the file", "POV,62,2016,3.75,,,,,,,,\nPOV,62,2017,2.5,,,-1.2,,,,,", "3:change: faces_contradict"),
    Case("cuts differ", "POVRED,62,2021,4,,,3,,,,,", "2:change: cuts_differ"),
    Case(
      "child above parent", "TRAINED,62,2021,55,,,,,,,,\nVTRAINED,62,2021,55.5,,,,,,,,", "3:value: child_above_parent"),
    Case(
      "child above parent by its fraction", "VTRAINED,62,2021,,2,3,,,,,,\nTRAINED,62,2021,60,,,,,,,,",
      "2:numerator: child_above_parent"),
    Case("duplicate row", "JOB,62,2021,5,,,,,,,,\njob,62,2021,6,,,,,,,,", "3:indicator: duplicate_row"),
    Case(
      "line after a cell of two lines", "JOB,62,2021,5,,,,,,,,\"a\nb\"\nNONE,62,2021,5,,,,,,,,", "4:indicator: unknown_indicator"),
  ]

  @Test("targets", arguments: Engine.tested)
  func ofTargets(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      for example in Self.targets {
        let text = "indicator,place,year,level,change,comparator,origin,decision\n\(example.rows)\n"
        let outcome = try await PlanningFixture.importTargets(text, into: database)
        #expect(outcome.faults == example.faults, "\(example.name)")
        #expect(!outcome.wasWritten, "\(example.name)")
        try Self.expectSentences(outcome)
      }
      let count = try await database.read { try $0.row("SELECT count(*) AS n FROM planning_target")?.integer("n") }
      #expect(count == 0)
    }
  }

  @Test("results", arguments: Engine.tested)
  func ofResults(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      for example in Self.results {
        let header = "indicator,place,period,value,numerator,denominator,change,verdict,missing,origin,cause,note"
        let outcome = try await PlanningFixture.importResults("\(header)\n\(example.rows)\n", into: database)
        #expect(outcome.faults == example.faults, "\(example.name)")
        #expect(!outcome.wasWritten, "\(example.name)")
        try Self.expectSentences(outcome)
      }
      let count = try await database.read { try $0.row("SELECT count(*) AS n FROM planning_result")?.integer("n") }
      #expect(count == 0)
    }
  }

  static let headers: [(text: String, faults: [String])] = [
    ("", ["1:indicator: interchange.empty_file"]),
    ("indicator,place,year,level,comparator,target\nJOB,62,2021,5,>=,6\n", ["1:target: interchange.column_unknown"]),
    ("indicator,place,level,comparator\nJOB,62,5,>=\n", ["1:year: interchange.column_missing"]),
    ("indicator,place,year,level,YEAR,comparator\nJOB,62,2021,5,2021,>=\n", ["1:year: interchange.column_twice"]),
  ]

  @Test("a header at fault stops the file", arguments: Engine.tested)
  func ofHeaders(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      for (text, faults) in Self.headers {
        let outcome = try await PlanningFixture.importTargets(text, mode: .goodRows, into: database)
        #expect(outcome.faults == faults)
        #expect(outcome.goodRows == 0 && !outcome.wasWritten)
      }
    }
  }

  /// Every sentence has its text in both languages and all its placeholders.
  static func expectSentences(_ outcome: ImportOutcome) throws {
    for error in outcome.errors {
      for language in [try PlanningFixture.wording[.vi], try PlanningFixture.wording[.en]] {
        let text = language.text(error.message)
        #expect(!text.contains("⟦") && !text.contains("{"), "\(error.code): \(text)")
      }
    }
  }
}
