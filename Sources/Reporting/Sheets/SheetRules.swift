import Figures
import Interchange
import Kernel
import Planning
import Storage
import Territory

/// What is impossible on a sheet, line by line: the rules of single figures, and those between lines.
struct SheetRules {
  let context: SheetContext
  private let byCode: [String: Indicator]

  init(_ context: SheetContext) {
    self.context = context
    byCode = Dictionary(uniqueKeysWithValues: context.indicators.map { ($0.code, $0) })
  }

  /// The faults of results that would stand on the sheet, by indicator.
  /// - Parameter stored: what stands on the sheet now, for lines the results do not touch.
  func faults(of results: [IndicatorResult], over stored: [String: IndicatorResult], today: CivilDate) throws
    -> [String: [FieldFault]]
  {
    var faults: [String: [FieldFault]] = [:]
    for result in results {
      // A line may be left or made blank while it is typed; it is asked for before the sheet is sent.
      guard let indicator = byCode[result.indicator] else { continue }
      var own: [FieldFault]
      if result.isBlank {
        own = TextRule.faults(["cause": result.cause, "note": result.note])
      } else {
        own = ResultRules.faults(of: result, indicator, previous: nil, today: today)
        if own.isEmpty { own = lineFaults(of: result, indicator) }
      }
      if !own.isEmpty { faults[result.indicator] = own }
    }
    // A line that leans on a bad line is judged against what is stored, as if the bad one had not been typed.
    let good = results.filter { faults[$0.indicator] == nil }
    for found in try parentFaults(of: good, over: stored) {
      faults[good[found.line].indicator, default: []].append(found.fault)
    }
    return faults
  }

  /// What only a unit's own line can show.
  private func lineFaults(of result: IndicatorResult, _ indicator: Indicator) -> [FieldFault] {
    var faults: [FieldFault] = []
    if indicator.kind == .rate, indicator.isPercentage, let value = result.value, value > Quantity(100) {
      faults.append(FieldFault("value", "planning.rate_above_hundred", ["read": value.asTyped]))
    }
    if indicator.kind == .recognition, context.form.level == .commune, let value = result.value, value > Quantity(1) {
      faults.append(FieldFault("value", "planning.recognition_is_one", ["read": value.asTyped]))
    }
    return faults + TailRule.faults(of: result, indicator)
  }

  private func parentFaults(of results: [IndicatorResult], over stored: [String: IndicatorResult]) throws
    -> [ParentRule.Fault]
  {
    let rule = ParentRule(IndicatorLookup(context.indicators)) { code, _ in
      byCode[code].flatMap { stored[code]?.level(of: $0) }
    }
    let claims = results.enumerated().compactMap { index, result in
      byCode[result.indicator].map { indicator in
        ParentRule.Claim(
          line: index, column: result.numerator == nil ? "value" : "numerator", indicator: indicator, place: context.key.place,
          department: context.department, period: context.key.period, level: result.level(of: indicator))
      }
    }
    return try rule.check(claims)
  }
}
