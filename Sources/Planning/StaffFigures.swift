import Figures
import Published
import Storage

extension FigureSource {
  /// What officials see: every figure with its status, targets of plans in any state, every department's own indicators.
  public static let staff = FigureSource(
    for: .staff, figures: "planning_result", parts: "planning_published", sums: "planning_roll_up",
    adoptions: "planning_adoption", plans: "planning_plan", targets: "planning_target",
    catalogue: Catalogue(
      indicators: "planning_indicator", aliases: "planning_alias", definitions: "planning_definition"))
}
