import Directory
import HTML
import Interchange
import Kernel
import Planning
import Storage
import WebShared
import Wording

/// The catalogue of indicators: searched by any name, edited by those who may.
extension StaffPages {
  var catalogueRoutes: [Route] {
    [
      .get("/chi-tieu", .signedIn) { try await catalogue($0) },
      .get("/chi-tieu/:ma", .holding(.manageIndicators)) { try await indicatorForm($0) },
      .post("/chi-tieu/:ma", .holding(.manageIndicators)) { try await saveIndicator($0) },
    ]
  }

  private func catalogue(_ request: WebRequest) async throws -> WebResponse {
    let words = site.words(request)
    let show = BoardWords(words)
    let indicators = try await site.database.read { try IndicatorStore.all($0) }
    let asked = request.query["tim"]
    let key = VietnameseText.searchKey(asked)
    let found = indicators.filter { indicator in
      key.isEmpty
        || ([indicator.code, indicator.nameVi, indicator.nameEn] + indicator.aliases).contains {
          VietnameseText.searchKey($0).contains(key)
        }
    }
    let mayManage = request.viewer?.may(.manageIndicators) == true
    let plan = try await planToOpen(request)
    let page = Page(
      words.text("catalogue.title"), crumbs: [Crumb(words.text("web.nav.work"), request.address("/lam-viec"))]
    ) {
      el("form", .method("get"), .action(request.address("/chi-tieu")), .class("inline-form"), .role("search")) {
        textField(Field(name: "tim", label: words.text("catalogue.search")), value: asked, kind: .search, in: words)
        submitButton(words.text("catalogue.find"), rank: .secondary)
      }
      if mayManage {
        el("p") { el("a", .href(request.address("/chi-tieu/moi"))) { words.text("catalogue.add") } }
      }
      el("p") { words.text("catalogue.count", ["count": words.format.number(found.count)]) }
      dataTable(
        DataTable(
          id: "danh-muc", title: words.text("catalogue.title"),
          columns: [
            .init(words.text("board.indicator")), .init(words.text("catalogue.code")), .init(words.text("catalogue.kind")),
            .init(words.text("catalogue.direction")), .init(words.text("catalogue.aliases")),
            .init(words.text("catalogue.plan")),
          ],
          rows: found.map { indicator in
            [
              mayManage
                ? el("a", .href(request.address("/chi-tieu/\(indicator.code)"))) { show.name(indicator) }
                : .text(show.name(indicator)), .text(indicator.code), .text(words.text("kind.\(indicator.kind.rawValue)")),
              .text(words.text("direction.\(indicator.direction.rawValue)")), .text(indicator.aliases.joined(separator: "; ")),
              plan.map { plan in
                el("a", .href(request.address("/kh/\(plan.year)/\(indicator.code)", [("noi", plan.unit)]))) {
                  words.text("catalogue.open_plan", ["year": plan.year])
                }
              } ?? .empty,
            ]
          }, kind: .list), in: words)
    }
    return site.respond(page, .staff, request)
  }

  /// The plan to which the catalogue's links lead: the one the reader came from, else his newest.
  private func planToOpen(_ request: WebRequest) async throws -> (unit: String, year: String)? {
    if !request.query["noi"].isEmpty, !request.query["nam"].isEmpty { return (request.query["noi"], request.query["nam"]) }
    guard request.viewer?.units(with: .viewPlan).isEmpty == false else { return nil }
    let newest = try await newestPlan(of: request)
    return (newest.unit.rawValue, String(newest.year))
  }

  private func indicatorForm(_ request: WebRequest) async throws -> WebResponse {
    let code = request.parameter("ma")
    guard code != "moi" else { return try await page(request, IndicatorForm(), isNew: true, []) }
    guard let indicator = try await site.database.read({ try IndicatorStore.indicator(code, $0) }) else {
      throw PlanningError.unknownIndicator(code: code)
    }
    return try await page(request, IndicatorForm(indicator), isNew: false, [])
  }

  /// The form goes through the same rules as a file with one row.
  private func saveIndicator(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let words = site.words(request)
    let typed = IndicatorForm(request.form)
    let isNew = request.parameter("ma") == "moi"
    let code = isNew ? typed["code"] : request.parameter("ma")
    let existing = try await site.database.read { try IndicatorStore.indicator(code, $0) }
    if isNew, existing != nil {
      let message = words.text("catalogue.code_taken", ["code": code])
      return try await page(request, typed, isNew: true, [FieldError(field: "code", message: message)])
    }
    if let existing, existing.version != Int(typed["version"]) {
      return try await page(
        request, typed.seeing(existing.version), isNew: false,
        [
          FieldError(field: nil, message: words.text("catalogue.changed_meanwhile", ["theirs": existing.nameVi]))
        ], status: 409)
    }
    let outcome = try await IndicatorImport.run(
      typed.file(code: code), mode: .allOrNothing, by: viewer.account.actor, reason: typed["reason"], into: site.database)
    let errors = outcome.errors.map { FieldError(field: $0.column, message: words.text($0.message)) }
    guard errors.isEmpty else { return try await page(request, typed, isNew: isNew, errors, status: 422) }
    return .seeOther(request.address("/chi-tieu", [("tim", code), ("xong", "indicator_saved")]))
  }

  private func page(
    _ request: WebRequest, _ typed: IndicatorForm, isNew: Bool, _ errors: [FieldError], status: Int = 422
  ) async throws -> WebResponse {
    let words = site.words(request)
    let rates = try await site.database.read { try IndicatorStore.all($0) }.filter { $0.kind == .rate }
    let crumbs = [
      Crumb(words.text("web.nav.work"), request.address("/lam-viec")),
      Crumb(words.text("catalogue.title"), request.address("/chi-tieu")),
    ]
    let title = isNew ? words.text("catalogue.add") : words.text("catalogue.edit", ["name": typed["name_vi"]])
    let page = Page(title, crumbs: crumbs, errors: errors) {
      site.form(request, to: request.address("/chi-tieu/\(isNew ? "moi" : request.parameter("ma"))")) {
        typed.fields(words, rates: rates, isNew: isNew, errors)
        buttonRow { submitButton(words.text("catalogue.save")) }
      }
    }
    return site.respond(page, .staff, request, status: errors.isEmpty ? 200 : status)
  }
}
