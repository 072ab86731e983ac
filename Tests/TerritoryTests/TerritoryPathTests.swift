import Kernel
import Storage
import Territory
import TestSupport
import Testing

/// What a code and an id mean on a day.
@Suite struct TerritoryPathTests {
  @Test(arguments: Engine.tested)
  func aCodeMeansAnotherUnitOnAnotherDay(engine: Engine) async throws {
    let cases: [(code: String, day: String, id: String?, address: String?)] = [
      ("31135", "2018-01-04", "A.31135", "phường Tân An, quận Ninh Kiều, thành phố Cần Thơ"),
      ("31135", "2024-01-01", "A.31135", "phường Tân An, quận Ninh Kiều, thành phố Cần Thơ"),
      ("31135", "2025-06-30", "A.31135", "phường Tân An, quận Ninh Kiều, thành phố Cần Thơ"),
      ("31135", "2025-07-01", "B.31135", "phường Ninh Kiều, thành phố Cần Thơ"),
      ("31147", "2025-06-30", "A.31147", "phường Hưng Lợi, quận Ninh Kiều, thành phố Cần Thơ"),
      ("31147", "2025-07-01", "B.31147", "phường Tân An, thành phố Cần Thơ"),
      ("62", "2025-06-30", "A.62", "tỉnh Kon Tum"),
      ("62", "2025-07-01", nil, nil),
      ("916", "2025-06-30", "A.916", "quận Ninh Kiều, thành phố Cần Thơ"),
      ("916", "2025-07-01", nil, nil),
      ("80", "2025-06-30", "A.80", "tỉnh Long An"),
      ("80", "2025-07-01", "B.80", "tỉnh Tây Ninh"),
      ("22", "2026-08-31", "B.22", "tỉnh Quảng Ninh"),
      ("22", "2026-09-01", "B.22", "thành phố Quảng Ninh"),
      ("46", "2024-12-31", "A.46", "tỉnh Thừa Thiên Huế"),
      ("46", "2025-01-01", "A.46", "thành phố Huế"),
      ("23473", "2019-11-30", "A.23473", "xã Đắk Long, huyện Kon Plông, tỉnh Kon Tum"),
      ("23473", "2019-12-01", "A.23473", "thị trấn Măng Đen, huyện Kon Plông, tỉnh Kon Tum"),
      ("23473", "2025-07-01", "B.23473", "xã Măng Đen, tỉnh Quảng Ngãi"),
      ("99999", "2025-07-01", nil, nil),
    ]
    try await withTerritory(engine) { database in
      for expected in cases {
        let on = try day(expected.day)
        let path = try await database.read { transaction in
          try TerritoryStore.unit(code: expected.code, on: on, transaction).flatMap {
            try TerritoryStore.path(of: $0.id, on: on, transaction)
          }
        }
        #expect(path?.unit.id.rawValue == expected.id, "\(expected.code) \(expected.day)")
        #expect(path?.fullName == expected.address, "\(expected.code) \(expected.day)")
      }
    }
  }

  @Test(arguments: Engine.tested)
  func aUnitKnowsItsDistrictAndProvinceOfTheDay(engine: Engine) async throws {
    try await withTerritory(engine) { database in
      let (before, after) = (try day("2024-01-01"), try day("2025-07-01"))
      try await database.read { transaction in
        let old = try #require(try TerritoryStore.path(of: unitID("A.31135"), on: before, transaction))
        #expect(old.district?.fullName == "quận Ninh Kiều")
        #expect(old.province.id == unitID("A.92"))
        #expect(try TerritoryStore.path(of: unitID("A.31135"), on: after, transaction) == nil)
        let new = try #require(try TerritoryStore.path(of: unitID("B.31135"), on: after, transaction))
        #expect(new.district == nil)
        #expect(try TerritoryStore.province(of: unitID("B.31135"), on: after, transaction)?.id == unitID("B.92"))
        #expect(try TerritoryStore.province(of: unitID("B.92"), on: after, transaction)?.id == unitID("B.92"))
        #expect(try TerritoryStore.province(of: unitID("B.92"), on: before, transaction) == nil)
      }
    }
  }

  @Test(arguments: Engine.tested)
  func manyUnitsAreReadAtOnce(engine: Engine) async throws {
    try await withTerritory(engine) { database in
      let on = try day("2025-06-30")
      try await database.read { transaction in
        let units = try TerritoryStore.units([unitID("A.92"), unitID("A.31135"), unitID("B.92")], on: on, transaction)
        #expect(units.mapValues(\.name) == [unitID("A.92"): "Cần Thơ", unitID("A.31135"): "Tân An"])
        #expect(try TerritoryStore.units([], on: on, transaction).isEmpty)
        let communes = try TerritoryStore.descendants(of: unitID("A.92"), on: on, transaction).filter { $0.level == .commune }
        let paths = try TerritoryStore.paths(of: communes, on: on, transaction)
        #expect(paths.map(\.unit) == communes)
        #expect(paths.allSatisfy { $0.above.count == 2 && $0.province.id == unitID("A.92") })
      }
    }
  }

  @Test(arguments: Engine.tested)
  func versionsTellWhatAUnitWasFromWhenToWhen(engine: Engine) async throws {
    let cases: [(id: String, versions: [String])] = [
      ("B.22", ["tỉnh Quảng Ninh 2025-07-01…2026-08-31", "thành phố Quảng Ninh 2026-09-01…"]),
      ("A.23473", ["xã Đắk Long …2019-11-30", "thị trấn Măng Đen 2019-12-01…2025-06-30"]),
      ("A.31135", ["phường Tân An …2025-06-30"]),
      ("B.31135", ["phường Ninh Kiều 2025-07-01…"]),
      ("A.31132", ["phường An Hội …2020-02-29"]),
      ("C.1", []),
    ]
    try await withTerritory(engine) { database in
      for expected in cases {
        let versions = try await database.read { try TerritoryStore.versions(of: unitID(expected.id), $0) }
        let written = versions.map { "\($0.fullName) \($0.validFrom?.iso ?? "")…\($0.validTo?.iso ?? "")" }
        #expect(written == expected.versions, "\(expected.id)")
      }
    }
  }

  @Test(arguments: Engine.tested)
  func whatDoesNotExistOnTheDayIsSaidWithTheDay(engine: Engine) async throws {
    try await withTerritory(engine) { database in
      let on = try day("2025-07-01")
      let unknown = TerritoryError.unknownCode("62", day: on)
      await #expect(throws: unknown) { try await database.read { try TerritoryStore.requiredUnit(code: "62", on: on, $0) } }
      #expect(unknown.code == "territory.unknown_code")
      #expect(unknown.message == Message("error.territory.unknown_code", ["code": "62", "day": "01/07/2025"]))
      await #expect(throws: TerritoryError.notOnDay(unitID("A.62"), day: on)) {
        try await database.read { try TerritoryStore.requiredUnit(unitID("A.62"), on: on, $0) }
      }
    }
  }
}
