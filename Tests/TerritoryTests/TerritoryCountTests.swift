import Kernel
import Storage
import Territory
import TestSupport
import Testing

/// How many units there are on a day, against the official counts.
@Suite struct TerritoryCountTests {
  @Test(arguments: Engine.tested)
  func theCountryHasTheOfficialNumberOfUnits(engine: Engine) async throws {
    let cases: [(day: String, provinces: Int, districts: Int, communes: Int)] = [
      ("2018-01-04", 63, 713, 11_161),
      ("2025-06-30", 63, 696, 10_035),
      ("2025-07-01", 34, 0, 3_321),
      ("2026-11-21", 34, 0, 3_321),
    ]
    try await withTerritory(engine) { database in
      for expected in cases {
        let on = try day(expected.day)
        let (counts, provinces) = try await database.read {
          (try TerritoryStore.counts(on: on, $0), try TerritoryStore.provinces(on: on, $0))
        }
        #expect(counts[.province] == expected.provinces, "\(expected.day)")
        #expect(counts[.district] ?? 0 == expected.districts, "\(expected.day)")
        #expect(counts[.commune] == expected.communes, "\(expected.day)")
        #expect(provinces.count == expected.provinces, "\(expected.day)")
        #expect(provinces.map(\.code) == provinces.map(\.code).sorted())
      }
    }
  }

  @Test(arguments: Engine.tested)
  func aProvinceHasItsCommunesOnEachSideOfEveryChange(engine: Engine) async throws {
    let cases: [(code: String, day: String, districts: Int, communes: Int)] = [
      ("92", "2018-01-04", 9, 85),
      ("92", "2020-02-29", 9, 85),
      ("92", "2020-03-01", 9, 83),
      ("92", "2024-10-31", 9, 83),
      ("92", "2024-11-01", 9, 80),
      ("92", "2025-06-30", 9, 80),
      ("92", "2025-07-01", 0, 103),
      ("62", "2022-12-31", 10, 102),
      ("51", "2025-06-30", 13, 170),
      ("51", "2025-07-01", 0, 96),
    ]
    try await withTerritory(engine) { database in
      for expected in cases {
        let on = try day(expected.day)
        let below = try await database.read { transaction in
          let province = try TerritoryStore.requiredUnit(code: expected.code, on: on, transaction)
          return try TerritoryStore.descendants(of: province.id, on: on, transaction)
        }
        #expect(below.filter { $0.level == .district }.count == expected.districts, "\(expected)")
        #expect(below.filter { $0.level == .commune }.count == expected.communes, "\(expected)")
        #expect(below.map { "\($0.level.rawValue) \($0.code)" } == below.map { "\($0.level.rawValue) \($0.code)" }.sorted())
      }
    }
  }

  @Test(arguments: Engine.tested)
  func childrenAreTheNextLevelOnly(engine: Engine) async throws {
    let cases: [(id: String, day: String, names: [String])] = [
      (
        "A.92", "2018-01-04",
        ["Ninh Kiều", "Ô Môn", "Bình Thuỷ", "Cái Răng", "Thốt Nốt", "Vĩnh Thạnh", "Cờ Đỏ", "Phong Điền", "Thới Lai"]
      ),
      ("A.92", "2025-07-01", []),
      ("B.92", "2025-06-30", []),
      ("A.498", "2025-06-30", []),
    ]
    try await withTerritory(engine) { database in
      for expected in cases {
        let on = try day(expected.day)
        let children = try await database.read { try TerritoryStore.children(of: unitID(expected.id), on: on, $0) }
        #expect(children.map(\.name) == expected.names, "\(expected.id) \(expected.day)")
      }
    }
  }

  @Test(
    arguments: Engine.tested,
    [
      "2018-01-04", "2019-12-01", "2020-03-01", "2024-11-01", "2025-01-01", "2025-06-30", "2025-07-01", "2026-05-01",
      "2026-11-21",
    ])
  func everyUnitHasAParentOnTheSameDay(engine: Engine, iso: String) async throws {
    try await withTerritory(engine) { database in
      let on = try day(iso)
      let orphans = try await database.read { transaction in
        try transaction.rows(
          """
          SELECT u.unit_id FROM territory_unit u
          WHERE u.level > 1 AND u.valid_from <= \(on) AND u.valid_to >= \(on) AND NOT EXISTS (
            SELECT 1 FROM territory_unit p
            WHERE p.unit_id = u.parent_id AND p.level < u.level AND p.valid_from <= \(on) AND p.valid_to >= \(on))
          """
        ).compactMap { $0.text("unit_id") }
      }
      #expect(orphans.isEmpty)
    }
  }
}
