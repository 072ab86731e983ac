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

/// Typing the figures of a form into its grid.
extension StaffPages {
  /// Every line of a long form with its causes and remarks, percent-encoded.
  static let sheetBodyLimit = 1024 * 1024

  var sheetRoutes: [Route] {
    [
      .page("/nhap", .holding(.viewPlan)) { try await sheetList($0) },
      .page(SheetKey.route, .holding(.viewPlan)) { try await sheetPage($0) },
      .act(SheetKey.route, .holding(.enterResults), bodyLimit: StaffPages.sheetBodyLimit, carries: true) {
        try await saveSheet($0)
      },
      .act(SheetKey.route + "/y-kien", .holding(.viewPlan)) { try await remark($0) },
      .act(SheetKey.route + "/dinh-chinh", .holding(.enterResults)) { try await correctSheet($0) },
    ]
  }

  private func sheetPage(_ request: StaffRequest) async throws -> WebResponse {
    let sheet = try await openSheet(request)
    let setting = setting(request)
    let isChecked = !request.query["kiem-tra"].isEmpty
    let page = SheetPage(
      setting: setting, sheet: sheet, typed: TypedSheet(sheet, setting.words.format),
      errors: isChecked ? sheet.openErrors(setting.words) : [])
    return site.respond(page.page, request)
  }

  private func saveSheet(_ request: StaffRequest) async throws -> WebResponse {
    let saving = try await SheetSaving.run(request, self)
    guard saving.errors.isEmpty else { return again(saving, request) }
    let key = saving.sheet.key
    var query = [("da-luu", String(saving.savedCount))]
    if !saving.emptiedLines.isEmpty { query.append(("xoa-trang", saving.emptiedLines.map(String.init).joined(separator: "."))) }
    switch request.form["viec"] {
    case "tiep" where saving.sheet.view.open.isEmpty: return .seeOther(key.address("gui", request, query))
    case "tiep", "kiem-tra":
      query.append(("kiem-tra", "1"))
      return .seeOther(key.address("", request, query))
    default:
      let line = request.form["lay"]
      let isLine = saving.sheet.context.form.indicators.contains(line)
      return .seeOther(key.address("", request, query) + (isLine ? "#dong-\(line)" : ""))
    }
  }

  /// The grid with what was typed, and what is wrong with it.
  private func again(_ saving: SheetSaving, _ request: StaffRequest) -> WebResponse {
    let page = SheetPage(
      setting: setting(request), sheet: saving.sheet, typed: saving.typed, errors: saving.errors,
      undecided: saving.undecided, remarks: saving.remarks, emptiedLines: saving.emptiedLines, keepsInputs: true)
    return site.respond(page.page, request, status: saving.status)
  }

  /// Remarks beside cells that cannot be typed into, now or by this person.
  private func remark(_ request: StaffRequest) async throws -> WebResponse {
    let sheet = try await openSheet(request)
    let words = site.words(request)
    let (errors, remarks) = try await SheetSaving.keepRemarks(request, sheet, self)
    guard errors.isEmpty else {
      let page = SheetPage(
        setting: setting(request), sheet: sheet, typed: TypedSheet(sheet, words.format), errors: errors,
        remarks: remarks)
      return site.respond(page.page, request, status: 422)
    }
    return .seeOther(sheet.key.address("", request, [("xong", "remark_saved")]))
  }

  private func correctSheet(_ request: StaffRequest) async throws -> WebResponse {
    let context = try await ownContext(request)
    let words = site.words(request)
    do {
      try await perform(.correct, on: context, request, reason: request.form["ly-do"])
    } catch let error as PlanningError {
      let sheet = try await ownSheet(request)
      let field = error == .reasonMissing ? "ly-do" : nil
      let page = SheetPage(
        setting: setting(request), sheet: sheet, typed: TypedSheet(sheet, words.format),
        errors: [FieldError(field: field, message: words.text(error.message))], reason: request.form["ly-do"])
      return site.respond(page.page, request, status: error == .staleVersion ? 409 : 422)
    }
    return .seeOther(context.key.address("", request, [("xong", "correction_opened")]))
  }

  /// Does something to a sheet as a whole, if it stands as the form of the request showed it.
  func perform(_ act: SheetAct, on sheet: SheetContext, _ request: StaffRequest, reason: String = "") async throws {
    let (key, rulebook, seen) = (sheet.key, rulebook, Int(request.form["phien-ban"]) ?? -1)
    let figures = request.form["cac-dong"]
    try await site.database.write(
      Act(by: request.viewer.account.actor, in: sheet.department, reason: reason)
    ) { transaction in
      let context = try SheetContext.read(key, transaction)
      try context.enter(transaction)
      if !figures.isEmpty {
        let view = try SheetReader.view(context, rulebook: rulebook, transaction)
        guard OpenSheet.fingerprint(of: view) == figures else { throw PlanningError.staleVersion }
      }
      try SheetActs.perform(act, on: context, seen: seen, by: .person(request.viewer), rulebook: rulebook, transaction)
    }
  }
}

extension OpenSheet {
  /// What must be seen to before the sheet can be sent, each at its input.
  func openErrors(_ words: LocalWording) -> [FieldError] {
    view.rows.enumerated().filter { $0.element.blocksSending }.map { index, row in
      let code = row.indicator.code
      guard !row.isEmpty else {
        let field: SheetField = row.indicator.kind == .rate ? .numerator : .value
        return FieldError(
          field: field.name(code), message: SheetReading.atLine(index + 1, words.text("entry.line_empty"), words))
      }
      let oddity = row.oddities.first(where: \.asksWhy).map { words.text($0.message) } ?? ""
      return FieldError(
        field: SheetField.cause.name(code), message: SheetReading.atLine(index + 1, oddity, words))
    }
  }
}
