import Kernel

/// A unit over all its versions: the code it has, and from when to when it has lived.
public struct UnitLife: Hashable, Sendable {
  /// The unit.
  public let id: ID<AdministrativeUnit>
  /// Its official code.
  public let code: String
  /// Its level, the same in all versions.
  public let level: AdministrativeUnit.Level
  /// Its first day; `nil` when it was there at the beginning of the observed history.
  public let from: CivilDate?
  /// Its last day; `nil` while it lives.
  public let to: CivilDate?
  /// The unit before it that had the code and, in the eyes of those who write the code, was the same place: it went over into
  /// this one, and bore the same name or stayed as it was. `nil` where there is none, or where the code changed hands.
  let continues: ID<AdministrativeUnit>?

  /// Whether it lived on one of the days.
  public func lives(during days: ClosedRange<CivilDate>) -> Bool {
    if let from, days.upperBound < from { return false }
    if let to, to < days.lowerBound { return false }
    return true
  }

  /// Whether it ended before the last of the days.
  public func ends(before day: CivilDate) -> Bool { to.map { $0 < day } ?? false }

  /// The last of the days on which it lived: on its map its name and place are read.
  public func lastDay(during days: ClosedRange<CivilDate>) -> CivilDate { min(to ?? days.upperBound, days.upperBound) }
}

/// The lives of units by their codes, some or all of them.
struct UnitLives: Sendable {
  /// One version of a unit, as far as a code's meaning hangs on it.
  struct Version: Sendable {
    let id: ID<AdministrativeUnit>
    let code: String
    let level: AdministrativeUnit.Level
    /// The days of the version, as stored.
    let from: String
    let to: String
    /// The keys of its names, in the catalogue's and in the resolutions' spelling.
    let spellings: Set<String>
  }

  /// Units, the oldest first.
  private let byCode: [String: [UnitLife]]

  /// - Parameters:
  ///   - versions: every version of each unit concerned, the oldest first.
  ///   - scopes: how units went over into others, by the ids of both.
  init(versions: [Version], scopes: [[ID<AdministrativeUnit>]: Succession.Scope]) {
    var byCode: [String: [UnitLife]] = [:]
    for (code, holders) in Dictionary(grouping: versions, by: \.code) {
      let units = Dictionary(grouping: holders, by: \.id).values.sorted { ($0[0].from, $0[0].id) < ($1[0].from, $1[0].id) }
      var before: [Version] = []
      for unit in units {
        byCode[code, default: []].append(UnitLives.life(of: unit, after: before, scopes))
        before = unit
      }
    }
    self.byCode = byCode
  }

  /// Every unit that ever had the code, the oldest first.
  subscript(code: String) -> [UnitLife] { byCode[code] ?? [] }

  private static func life(
    of versions: [Version], after before: [Version], _ scopes: [[ID<AdministrativeUnit>]: Succession.Scope]
  ) -> UnitLife {
    let (first, last) = (versions[0], versions[versions.count - 1])
    var continues: ID<AdministrativeUnit>?
    if let earlier = before.last, let scope = scopes[[earlier.id, first.id]],
      scope == .unchanged || !earlier.spellings.isDisjoint(with: first.spellings)
    {
      continues = earlier.id
    }
    return UnitLife(
      id: first.id, code: first.code, level: first.level,
      from: first.from == UnitRows.openBeginning ? nil : CivilDate(iso: first.from),
      to: last.to == UnitRows.openEnd ? nil : CivilDate(iso: last.to), continues: continues)
  }
}

extension UnitLives {
  /// The units of some days under a code; one that a later one of them continues is the same place and counts once.
  func holders(of code: String, during days: ClosedRange<CivilDate>) -> [UnitLife] {
    UnitLives.merged(self[code].filter { $0.lives(during: days) })
  }

  /// Units without those that another of them continues.
  static func merged(_ lives: [UnitLife]) -> [UnitLife] {
    let continued = Set(lives.compactMap(\.continues))
    return lives.filter { !continued.contains($0.id) }
  }
}
