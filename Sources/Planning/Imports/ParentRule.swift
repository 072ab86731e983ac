import Interchange
import Kernel
import Storage
import Territory

/// A child's figure may not exceed its parent's of the same place and period; the error stands at the child.
///
/// Works on one import: what the file will write, over what is stored for the same places and periods.
struct ParentRule {
  /// A figure the file would write.
  struct Claim {
    let line: Int
    let column: String
    let indicator: Indicator
    let place: ID<AdministrativeUnit>
    let department: ID<Department>
    let period: Period
    let level: Ratio?
  }

  private struct Key: Hashable {
    let indicator: String
    let place: ID<AdministrativeUnit>
    let period: Period
  }

  private let lookup: IndicatorLookup
  private let children: [String: [String]]
  /// The stored level of an indicator at a place in a period.
  private let stored: (String, Claim) throws -> Ratio?

  init(_ lookup: IndicatorLookup, stored: @escaping (String, Claim) throws -> Ratio?) {
    self.lookup = lookup
    self.stored = stored
    var children: [String: [String]] = [:]
    for indicator in lookup.byCode.values {
      if let parent = indicator.parent { children[parent, default: []].append(indicator.code) }
    }
    self.children = children.mapValues { $0.sorted() }
  }

  /// The errors of the claims, by line.
  func check(_ claims: [Claim]) throws -> [CellError] {
    let levels = Dictionary(
      claims.map { (Key(indicator: $0.indicator.code, place: $0.place, period: $0.period), $0.level) }
    ) { first, _ in first }
    var errors: [CellError] = []
    for claim in claims {
      guard let level = claim.level else { continue }
      func levelOf(_ code: String) throws -> Ratio? {
        try levels[Key(indicator: code, place: claim.place, period: claim.period)] ?? stored(code, claim)
      }
      if let parent = claim.indicator.parent.flatMap({ lookup.byCode[$0] }), let limit = try levelOf(parent.code), level > limit {
        errors.append(error(at: claim, child: claim.indicator, level, parent: parent, limit))
      }
      // A parent lowered below a child that the file does not touch is at fault itself.
      for code in children[claim.indicator.code] ?? [] {
        let key = Key(indicator: code, place: claim.place, period: claim.period)
        guard levels[key] == nil, let child = lookup.byCode[code], let below = try stored(code, claim), below > level else {
          continue
        }
        errors.append(error(at: claim, child: child, below, parent: claim.indicator, level))
      }
    }
    return errors
  }

  private func error(at claim: Claim, child: Indicator, _ level: Ratio, parent: Indicator, _ limit: Ratio) -> CellError {
    CellError(
      line: claim.line, column: claim.column, code: "planning.child_above_parent",
      [
        "child": child.nameVi, "value": level.asTyped,
        "parent": parent.nameVi, "limit": limit.asTyped,
      ])
  }
}
