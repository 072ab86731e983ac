import Directory
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Storage
import WebShared
import Wording

/// The catalogue of indicators as a department finds it: the shared ones and its own, searched by any name.
extension StaffPages {
  var catalogueRoutes: [Route] {
    [
      .page("/chi-tieu", .signedIn) { try await catalogue($0) },
      .page(StaffPages.proposalsPath, .holding(.manageIndicators)) { try await proposals($0) },
    ] + form("/chi-tieu/:ma", .holding(.manageIndicators), EditIndicator.self)
      + form(StaffPages.proposalsPath + "/:id", .holding(.manageIndicators), DecideProposal.self)
  }

  private func catalogue(_ request: StaffRequest) async throws -> WebResponse {
    let words = site.words(request)
    let show = BoardWords(words)
    let indicators = try await site.database.read {
      try IndicatorStore.all(visibleTo: request.viewer.account.department, $0)
    }
    let asked = request.query["tim"]
    let found = VietnameseText.searchKey(asked).isEmpty ? indicators : indicators.filter { $0.isCalled(asked) }
    let mayManage = request.viewer.may(.manageIndicators)
    let plan = try await planToOpen(request)
    let page = Page(
      words.text("catalogue.title")
    ) {
      el("form", .method("get"), .action(request.address("/chi-tieu")), .class("inline-form"), .role("search")) {
        textField(Field(name: "tim", label: words.text("catalogue.search")), value: asked, kind: .search, in: words)
        submitButton(words.text("catalogue.find"), rank: .secondary)
      }
      if mayManage {
        el("p") {
          el("a", .href(request.address("/chi-tieu/moi"))) { words.text("catalogue.add") }
          " · "
          el("a", .href(request.address(StaffPages.proposalsPath))) { words.text("proposal.title") }
        }
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
              .fragment([
                mayManage
                  ? el("a", .href(request.address("/chi-tieu/\(indicator.code)"))) { show.name(indicator) }
                  : .text(show.name(indicator)),
                indicator.owner == nil ? .empty : el("span", .class("muted")) { " (\(words.text("catalogue.own")))" },
              ]), .text(indicator.code), .text(words.text("kind.\(indicator.kind.rawValue)")),
              .text(words.text("direction.\(indicator.direction.rawValue)")), .text(indicator.aliases.joined(separator: "; ")),
              plan.map { plan in
                el("a", .href(request.address("/kh/\(plan.year)/\(indicator.code)", [("noi", plan.unit)]))) {
                  words.text("catalogue.open_plan", ["year": plan.year])
                }
              } ?? .empty,
            ]
          }, kind: .list), in: words)
    }
    return site.respond(page, request)
  }

  /// The plan to which the catalogue's links lead: the one the reader came from, else his newest.
  private func planToOpen(_ request: StaffRequest) async throws -> (unit: String, year: String)? {
    if !request.query["noi"].isEmpty, !request.query["nam"].isEmpty { return (request.query["noi"], request.query["nam"]) }
    guard request.viewer.units(with: .viewPlan).isEmpty == false else { return nil }
    let newest = try await newestPlan(of: request)
    return (newest.unit.rawValue, String(newest.year))
  }
}
