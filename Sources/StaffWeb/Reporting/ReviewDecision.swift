import Directory
import Figures
import HTML
import Kernel
import Planning
import Reporting
import Storage
import Territory
import WebShared
import Wording

/// Deciding one sheet: passing it on, sending it back, taking the approval back, fixing it.
struct DecideSheet: ActForm {
  let setting: PageSetting
  private let context: SheetContext
  /// The sheet with all its page shows; `nil` where an act is done.
  private let review: SheetReview?

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    let viewer = setting.request.viewer
    guard setting.isActing else {
      let review = SheetReview(try OpenSheet(setting, transaction), viewer, today: setting.site.effects.today())
      (self.review, context) = (review, review.sheet.context)
      return
    }
    (review, context) = (nil, try SheetContext.visible(SheetKey(setting.request), to: viewer, transaction))
  }

  private var key: SheetKey { context.key }
  var department: ID<Department> { context.department }
  var address: String { request.address(key.reviewPath) }
  var title: String {
    words.text(
      "review.sheet_title",
      [
        "form": key.form, "unit": context.path.unit.fullName, "period": words.format.period(key.period),
      ])
  }

  var inputs: [any FormInput] {
    let reasons: [any FormInput] = SheetReview.reasonFields.keys.compactMap { reason(of: $0) }
    return [version] + reasons
  }
  var version: Input<Int> { .version(review?.sheet.view.sheet.version) }
  var buttons: [Node] { return [] }

  /// The reason of an act of this page.
  func reason(of act: SheetAct) -> Input<String>? {
    let (label, hint): (String, String?)
    switch act {
    case .approve: (label, hint) = (words.text("review.stand_in_reason"), nil)
    case .sendBack: (label, hint) = (words.text("review.return_reason"), words.text("review.return_hint"))
    case .unapprove: (label, hint) = (words.text("review.unapprove_reason"), words.text("review.unapprove_hint"))
    case .lock: (label, hint) = (words.text("review.report"), words.text("review.report_hint"))
    default: return nil
    }
    return SheetReview.reasonFields[act].map { .lines($0, label, hint: hint, rows: 2) }
  }

  func page(_ typed: TypedForm) -> Page {
    guard let review else { return Page(title) { "" } }
    return SheetReviewPage(setting: setting, form: self, review: review, typed: typed).page
  }

  /// The act whose button was pressed, with the field of its reason.
  private var pressed: (act: SheetAct, field: String)? {
    SheetAct(rawValue: request.form["viec"]).flatMap { act in SheetReview.reasonFields[act].map { (act, $0) } }
  }

  func reason(_ typed: TypedForm) -> String { pressed.map { request.form[$0.field] } ?? "" }

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    guard let act = pressed?.act else { throw WebError.unreadableForm }
    do {
      try SheetActs.perform(
        act, on: SheetContext.read(key, transaction), seen: try typed[version], by: .person(request.viewer),
        rulebook: rulebook, transaction)
    } catch PlanningError.notYourUnit {
      throw WebError.forbidden
    }
    return request.address("/duyet", DecidedSheet.query(act, key))
  }

  func fault(of refused: any UserFacing) -> FieldError? {
    if refused as? PlanningError == .reasonMissing { return error(Message("review.reason_missing"), at: pressed?.field) }
    return refused is PlanningError || refused is SumTooLarge ? error(refused.message) : nil
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
