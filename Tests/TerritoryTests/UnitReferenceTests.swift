import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Territory

/// What people and files write for a place means one unit, or is refused with the choice.
@Suite struct UnitReferenceTests {
  /// What is written, the first and the last day asked about, and the unit or the code of the error with its choices.
  static let cases: [(written: String, first: String, last: String, outcome: String)] = [
    // The day before and the day after codes changed hands.
    ("24", "2025-06-30", "2025-06-30", "A.24"), ("24", "2025-07-01", "2025-07-01", "B.24"),
    ("31135", "2025-06-30", "2025-06-30", "A.31135"), ("31135", "2025-07-01", "2025-07-01", "B.31135"),
    ("24", "2025-06-30", "2025-07-01", "ambiguous_unit A.24 B.24"), ("24@2025-06-30", "2025-06-30", "2025-07-01", "A.24"),
    ("24@2025-07-01", "2025-06-30", "2025-07-01", "B.24"), ("24@2025-07-01", "2025-06-01", "2025-06-30", "unit_not_begun"),
    ("A.24", "2025-07-01", "2025-07-31", "unit_ended"), ("B.24", "2025-06-01", "2025-06-30", "unit_not_begun"),
    ("A.24@2025-06-30", "2025-01-01", "2025-12-31", "A.24"), ("A.24@2025-07-01", "2025-01-01", "2025-12-31", "unknown_code A.24"),
    // The same place in the eyes of those who write its code, and where the code went on under another name.
    ("92", "2025-06-30", "2025-07-01", "B.92"), ("01", "2025-06-30", "2025-07-01", "B.01"),
    ("23368", "2025-06-30", "2025-07-01", "B.23368"), ("31258", "2025-06-30", "2025-07-01", "B.31258"),
    ("23341", "2025-06-30", "2025-07-01", "ambiguous_unit A.23341 B.23341"),
    // Lost zeros.
    ("1", "2025-06-30", "2025-06-30", "ambiguous_unit A.01 A.001 A.00001"), ("1", "2025-07-01", "2025-07-01", "B.01"),
    ("4", "2025-06-30", "2025-06-30", "ambiguous_unit A.04 A.004 A.00004"),
    ("4", "2025-07-01", "2025-07-01", "ambiguous_unit B.04 B.00004"),
    ("8", "2025-07-01", "2025-07-01", "ambiguous_unit B.08 B.00008"), ("17", "2025-06-30", "2025-06-30", "A.17"),
    ("17", "2025-07-01", "2025-07-01", "unknown_code A.17"), ("70", "2025-07-01", "2025-07-01", "unknown_code A.70 B.00070"),
    ("25", "2025-07-01", "2025-07-01", "B.25"), ("91", "2025-07-01", "2025-07-01", "B.91"),
    ("00091", "2025-07-01", "2025-07-01", "B.00091"), ("091", "2025-07-01", "2025-07-01", "unknown_code B.91 B.00091"),
    ("1273", "2025-06-30", "2025-06-30", "A.01273"), ("0004", "2025-06-30", "2025-06-30", "unknown_code A.04 A.004 A.00004"),
    ("63", "2025-06-30", "2025-06-30", "unknown_code A.063"), ("318", "2025-07-01", "2025-07-01", "unknown_code A.318"),
    ("0", "2025-06-30", "2025-06-30", "unknown_code"), ("000", "2025-06-30", "2025-06-30", "unknown_code"),
    ("123456", "2025-06-30", "2025-06-30", "unknown_code"),
    ("A.4", "2025-06-30", "2025-06-30", "unknown_code A.04 A.004 A.00004"),
    // Signs that nobody sees, letters small and large, full addresses.
    (" \u{200B}24\u{A0}", "2025-06-30", "2025-06-30", "A.24"), ("b.24", "2025-07-01", "2025-07-01", "B.24"),
    ("Bắc Giang", "2025-06-30", "2025-06-30", "ambiguous_unit A.24 A.213"),
    ("tinh bac giang", "2025-01-01", "2025-12-31", "A.24"),
    ("TỈNH BẮC NINH", "2025-01-01", "2025-12-31", "ambiguous_unit A.27 B.24"),
    ("tỉnh Bắc Ninh@2025-06-30", "2025-01-01", "2025-12-31", "A.27"),
    ("tp Cần Thơ", "2025-01-01", "2025-12-31", "B.92"), ("tân an, ninh kiều", "2025-01-01", "2025-12-31", "A.31135"),
    ("Q.1, Hồ Chí Minh", "2024-01-01", "2024-12-31", "A.760"), ("tỉnh Bắc Giangg", "2025-01-01", "2025-12-31", "unknown_name"),
    ("24@hôm nay", "2025-01-01", "2025-12-31", "unreadable_day"), ("24@2025-06-31", "2025-01-01", "2025-12-31", "unreadable_day"),
    ("", "2025-01-01", "2025-12-31", "unknown_name"), ("@2025-06-30", "2025-01-01", "2025-12-31", "unknown_name"),
  ]

  /// The outcome as in the table.
  static func outcome(
    _ written: String, _ days: ClosedRange<CivilDate>, ended: EndedUnits = .allowed, _ resolver: inout UnitResolver
  ) throws -> String {
    do {
      return try resolver.unit(UnitReference(written), during: days, ended: ended).id.rawValue
    } catch let error as TerritoryError {
      let readings =
        switch error {
        case .ambiguousUnit(_, let readings): readings
        case .unknownCode(_, _, let near): near
        default: [UnitReading]()
        }
      return ([error.code.replacing("territory.", with: "")] + readings.map(\.life.id.rawValue)).joined(separator: " ")
    }
  }

  @Test(arguments: Engine.tested)
  func oneUnitOrTheChoice(engine: Engine) async throws {
    try await withTerritory(engine) { database in
      try await database.read { transaction in
        // One by one, and with the lives of all units read at once.
        var patient = UnitResolver(transaction)
        for _ in 0..<50 { _ = try Self.outcome("92", day("2024-01-01")...day("2024-01-01"), &patient) }
        for expected in Self.cases {
          let days = try day(expected.first)...day(expected.last)
          var resolver = UnitResolver(transaction)
          #expect(try Self.outcome(expected.written, days, &resolver) == expected.outcome, "\(expected)")
          #expect(try Self.outcome(expected.written, days, &patient) == expected.outcome, "\(expected), read at once")
        }
      }
    }
  }

  /// What of a unit that ended within the days may be meant.
  @Test(arguments: Engine.tested)
  func aUnitThatEndedWithinThePeriod(engine: Engine) async throws {
    let cases: [(written: String, ended: EndedUnits, outcome: String)] = [
      ("62", .allowed, "A.62"), ("62", .whenNamed, "unknown_code A.62"), ("62", .refused, "unit_ended"),
      ("A.62", .allowed, "A.62"), ("A.62", .whenNamed, "A.62"), ("A.62", .refused, "unit_ended"),
      ("62@2025-06-30", .whenNamed, "A.62"), ("62@2025-06-30", .refused, "unit_ended"), ("tỉnh Kon Tum", .whenNamed, "A.62"),
      ("92", .refused, "B.92"), ("24", .refused, "ambiguous_unit A.24 B.24"), ("B.24", .refused, "B.24"),
    ]
    try await withTerritory(engine) { database in
      try await database.read { transaction in
        let year = try day("2025-01-01")...day("2025-12-31")
        for expected in cases {
          var resolver = UnitResolver(transaction)
          #expect(try Self.outcome(expected.written, year, ended: expected.ended, &resolver) == expected.outcome, "\(expected)")
        }
      }
    }
  }

  /// A unit that is not there says since or until when it was, and who came before or after.
  @Test(arguments: Engine.tested)
  func whoCameBeforeAndAfter(engine: Engine) async throws {
    let (june, july) = (try day("2025-06-01")...day("2025-06-30"), try day("2025-07-01")...day("2025-07-31"))
    let cases: [(unit: String, days: ClosedRange<CivilDate>, names: [String])] = [
      ("A.24", july, ["tỉnh Bắc Giang", "30/06/2025", "tỉnh Bắc Ninh (B.24)"]),
      ("B.24", june, ["tỉnh Bắc Ninh", "01/07/2025", "tỉnh Bắc Giang (A.24), tỉnh Bắc Ninh (A.27)"]),
      ("A.31195", july, ["phường Ba Láng, quận Cái Răng, thành phố Cần Thơ", "30/06/2025", "phường Cái Răng (B.31186)"]),
      ("A.916", july, ["quận Ninh Kiều", "30/06/2025"]),
    ]
    try await withTerritory(engine) { database in
      try await database.read { transaction in
        for expected in cases {
          var resolver = UnitResolver(transaction)
          let values = try resolver.absence(of: unitID(expected.unit), during: expected.days).message.values.values
          #expect(expected.names.allSatisfy { name in values.contains { $0.contains(name) } }, "\(expected.unit) \(values)")
        }
        var resolver = UnitResolver(transaction)
        #expect(try resolver.absence(of: unitID("khong"), during: july).code == "territory.unknown_code")
        #expect(try resolver.absence(of: unitID("B.92"), during: july).code == "territory.unknown_code", "it is there")
      }
    }
  }
}
