import Figures
import Kernel
import Storage

/// What may no longer change of an indicator once plans or results use it: what its figures mean, and under whom they stand.
enum IndicatorUse {
  /// The fault of an edited indicator; `nil` where nothing that is in use changes its meaning.
  static func fault(of indicator: Indicator, before: Indicator?, _ transaction: ReadTransaction) throws -> FieldFault? {
    guard let before else { return nil }
    let changed: String? =
      before.kind != indicator.kind
      ? "kind" : before.direction != indicator.direction ? "direction" : before.unit != indicator.unit ? "unit" : nil
    if let changed, try isUsed(indicator.code, transaction) {
      return FieldFault(changed, "planning.indicator_in_use", ["indicator": before.nameVi])
    }
    if let parent = indicator.parent, parent != before.parent, try exceeds(indicator.code, parent, transaction) {
      return FieldFault("parent", "planning.figures_above_parent", ["indicator": before.nameVi, "parent": parent])
    }
    return nil
  }

  private static func isUsed(_ code: String, _ transaction: ReadTransaction) throws -> Bool {
    try transaction.row(
      """
      SELECT 1 AS used FROM planning_target WHERE indicator = \(code)
      UNION SELECT 1 FROM planning_result WHERE indicator = \(code) LIMIT 1
      """) != nil
  }

  /// Whether a stored target or result of the child exceeds the parent's of the same place and time.
  private static func exceeds(_ child: String, _ parent: String, _ transaction: ReadTransaction) throws -> Bool {
    try transaction.row(
      """
      SELECT 1 AS above FROM planning_target c JOIN planning_target p
        ON p.department = c.department AND p.place = c.place AND p.year = c.year
        WHERE c.indicator = \(child) AND p.indicator = \(parent) AND c.level > p.level
      UNION SELECT 1 FROM planning_result c JOIN planning_result p
        ON p.department = c.department AND p.place = c.place AND p.period = c.period
        WHERE c.indicator = \(child) AND p.indicator = \(parent) AND c.value > p.value LIMIT 1
      """) != nil
  }
}
