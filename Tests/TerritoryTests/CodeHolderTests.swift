import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Territory

/// Codes against a plain reading of the files: who has which on each day.
@Suite struct CodeHolderTests {
  /// A unit as the files have it.
  struct Holder {
    let id: String
    let code: String
    let name: String
    let otherName: String
    let from: String
    let to: String
  }

  /// Every version in the files, read by cutting lines at commas: no cell that is used here has one.
  static func holders() throws -> [Holder] {
    func lines(_ file: String) throws -> [[String]] {
      let text = try String(contentsOf: territoryFiles.appending(path: file), encoding: .utf8)
      return text.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    func orElse(_ text: String, _ other: String) -> String { text.isEmpty ? other : text }
    let now = try lines("units.csv").map {
      Holder(
        id: $0[0], code: $0[1], name: $0[4], otherName: $0[5], from: orElse($0[8], "0001-01-01"), to: orElse($0[9], "9999-12-31"))
    }
    let earlier = try lines("units_before_2025.csv").map {
      Holder(
        id: "A." + $0[0], code: $0[0], name: $0[3], otherName: "", from: orElse($0[5], "0001-01-01"),
        to: orElse($0[6], "9999-12-31"))
    }
    return now + earlier
  }

  /// The days of a draw: at a change, or any.
  static func days(_ random: inout SeededRandom) -> ClosedRange<CivilDate> {
    let turn = 20_270  // 2025-07-01
    let first =
      Bool.random(using: &random)
      ? turn + Int.random(in: -2...2, using: &random) : Int.random(in: 18_000...20_800, using: &random)
    let length = [0, 0, 29, 90, 364].randomElement(using: &random) ?? 0
    return CivilDate(daysSinceEpoch: first)...CivilDate(daysSinceEpoch: first + length)
  }

  /// A code, or what is left of it when zeros are lost, or nearly one.
  static func text(of codes: [String], _ random: inout SeededRandom) -> String {
    let code = codes[Int.random(in: codes.indices, using: &random)]
    let lost = Int.random(in: 0...4, using: &random)
    let text = code.enumerated().drop { $0.offset < lost && $0.element == "0" }.map { String($0.element) }.joined()
    return switch Int.random(in: 0...9, using: &random) {
    case 0: "0" + text
    case 1: String(Int.random(in: 0...99_999, using: &random))
    case 2: String(Int.random(in: 0...99, using: &random))
    default: text
    }
  }

  @Test(arguments: Engine.tested)
  func noCodeMeansAUnitUnlessItIsTheOnlyOne(engine: Engine) async throws {
    let versions = try Self.holders()
    let codes = Set(versions.map(\.code)).sorted()
    let low = codes.filter { $0.hasPrefix("0") }
    let byNumber = Dictionary(grouping: versions) { Int($0.code) ?? -1 }
    try await withTerritory(engine) { database in
      try await database.read { transaction in
        var random = SeededRandom(seed: 20_250_701)
        var resolver = UnitResolver(transaction)
        var counts = (found: 0, refused: 0)
        for _ in 0..<6_000 {
          let text = Self.text(of: Bool.random(using: &random) ? low : codes, &random)
          let days = Self.days(&random)
          // Everything that lives on one of the days and whose code is the same number.
          let alive = (byNumber[Int(text) ?? -2] ?? []).filter { $0.from <= days.upperBound.iso && $0.to >= days.lowerBound.iso }
          let exact = Set(alive.filter { $0.code == text }.map(\.id))
          guard let life = try? resolver.unit(UnitReference(text), during: days, ended: .allowed) else {
            counts.refused += 1
            // An existing code of one unit is never refused.
            #expect(exact.count != 1, "\(text) \(days)")
            continue
          }
          counts.found += 1
          let meant = alive.filter { $0.id == life.id.rawValue }
          #expect(!meant.isEmpty, "\(text) \(days): \(life.id) does not live")
          if life.code == text {
            // Two holders of one code in the days: only where both bore one name, or nothing changed.
            let others = alive.filter { $0.code == text && $0.id != life.id.rawValue }
            #expect(others.isEmpty || life.continues != nil, "\(text) \(days): \(others)")
          } else {
            #expect(!text.hasPrefix("0") && ![2, 3, 5].contains(text.count), "\(text) was repaired to \(life.id)")
            #expect(Set(alive.map(\.code)).count == 1, "\(text) \(days): \(alive)")
          }
        }
        #expect(counts.found > 1_000 && counts.refused > 300, "\(counts)")
      }
    }
  }

  /// Every code that changed hands within a year, at any level, from the files alone: all of them are asked about.
  @Test(arguments: Engine.tested)
  func everyCodeThatChangedHandsIsAskedAbout(engine: Engine) async throws {
    let byCode = Dictionary(grouping: try Self.holders(), by: \.code)
    let successions = try String(contentsOf: territoryFiles.appending(path: "successions.csv"), encoding: .utf8)
    let unchanged = Set(
      successions.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        .filter { $0[5] == "unchanged" }.map { "\($0[0]) \($0[1])" })
    var handed: [Int: [String]] = [:]
    for (code, versions) in byCode {
      for later in versions {
        guard let earlier = versions.filter({ $0.id != later.id && $0.to < later.from }).max(by: { $0.to < $1.to }),
          earlier.to.prefix(4) == later.from.prefix(4), !unchanged.contains("\(earlier.id) \(later.id)")
        else { continue }
        let names = [earlier, later].map { Set([$0.name, $0.otherName].map { UnitNameKey($0).spelling }.filter { !$0.isEmpty }) }
        if names[0].isDisjoint(with: names[1]) { handed[Int(later.from.prefix(4)) ?? 0, default: []].append(code) }
      }
    }
    #expect(Set(handed.keys) == [2025])
    let ofYear = handed[2025] ?? []
    #expect(ofYear.filter { $0.count == 2 }.sorted() == ["15", "24", "44", "52", "80", "82", "91"])
    #expect(ofYear.count == 1_795)
    try await withTerritory(engine) { database in
      try await database.read { transaction in
        var resolver = UnitResolver(transaction)
        let year = try day("2025-01-01")...day("2025-12-31")
        for code in ofYear {
          let outcome = try UnitReferenceTests.outcome(code, year, &resolver)
          #expect(outcome == "ambiguous_unit A.\(code) B.\(code)")
          for id in ["A.\(code)", "B.\(code)"] { #expect(try UnitReferenceTests.outcome(id, year, &resolver) == id) }
        }
        let all = try UnitLives.read(nil, transaction)
        let asked = byCode.keys.filter { all.holders(of: $0, during: year).count > 1 }
        #expect(Set(asked) == Set(ofYear), "no other code of the year has two readings")
      }
    }
  }
}
