import Directory
import HTML
import Kernel
import Planning
import Storage
import Territory
import WebShared
import Wording

/// Deciding one sheet: passing it on, sending it back, taking the approval back, fixing it.
extension StaffPages {
  func reviewPage(_ request: WebRequest) async throws -> WebResponse {
    let review = try await sheetReview(request)
    return site.respond(SheetReviewPage(setting: PageSetting(site, request), review: review).page, .staff, request)
  }

  func decide(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let (named, rulebook) = (try SheetKey(request), rulebook)
    let context = try await site.database.read { try SheetContext.visible(named, to: viewer, $0) }
    let key = context.key
    guard let act = SheetAct(rawValue: request.form["viec"]), let field = SheetReview.reasonFields[act] else {
      throw WebError.unreadableForm
    }
    let reason = request.form[field]
    // A form without its version has seen nothing.
    let seen = Int(request.form["phien-ban"]) ?? -1
    do {
      try await site.database.write(Act(by: viewer.account.actor, in: context.department, reason: reason)) { transaction in
        try SheetActs.perform(
          act, on: SheetContext.read(key, transaction), seen: seen, by: .person(viewer), rulebook: rulebook, transaction)
      }
    } catch let refused as any UserFacing where refused is PlanningError || refused is SumTooLarge {
      return try await again(request, act, reason, refused)
    }
    return .seeOther(request.address("/duyet", DecidedSheet.query(act, key)))
  }

  /// The page as it stands now, with why nothing was done; what was typed is kept.
  private func again(
    _ request: WebRequest, _ act: SheetAct, _ reason: String, _ refused: any UserFacing
  ) async throws -> WebResponse {
    let setting = PageSetting(site, request)
    let isAboutReason = refused as? PlanningError == .reasonMissing
    let message = setting.words.text(isAboutReason ? Message("review.reason_missing") : refused.message)
    let error = FieldError(field: isAboutReason ? SheetReview.reasonFields[act] : nil, message: message)
    let status =
      switch refused as? PlanningError {
      case .staleVersion: 409
      case .notYourUnit: 403
      default: 422
      }
    let page = SheetReviewPage(
      setting: setting, review: try await sheetReview(request), errors: [error], typed: (act, reason))
    return site.respond(page.page, .staff, request, status: status)
  }

  /// The sheet of a request with what its viewer may decide.
  private func sheetReview(_ request: WebRequest) async throws -> SheetReview {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    return SheetReview(try await openSheet(request), viewer, today: site.effects.today())
  }
}

/// A sheet as a reviewer finds it: what stands on it, and what he may do about it.
struct SheetReview: Sendable {
  let sheet: OpenSheet
  /// The unit whose turn it is, where the person may act for it.
  let turn: AdministrativeUnit?
  /// Whether that unit has ended, so that the department acts in its place and says why.
  let standsIn: Bool
  /// Who gets the sheet after this decision; `nil` where the figures then count.
  let next: AdministrativeUnit?
  /// Whether the person may take the approval back, or fix the sheet.
  let mayTakeBack: Bool

  /// The acts of this page, each with the field of its reason.
  static let reasonFields: [SheetAct: String] = [
    .approve: "ly-do-duyet", .sendBack: "ly-do-tra-lai", .unapprove: "ly-do-bo-duyet", .lock: "so-bao-cao",
  ]

  init(_ sheet: OpenSheet, _ viewer: Viewer, today: CivilDate) {
    self.sheet = sheet
    let (reviewers, authority) = (sheet.context.reviewers, Authority.person(viewer))
    let isLast = reviewers.last.map { authority.mayReview(for: $0) } ?? false
    let unit = sheet.view.sheet.state == .submitted ? reviewers.first { $0.level == sheet.view.sheet.turn } : nil
    let isOwnTurn = unit.map { authority.mayReview(for: $0) } ?? false
    let hasEnded = unit?.validTo.map { $0 < today } ?? false
    standsIn = !isOwnTurn && isLast && hasEnded
    turn = isOwnTurn || standsIn ? unit : nil
    next = unit.flatMap { unit in reviewers.first { $0.level < unit.level } }
    mayTakeBack = isLast && sheet.view.sheet.state == .approved
  }

  /// Whether a number is so round that it may be a guess: hundreds and more that end in two zeros. For the reviewer's eye
  /// only; nobody is asked why.
  static func isRound(_ row: SheetRow) -> Bool {
    guard row.indicator.kind != .rate, let value = row.figure?.value else { return false }
    let hundred = Quantity(100)
    return value >= hundred && value.tenThousandths.isMultiple(of: hundred.tenThousandths)
  }
}
