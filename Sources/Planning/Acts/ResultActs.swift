import Directory
import Figures
import Kernel
import Storage
import Territory

/// The acts on results that a person does on a page. Approving one is an act of `ResultCase`.
public enum ResultActs {
  /// Enters or corrects a result as a draft. The public goes on seeing what was approved before.
  ///
  /// A figure that was approved changes only with a reason; one that falls short of its target needs its cause.
  /// - Parameter seen: the version on the page the person filled in, 0 where there was no result.
  /// - Throws: `FigureRefused`, `PlanningError.notYourUnit`, `.staleVersion`, `.reportedByForm`.
  public static func enter(
    _ result: IndicatorResult, seen: Int, in department: ID<Department>, bands: VerdictBands, by authority: Authority,
    _ transaction: WriteTransaction
  ) throws {
    guard try authority.may(.enterResults, at: result.place, until: result.period.lastDay, transaction) else {
      throw PlanningError.notYourUnit
    }
    guard let indicator = try IndicatorStore.indicator(result.indicator, visibleTo: department, transaction) else {
      throw PlanningError.unknownIndicator(code: result.indicator)
    }
    try transaction.enter(.figures(of: department).shared)
    try ResultStore.hold(ResultStore.key(result.indicator, result.place, result.period, in: department), transaction)
    let before = try ResultStore.result(
      result.indicator, place: result.place, period: result.period, in: department, transaction)
    guard (before?.version ?? 0) == seen else { throw PlanningError.staleVersion }
    try ResultCase.refuseReportedByForm(result, transaction)
    if let before, before.claimsTheSame(as: result) { return }
    var faults = try faults(of: result, indicator, in: department, bands: bands, transaction)
    if let before, DataStatus.public.contains(before.status), transaction.act.reason.isEmpty {
      faults.append(FieldFault("reason", "planning.reason_missing"))
    }
    guard faults.isEmpty else { throw FigureRefused(faults: faults) }
    var result = result
    result.status = .draft
    try ResultStore.save(result, seen: seen, in: department, transaction)
  }

  private static func faults(
    of result: IndicatorResult, _ indicator: Indicator, in department: ID<Department>, bands: VerdictBands,
    _ transaction: WriteTransaction
  ) throws -> [FieldFault] {
    let previous = try ResultStore.comparableLevel(
      of: indicator, place: result.place, period: result.period.yearBefore, in: department, transaction)
    var faults = ResultRules.faults(of: result, indicator, previous: previous, today: transaction.effects.today())
    let lookup = IndicatorLookup(try IndicatorStore.all(transaction))
    let rule = ParentRule(lookup) { code, claim in
      guard let other = lookup.byCode[code] else { return nil }
      return try ResultStore.result(
        code, place: claim.place, period: claim.period, in: department, transaction)?.level(of: other)
    }
    if faults.isEmpty {
      let claim = ParentRule.Claim(
        line: 1, column: "value", indicator: indicator, place: result.place, department: department, period: result.period,
        level: result.level(of: indicator))
      faults += try rule.check([claim]).map(\.fault)
    }
    if faults.isEmpty, result.cause.isEmpty, result.period.kind == .year {
      let target = try TargetStore.target(
        result.indicator, place: result.place, year: result.period.year, in: department, transaction)
      let assessment = Assessment.of(indicator, target: target, result: result, previous: previous, bands: bands)
      if assessment.verdict.fallsShort { faults.append(FieldFault("cause", "planning.cause_missing")) }
    }
    return faults
  }
}
