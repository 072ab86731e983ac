import Kernel
import Territory

/// A child's figure may not exceed its parent's of the same place and period; the error stands at the child.
///
/// Works on one import: what the file will write, over what is stored for the same places and periods.
package struct ParentRule {
  /// A figure that would be written, at a line and column of what it came in.
  public struct Claim {
    let line: Int
    let column: String
    let indicator: Indicator
    package let place: ID<AdministrativeUnit>
    package let department: ID<Department>
    package let period: Period
    let level: Ratio?

    /// A figure at a line and column.
    package init(
      line: Int, column: String, indicator: Indicator, place: ID<AdministrativeUnit>, department: ID<Department>, period: Period,
      level: Ratio?
    ) {
      self.line = line
      self.column = column
      self.indicator = indicator
      self.place = place
      self.department = department
      self.period = period
      self.level = level
    }
  }

  /// A claim that exceeds its parent's, at the child.
  public struct Fault {
    /// The claim's line.
    public let line: Int
    /// What is wrong, at its column.
    public let fault: FieldFault
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

  package init(_ lookup: IndicatorLookup, stored: @escaping (String, Claim) throws -> Ratio?) {
    self.lookup = lookup
    self.stored = stored
    var children: [String: [String]] = [:]
    for indicator in lookup.byCode.values {
      if let parent = indicator.parent { children[parent, default: []].append(indicator.code) }
    }
    self.children = children.mapValues { $0.sorted() }
  }

  /// The errors of the claims, by line.
  package func check(_ claims: [Claim]) throws -> [Fault] {
    let levels = Dictionary(
      claims.map { (Key(indicator: $0.indicator.code, place: $0.place, period: $0.period), $0.level) }
    ) { first, _ in first }
    var errors: [Fault] = []
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

  private func error(at claim: Claim, child: Indicator, _ level: Ratio, parent: Indicator, _ limit: Ratio) -> Fault {
    Fault(
      line: claim.line,
      fault: FieldFault(
        claim.column, "planning.child_above_parent",
        ["child": child.nameVi, "value": level.asTyped, "parent": parent.nameVi, "limit": limit.asTyped]))
  }
}
