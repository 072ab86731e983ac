import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Storage
import WebShared
import Wording

/// An act on one indicator of a plan: where it stands, and the way back to the indicator.
protocol IndicatorAct: ActForm {
  /// The end of its address: `ke-hoach`, `ket-qua`.
  static var act: String { get }
  var context: PlanContext { get }
  var indicator: Indicator { get }
}

extension IndicatorAct {
  var department: ID<Department> { context.department }
  var address: String { context.address(indicator.code, Self.act, request) }
  var crumbs: [Crumb] {
    context.crumbs(request, words) + [Crumb(show.title(indicator), context.address(indicator.code, request))]
  }
  /// The unit of a change: points for a share.
  var changeUnit: String { indicator.isPercentage ? words.text("unit.points") : show.unit(indicator) }
}

extension PlanContext {
  /// The indicator a request's path names, as the plan's department finds it.
  /// - Throws: `PlanningError.unknownIndicator`.
  func indicator(_ request: StaffRequest, _ transaction: ReadTransaction) throws -> Indicator {
    let code = request.parameter("ma")
    guard let indicator = try IndicatorStore.indicator(code, visibleTo: department, transaction) else {
      throw PlanningError.unknownIndicator(code: code)
    }
    return indicator
  }
}
