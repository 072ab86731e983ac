import Directory
import Kernel
import Planning
import Storage
import Territory
import WebShared
import Wording

/// Choosing between a direct figure and the sum of the units below.
extension StaffPages {
  var adoptionRoutes: [Route] {
    [.post("/kh/:nam/:ma/chon", .holding(.approveResults)) { try await adopt($0) }]
  }

  private func adopt(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let context = try await site.database.read { try PlanContext(request, needing: .approveResults, $0) }
    let (code, reason) = (request.parameter("ma"), request.form["ly-do"])
    guard let choice = Adoption.Choice(rawValue: request.form["chon"]), let period = Period(request.form["ky"]),
      period.year == context.year
    else { throw WebError.unreadableForm }
    do {
      try await site.database.write(Act(by: viewer.account.actor, in: context.department, reason: reason)) { transaction in
        try RollUpStore.adopt(
          choice, indicator: code, place: context.place, period: period, in: context.department, transaction)
      }
    } catch PlanningError.reasonMissing {
      let error = FieldError(field: "ly-do", message: site.words(request).text("rollup.reason_missing"))
      return try await indicatorAgain(request, errors: [error])
    } catch let refused as PlanningError where refused == .nothingToAdopt {
      return try await indicatorAgain(
        request, errors: [FieldError(field: nil, message: site.words(request).text(refused.message))])
    }
    return .seeOther(context.address(code, "", request, adding: [("xong", "figure_adopted")]))
  }
}
