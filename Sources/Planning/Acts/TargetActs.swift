import Directory
import Figures
import Kernel
import Published
import Storage
import Territory

/// A figure that was refused, with what is wrong at which field; nothing was written.
public struct FigureRefused: Error, Sendable, Hashable {
  /// What is wrong.
  public let faults: [FieldFault]

  /// A refusal for these faults.
  package init(faults: [FieldFault]) { self.faults = faults }
}

/// The acts on targets that a person does on a page.
public enum TargetActs {
  /// Sets a target of a plan that is still written, or adjusts one of a plan that was assigned; begins the plan if there is none.
  ///
  /// An assigned target changes only with the number of a decision; the version before stays readable.
  /// - Parameter seen: the version on the page the person filled in, 0 where there was no target.
  /// - Throws: `FigureRefused`, `PlanningError.notYourUnit`, `.staleVersion`, `.planClosed`.
  public static func save(
    _ target: Target, seen: Int, in department: ID<Department>, by authority: Authority, _ transaction: WriteTransaction
  ) throws {
    try require(.editTargets, of: authority, at: target.place, target.year, transaction)
    guard let indicator = try IndicatorStore.indicator(target.indicator, visibleTo: department, transaction) else {
      throw PlanningError.unknownIndicator(code: target.indicator)
    }
    try transaction.enter(.plans(of: department))
    let before = try TargetStore.target(
      target.indicator, place: target.place, year: target.year, in: department, transaction)
    guard (before?.version ?? 0) == seen else { throw PlanningError.staleVersion }
    if let before, before.asksTheSame(as: target) { return }
    let plan = try PlanStore.plan(place: target.place, year: target.year, in: department, transaction)
    if plan?.state == .closed { throw PlanningError.planClosed }
    let faults = try faults(of: target, indicator, before: before, plan: plan, in: department, transaction)
    guard faults.isEmpty else { throw FigureRefused(faults: faults) }
    if let plan {
      if plan.state.needsDecision {
        try PlanCase(plan, in: department, decision: target.decision, turn: .recorder).perform(
          .adjust, by: authority, transaction)
      }
    } else {
      let begun = AnnualPlan(place: target.place, year: target.year, state: .proposed, decision: target.decision)
      try PlanStore.begin(begun, in: department, transaction)
    }
    try TargetStore.save(target, seen: seen, in: department, transaction)
  }

  /// Keeps the explanation of the difference between a target and the sum of those assigned below it.
  /// - Throws: `PlanningError.notYourUnit`.
  public static func explainGap(
    _ indicator: String, place: ID<AdministrativeUnit>, year: Int, as explanation: String, in department: ID<Department>,
    by authority: Authority, _ transaction: WriteTransaction
  ) throws {
    try require(.editTargets, of: authority, at: place, year, transaction)
    try PlanStore.explainGap(indicator, place: place, year: year, as: explanation, in: department, transaction)
  }

  private static func require(
    _ permission: Permission, of authority: Authority, at place: ID<AdministrativeUnit>, _ year: Int,
    _ transaction: ReadTransaction
  ) throws {
    guard try authority.may(permission, at: place, until: Period.year(year).lastDay, transaction) else {
      throw PlanningError.notYourUnit
    }
  }

  private static func faults(
    of target: Target, _ indicator: Indicator, before: Target?, plan: AnnualPlan?, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> [FieldFault] {
    let previous = try BoardReader.previousLevel(
      of: indicator, place: target.place, before: target.year, in: department, from: .staff, transaction)
    var faults = TargetRules.faults(of: target, indicator, previous: previous)
    if plan?.state.needsDecision == true, target.decision.isEmpty || target.decision == before?.decision {
      faults.append(FieldFault("decision", "planning.decision_missing"))
    }
    let lookup = IndicatorLookup(try IndicatorStore.all(transaction))
    let rule = ParentRule(lookup) { code, claim in
      try TargetStore.target(code, place: claim.place, year: claim.period.year, in: department, transaction)?.level?.ratio
    }
    let claim = ParentRule.Claim(
      line: 1, column: "level", indicator: indicator, place: target.place, department: department,
      period: .year(target.year), level: target.level?.ratio)
    return faults + (try rule.check([claim])).map(\.fault)
  }
}

/// What one indicator's target is split into below a place: each lower unit's share, their sum, and how it stands to the whole.
public struct TargetAssignment: Sendable {
  /// The indicator.
  public let indicator: Indicator
  /// The target to be split; `nil` where none was given.
  public let whole: Target?
  /// The lower units of the year's last day, with what they were given.
  public let shares: [(unit: AdministrativeUnit, target: Target?)]
  /// The department's explanation of a difference; `nil` where none was given.
  public let explanation: String?

  /// The sum of the shares' levels; `nil` for figures that do not add up, such as rates.
  public var sum: Ratio? {
    switch indicator.kind {
    case .rate, .reduction: nil
    case .count, .stock, .recognition: shares.compactMap { $0.target?.level?.ratio }.reduce(.zero, +)
    }
  }

  /// The sum minus the whole; `nil` where either is missing.
  public var gap: Ratio? {
    guard let sum, let level = whole?.level else { return nil }
    return sum - level.ratio
  }

  /// The split of an indicator's target below a place in a year.
  public static func read(
    _ indicator: Indicator, place: ID<AdministrativeUnit>, year: Int, on day: CivilDate, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> TargetAssignment {
    let units = try TerritoryStore.children(of: place, on: day, transaction)
    let targets = try TargetStore.targets(
      indicator.code, places: units.map(\.id), year: year, in: department, transaction)
    return TargetAssignment(
      indicator: indicator, whole: try TargetStore.target(indicator.code, place: place, year: year, in: department, transaction),
      shares: units.map { ($0, targets[$0.id]) },
      explanation: try PlanStore.gapExplanation(indicator.code, place: place, year: year, in: department, transaction))
  }
}
