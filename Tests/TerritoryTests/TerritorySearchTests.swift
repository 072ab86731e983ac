import Kernel
import Storage
import Territory
import TestSupport
import Testing

/// Finding places by what people type.
@Suite struct TerritorySearchTests {
  /// The best hits of what is typed on a day, in their order.
  static let searches: [(typed: String, day: String, first: [String])] = [
    // Marks, tone places, case and blanks do not matter; marks decide the order.
    ("hòa bình", "2024-01-01", ["tỉnh Hoà Bình", "huyện Hoà Bình, tỉnh Bạc Liêu", "thành phố Hòa Bình, tỉnh Hoà Bình"]),
    ("hoà bình", "2024-01-01", ["tỉnh Hoà Bình"]),
    ("hoa binh", "2024-01-01", ["tỉnh Hoà Bình"]),
    ("  HOA   BINH ", "2024-01-01", ["tỉnh Hoà Bình"]),
    ("Tân Ân", "2024-01-01", ["xã Tân Ân, huyện Cần Đước, tỉnh Long An", "xã Tân Ân, huyện Ngọc Hiển, tỉnh Cà Mau"]),
    ("Tân An", "2024-01-01", ["thành phố Tân An, tỉnh Long An"]),
    // Both official spellings.
    (
      "Đăk Hà", "2024-01-01",
      ["xã Đắk Hà, huyện Tu Mơ Rông, tỉnh Kon Tum", "thị trấn Đắk Hà, huyện Đắk Hà, tỉnh Kon Tum", "huyện Đắk Hà, tỉnh Kon Tum"]
    ),
    ("đắk hà", "2024-01-01", ["huyện Đắk Hà, tỉnh Kon Tum", "xã Đắk Hà, huyện Tu Mơ Rông, tỉnh Kon Tum"]),
    ("dak ha", "2024-01-01", ["huyện Đắk Hà, tỉnh Kon Tum"]),
    ("dak ha", "2025-07-01", ["xã Đăk Hà, tỉnh Quảng Ngãi"]),
    // The catalogue slipped (Thanh An); the resolutions' spelling finds it exactly.
    ("thạnh an", "2024-01-01", ["thị trấn Thanh An, huyện Vĩnh Thạnh, thành phố Cần Thơ"]),
    // The kind before the name, whole or abbreviated.
    ("thị trấn Măng Đen", "2024-01-01", ["thị trấn Măng Đen, huyện Kon Plông, tỉnh Kon Tum"]),
    ("tt mang den", "2024-01-01", ["thị trấn Măng Đen, huyện Kon Plông, tỉnh Kon Tum"]),
    ("xã Măng Đen", "2025-07-01", ["xã Măng Đen, tỉnh Quảng Ngãi"]),
    ("TP. Cần Thơ", "2024-01-01", ["thành phố Cần Thơ"]),
    ("Q. Ninh Kieu", "2024-01-01", ["quận Ninh Kiều, thành phố Cần Thơ"]),
    ("ia h'drai", "2024-01-01", ["huyện Ia H' Drai, tỉnh Kon Tum"]),
    // «xa» may be the kind, or the first word of the name.
    ("xa phin", "2024-01-01", ["xã Xà Phìn, huyện Đồng Văn, tỉnh Hà Giang"]),
    // Units above, after a comma.
    ("tan an, ninh kieu", "2024-01-01", ["phường Tân An, quận Ninh Kiều, thành phố Cần Thơ"]),
    ("phường tan an, cần thơ", "2025-07-01", ["phường Tân An, thành phố Cần Thơ"]),
    // Beginnings; higher levels first.
    ("kon tu", "2024-01-01", ["tỉnh Kon Tum", "thành phố Kon Tum, tỉnh Kon Tum"]),
    ("ninh ki", "2024-01-01", ["quận Ninh Kiều, thành phố Cần Thơ"]),
    // Nothing.
    ("thị trấn Măng Đen", "2025-07-01", []),
    ("thị trấn Măng Đen", "2019-11-30", []),
    ("", "2024-01-01", []),
    (" , ", "2024-01-01", []),
    ("%", "2024-01-01", []),
    ("không có nơi này", "2024-01-01", []),
  ]

  @Test(arguments: Engine.tested)
  func placesAreFoundAsTheyAreTyped(engine: Engine) async throws {
    try await withTerritory(engine) { database in
      for expected in Self.searches {
        let on = try day(expected.day)
        let found = try await database.read { try TerritoryStore.search(expected.typed, on: on, limit: 20, $0) }
        let shown = found.prefix(expected.first.isEmpty ? 1 : expected.first.count).map(\.fullName)
        #expect(shown == expected.first, "\(expected.typed) \(expected.day)")
      }
    }
  }

  @Test(arguments: Engine.tested)
  func everyTanAnWardIsFoundWithoutMarks(engine: Engine) async throws {
    try await withTerritory(engine) { database in
      let on = try day("2024-01-01")
      try await database.read { transaction in
        let wards = try TerritoryStore.search("phường tan an", on: on, limit: 50, transaction)
        #expect(wards.allSatisfy { $0.unit.type == "phường" })
        #expect(wards.prefix(7).allSatisfy { $0.unit.name == "Tân An" })
        #expect(wards.contains { $0.unit.id == unitID("A.31135") })
        #expect(try TerritoryStore.search("tan an", on: on, limit: 3, transaction).count == 3)
      }
    }
  }

  @Test(arguments: Engine.tested)
  func aFormerNameIsFoundWithItsDays(engine: Engine) async throws {
    let cases: [(typed: String, found: [String])] = [
      (
        "phường tân an, cần thơ",
        [
          "A.31135 …2025-06-30 phường Tân An, quận Ninh Kiều, thành phố Cần Thơ",
          "B.31147 2025-07-01… phường Tân An, thành phố Cần Thơ",
        ]
      ),
      ("thừa thiên huế", ["A.46 …2024-12-31 tỉnh Thừa Thiên Huế"]),
      ("an hội, ninh kiều", ["A.31132 …2020-02-29 phường An Hội, quận Ninh Kiều, thành phố Cần Thơ"]),
      (
        "măng đen",
        [
          "A.23473 2019-12-01…2025-06-30 thị trấn Măng Đen, huyện Kon Plông, tỉnh Kon Tum",
          "B.23473 2025-07-01… xã Măng Đen, tỉnh Quảng Ngãi",
        ]
      ),
      (
        "quảng ninh",
        [
          "A.22 …2025-06-30 tỉnh Quảng Ninh", "B.22 2025-07-01…2026-08-31 tỉnh Quảng Ninh",
          "B.22 2026-09-01… thành phố Quảng Ninh",
        ]
      ),
    ]
    try await withTerritory(engine) { database in
      for expected in cases {
        let found = try await database.read { try TerritoryStore.searchAnyTime(expected.typed, limit: 50, $0) }
        let shown = found.prefix(expected.found.count).map { path in
          "\(path.unit.id) \(path.unit.validFrom?.iso ?? "")…\(path.unit.validTo?.iso ?? "") \(path.fullName)"
        }
        #expect(shown == expected.found, "\(expected.typed)")
      }
    }
  }

  @Test(arguments: Engine.tested)
  func aNameInAFileMeansOneUnitOrAnError(engine: Engine) async throws {
    let cases: [(name: String, inside: String?, day: String, outcome: String)] = [
      ("Quận Ninh Kiều", nil, "2024-01-01", "A.916"),
      ("tan an", "A.916", "2024-01-01", "A.31135"),
      ("tan an", "B.92", "2025-07-01", "B.31147"),
      ("phường Tân An, quận Ninh Kiều, thành phố Cần Thơ", nil, "2024-01-01", "A.31135"),
      ("Kon Tum", nil, "2024-01-01", "territory.ambiguous_name"),
      ("tỉnh Kon Tum", nil, "2024-01-01", "A.62"),
      ("tỉnh Kon Tum", nil, "2025-07-01", "territory.unknown_name"),
      ("Tân", "A.916", "2024-01-01", "territory.unknown_name"),
      ("phường Tân An", nil, "2024-01-01", "territory.ambiguous_name"),
    ]
    try await withTerritory(engine) { database in
      for expected in cases {
        let on = try day(expected.day)
        let outcome = try await database.read { transaction in
          do {
            let area = expected.inside.map { unitID($0) }
            return try TerritoryStore.unit(named: expected.name, inside: area, on: on, transaction).id.rawValue
          } catch let error as TerritoryError {
            return error.code
          }
        }
        #expect(outcome == expected.outcome, "\(expected.name) \(expected.day)")
      }
    }
  }
}
