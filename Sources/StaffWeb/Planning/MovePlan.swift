import Directory
import Kernel
import Planning
import Storage
import WebShared

/// Approving, assigning and closing a plan.
extension StaffPages {
  var planStateRoutes: [Route] {
    [.act("/kh/:nam/trang-thai", .holding(.approvePlan)) { try await movePlan($0) }]
  }

  private func movePlan(_ request: StaffRequest) async throws -> WebResponse {
    guard let act = PlanAct(rawValue: request.form["trang-thai"]) else {
      throw WebError.unreadableForm
    }
    let context = try await site.database.read { try PlanContext(request, needing: .approvePlan, $0) }
    let (decision, version) = (request.form["quyet-dinh"], Int(request.form["phien-ban"]) ?? 0)
    let reason = Act(by: request.viewer.account.actor, in: context.department, reason: decision)
    try await site.database.write(reason) { transaction in
      guard
        let plan = try PlanCase(
          place: context.place, year: context.year, in: context.department, decision: decision, transaction)
      else { throw PlanningError.staleVersion }
      try plan.perform(act, by: .person(request.viewer), seen: version, transaction)
    }
    return .seeOther(request.address("/kh/\(context.year)", context.query + [("xong", "plan_moved")]))
  }
}
