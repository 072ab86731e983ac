import Kernel

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
