import Foundation
import Interchange
import Kernel
import Storage
import Systems
import TestSupport
import Testing

@testable import Figures
@testable import Planning

@Suite("The catalogue of indicators and files that change it")
struct IndicatorImportTests {
  static let header = "code,name_vi,name_en,aliases,unit,sector,kind,direction,decimals,attainment_decimals,headline,parent\n"

  static let faults: [(rows: String, faults: [String])] = [
    (",Tên,,,người,,count,up,,,,", ["2:code: cell_empty"]),
    ("1A,Tên,,,người,,count,up,,,,", ["2:code: bad_code"]),
    ("mã,Tên,,,người,,count,up,,,,", ["2:code: bad_code"]),
    ("A B,Tên,,,người,,count,up,,,,", ["2:code: bad_code"]),
    ("A/B,Tên,,,người,,count,up,,,,", ["2:code: bad_code"]),
    (String(repeating: "A", count: 41) + ",Tên,,,người,,count,up,,,,", ["2:code: bad_code"]),
    ("NEW,,,,người,,count,up,,,,", ["2:name_vi: cell_empty"]),
    ("NEW,Tên,,,,,count,up,,,,", ["2:unit: cell_empty"]),
    ("NEW,Tên,,,người,,sum,up,,,,", ["2:kind: unknown_word"]),
    ("NEW,Tên,,,người,,,up,,,,", ["2:kind: cell_empty"]),
    ("NEW,Tên,,,người,,count,rising,,,,", ["2:direction: unknown_word"]),
    ("NEW,Tên,,,người,,count,up,5,,,", ["2:decimals: not_in_range"]),
    ("NEW,Tên,,,người,,count,up,-1,x,,", ["2:decimals: not_in_range", "2:attainment_decimals: not_in_range"]),
    ("NEW,Tên,,,người,,count,up,,,maybe,", ["2:headline: unknown_word"]),
    ("NEW,Tên,,,người,,count,up,,,,NONE", ["2:parent: unknown_indicator"]),
    ("NEW,Tên,,,người,,count,up,,,,NEW", ["2:parent: parent_ring"]),
    ("A1,Tên,,,người,,count,up,,,,A2\nA2,Tên,,,người,,count,up,,,,A1", ["2:parent: parent_ring", "3:parent: parent_ring"]),
    (
      "A1,Tên,,,người,,count,up,,,,A2\nA2,Tên,,,người,,count,up,9,,,",
      ["2:parent: unknown_indicator", "3:decimals: not_in_range"]
    ),
    ("NEW,Tên,,,người,,count,up,,,,\nNEW,Tên,,,người,,count,up,,,,", ["3:code: duplicate_row"]),
    ("NEW,Giải quyết việc làm,,,người,,count,up,,,,", ["2:name_vi: name_taken"]),
    ("NEW,Mới,giai quyet  viec lam,,người,,count,up,,,,", ["2:name_en: name_taken"]),
    ("NEW,Mới,,khác;GIẢI QUYẾT VIỆC LÀM,người,,count,up,,,,", ["2:aliases: name_taken"]),
    ("NEW,job,,,người,,count,up,,,,", ["2:name_vi: name_taken"]),
    ("NEW,Mới,,Job,người,,count,up,,,,", ["2:aliases: name_taken"]),
    ("NEW,hộ nghèo,,,người,,count,up,,,,", ["2:name_vi: name_taken"]),
    (
      "A1,Một,,,người,,count,up,,,,\nA2,một,,,người,,count,up,,,,",
      ["3:name_vi: name_taken"]
    ),
    (
      "A1,Một,,Hai,người,,count,up,,,,\nA2,Hai,,,người,,count,up,,,,",
      ["3:name_vi: name_taken"]
    ),
    (
      "NEW,Giải quyết việc làm,,,người,,count,up,,,,\nJOB,Tên khác,,,người,,count,up,9,,,",
      ["2:name_vi: name_taken", "3:decimals: not_in_range"]
    ),
  ]

  @Test("bad cells, each at its line and column", arguments: Engine.tested)
  func badCells(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let before = try await database.read { try IndicatorStore.all($0) }
      for (rows, faults) in Self.faults {
        let outcome = try await PlanningFixture.importIndicators(Self.header + rows + "\n", into: database)
        #expect(outcome.faults == faults, "\(rows)")
        #expect(!outcome.wasWritten)
        try ImportFaultTests.expectSentences(outcome)
      }
      #expect(try await database.read { try IndicatorStore.all($0) } == before)
      #expect(before.count == 33)
    }
  }

  @Test("the shipped catalogue again changes nothing; a changed row counts its versions", arguments: Engine.tested)
  func again(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let file = try String(
        contentsOf: PlanningFixture.content.appending(path: "planning").appending(path: "indicators.csv"), encoding: .utf8)
      #expect(try await PlanningFixture.importIndicators(file, into: database).summary == "0 0 33")
      let changed = file.replacing("Jobs created,", with: "New jobs,")
      #expect(try await PlanningFixture.importIndicators(changed, into: database).summary == "0 1 32 written")
      let job = try await database.read { try IndicatorStore.indicator("JOB", $0) }
      #expect(job?.nameEn == "New jobs" && job?.version == 2 && job?.leadUnit == "Phòng Lao động – Việc làm")
      #expect(job?.isHeadline == true && job?.aliases.count == 5)
      // What staff changed stays as they left it when the program brings its catalogue again.
      try await CatalogueLoad.run(from: PlanningFixture.content.appending(path: "planning"), into: database)
      #expect(try await database.read { try IndicatorStore.indicator("JOB", $0) } == job)
    }
  }

  @Test("what a row leaves out has its usual value", arguments: Engine.tested)
  func usualValues(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let file = "direction;kind;unit;name_vi;code\ndown;rate;%;Tỷ lệ mới;RATE.NEW-1\nup;count;người;Số mới;count_new\n"
      #expect(try await PlanningFixture.importIndicators(file, into: database).summary == "2 0 0 written")
      let rate = try await database.read { try IndicatorStore.indicator("RATE.NEW-1", $0) }
      #expect(rate == Indicator(code: "RATE.NEW-1", nameVi: "Tỷ lệ mới", unit: "%", kind: .rate, direction: .down))
      #expect(rate?.nameEn == "Tỷ lệ mới" && rate?.decimals == 2 && rate?.attainmentDecimals == 2)
      let count = try await database.read { try IndicatorStore.indicator("count_new", $0) }
      #expect(count?.decimals == 0 && count?.parent == nil && count?.isHeadline == false)
      let codes = try await database.read { try IndicatorStore.all($0).map(\.code) }
      #expect(codes.suffix(2) == ["RATE.NEW-1", "count_new"])
    }
  }

  @Test("names may move between rows of one file, in any order", arguments: Engine.tested)
  func movedAliases(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      func file(_ one: String, _ other: String) -> String {
        Self.header + "A1,Một,,\(one),người,,count,up,,,,\nA2,Hai,,\(other),người,,count,up,,,,\n"
      }
      func aliases() async throws -> [String: [String]] {
        try await database.read { transaction in
          let all = try IndicatorStore.all(transaction).filter { ["A1", "A2"].contains($0.code) }
          return Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0.aliases) })
        }
      }
      let steps: [(one: String, other: String)] = [("x;y", "z"), ("z", "x;y"), ("z;x", "y"), ("", "y;z"), ("y;x;z", "")]
      for (one, other) in steps {
        let outcome = try await PlanningFixture.importIndicators(file(one, other), into: database)
        #expect(outcome.errors.isEmpty && outcome.wasWritten, "\(one) \(other)")
        let expected = ["A1": one, "A2": other].mapValues { $0.split(separator: ";").map(String.init) }
        let stored = try await aliases()
        #expect(stored == expected)
      }
    }
  }

  /// Rows by which no name comes to mean two indicators, or only an alias does.
  static let free = [
    "NEW,Giải quyết việc làm,,,người,,count,up,,,,\nJOB,Tên khác,,,người,,count,up,,,,",
    "JOB,Tên khác,,,người,,count,up,,,,\nNEW,Giải quyết việc làm,,,người,,count,up,,,,",
    "JOB,GIẢI QUYẾT VIỆC LÀM,,giải quyết việc làm,người,,count,up,,,,", "POV,Giảm nghèo,,,%,,rate,down,,,,",
    "JOB,Tỷ lệ hộ nghèo,,,người,,count,up,,,,\nPOV,Giải quyết việc làm,,,%,,rate,down,,,,",
    "A1,Một,,chung,người,,count,up,,,,\nA2,Hai,,chung,người,,count,up,,,,",
  ]

  @Test("an indicator keeps its name, and a name given up in the same file is free", arguments: free)
  func freeNames(rows: String) async throws {
    for engine in Engine.tested {
      try await withPlanning(engine) { database in
        let outcome = try await PlanningFixture.importIndicators(Self.header + rows + "\n", into: database)
        #expect(outcome.faults == [] && outcome.wasWritten)
      }
    }
  }

  @Test("a name that two bear is said to be theirs, with their codes", arguments: Engine.tested)
  func sharedName(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      try await PlanningFixture.importIndicators(
        Self.header + "A1,Một,,chung,người,,count,up,,,,\nA2,Hai,,Chung,người,,count,up,,,,\n", into: database)
      let form = "form,name_vi,period,level,indicators\nRIENG,Biểu riêng,month,commune,chung\n"
      let outcomes = [
        try await PlanningFixture.importResults("indicator,place,period,value\nchung,62,2021,5\n", into: database),
        try await PlanningFixture.importTargets("indicator,place,year,level,comparator\nchung,62,2021,5,>=\n", into: database),
        try await FormImport.run(
          Array(form.utf8), mode: .preview, by: PlanningFixture.actor, reason: "test", into: database),
      ]
      for (outcome, column) in zip(outcomes, ["indicator", "indicator", "indicators"]) {
        #expect(outcome.faults == ["2:\(column): shared_name"])
        #expect(outcome.errors.first?.message.values == ["read": "chung", "codes": "A1, A2"])
        try ImportFaultTests.expectSentences(outcome)
      }
      let coded = try await PlanningFixture.importResults("indicator,place,period,value\nA2,62,2021,5\n", into: database)
      #expect(coded.faults == [] && coded.wasWritten)
    }
  }

  static let lookups: [(text: String, code: String?)] = [
    ("JOB", "JOB"), ("job", "JOB"), ("Giải quyết việc làm", "JOB"), ("giai quyet viec lam", "JOB"), ("Jobs created", "JOB"),
    ("đào tạo nghề", "VTRAINED"), ("ĐÀO TẠO NGHỀ NGHIỆP", "VTRAINED"), ("dạy nghề", "VOC"), ("tỉ lệ hộ nghèo", "POV"),
    ("Tỉ lệ hộ  nghèo", "POV"), ("hộ nghèo", "POV"), ("giảm hộ nghèo", "POVRED"), ("việc", nil), ("", nil), ("JOBS", nil),
  ]

  @Test("an indicator is found by code, name and alias in any spelling", arguments: Engine.tested)
  func lookup(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let lookup = IndicatorLookup(try await database.read { try IndicatorStore.all($0) })
      for (text, code) in Self.lookups { #expect(lookup.indicator(text)?.code == code, "\(text)") }
    }
  }

  @Test("the rate a reduction cuts can be named, changed and taken away", arguments: Engine.tested)
  func base(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let shipped = try await database.read { try IndicatorStore.indicator("POVRED", $0) }?.base
      #expect(shipped == "POV")
      for base in ["NEARPOV", "POV", ""] {
        let file = "code,name_vi,unit,kind,direction,base\nPOVRED,Mức giảm tỷ lệ hộ nghèo,điểm %,reduction,up,\(base)\n"
        #expect(try await PlanningFixture.importIndicators(file, into: database).faults == [])
        let stored = try await database.read { try IndicatorStore.indicator("POVRED", $0) }?.base
        #expect(stored == (base.isEmpty ? nil : base))
      }
      let wrong = "code,name_vi,unit,kind,direction,base\nPOVRED,Mức giảm tỷ lệ hộ nghèo,điểm %,reduction,up,JOB\n"
      #expect(try await PlanningFixture.importIndicators(wrong, into: database).faults == ["2:base: base_is_no_rate"])
    }
  }
}
