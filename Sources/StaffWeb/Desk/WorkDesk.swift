import Directory
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Published
import Reporting
import Storage
import Territory
import WebShared
import Wording

/// «Bàn làm việc»: what waits for this person, and how the plan of his unit stands.
extension StaffPages {
  var deskRoutes: [Route] {
    [.page("/lam-viec", .signedIn) { try await desk($0) }, .page("/tro-giup", .signedIn) { help($0) }]
  }

  /// One unit's newest plan with a target or result, and the figures that wait for approval.
  private struct Desk: Sendable {
    let path: AdministrativePath
    let years: [Int]
    let board: PlanBoard?
    let waiting: WaitingYears
    let sheets: DeskSheets
  }

  private func desk(_ request: StaffRequest) async throws -> WebResponse {
    let words = site.words(request)
    let rulebook = rulebook
    let today = site.effects.today()
    let desks = try await site.database.read { transaction -> [Desk] in
      let units = request.viewer.units(with: .viewPlan)
      guard !units.isEmpty else { return [] }
      let forms = try FormStore.all(transaction)
      let queue = try ReviewStore.waiting(for: request.viewer, forms: forms, rulebook: rulebook, today: today, transaction)
      return try units.compactMap { unit -> Desk? in
        guard let last = try TerritoryStore.versions(of: unit, transaction).last else { return nil }
        let day = last.lastDay(until: today)
        guard let path = try TerritoryStore.path(of: unit, on: day, transaction),
          let department = try DirectoryStore.department(ofProvince: path.province.id, on: day, transaction)
        else { return nil }
        let years = try PlanStore.years(place: unit, in: department, transaction)
        let board = try years.last(where: { $0 <= today.year }).map {
          try BoardReader.board(place: unit, year: $0, in: department, from: .staff, rulebook: rulebook, transaction)
        }
        let mayApprove = request.viewer.may(.approveResults, at: path.units.map(\.id))
        let waiting = mayApprove ? try WaitingYears.read(in: department, transaction) : .none
        let sheets = try DeskSheets(
          of: path, for: request.viewer, in: department, forms: forms, queue: queue, rulebook: rulebook, today: today, transaction
        )
        return Desk(path: path, years: years, board: board, waiting: waiting, sheets: sheets)
      }
    }
    let (requests, proposals) = try await site.database.read { transaction in
      (
        try GrantRequestStore.waiting(for: request.viewer, transaction).count,
        request.viewer.mayForInstallation(.manageIndicators) ? try ProposalStore.waiting(transaction) : 0
      )
    }
    let page = Page(words.text("web.nav.work")) {
      el("p") { words.text("desk.role", ["roles": roles(request.viewer, words)]) }
      if desks.isEmpty { el("p") { words.text("desk.no_unit") } }
      if request.viewer.may(.manageAccounts) {
        el("p") { el("a", .href(request.address("/nguoi-dung"))) { words.text("web.nav.accounts") } }
      }
      waitingActs(requests: requests, proposals: proposals, request, words)
      for desk in desks { section(desk, request, words) }
      el("p") { el("a", .href(request.address("/mat-khau"))) { words.text("account.change_password") } }
    }
    return site.respond(page, request)
  }

  /// What waits for a second person: roles, and proposals about the catalogue.
  @HTMLBuilder private func waitingActs(
    requests: Int, proposals: Int, _ request: StaffRequest, _ words: LocalWording
  ) -> [Node] {
    let all = [
      (requests, StaffPages.grantsPath, "grants.count"), (proposals, StaffPages.proposalsPath, "proposal.count"),
    ]
    for (count, path, key) in all.filter({ $0.0 > 0 }) {
      el("p") {
        el("a", .href(request.address(path))) { words.text(key, ["count": words.format.number(count)]) }
      }
    }
  }

  private func roles(_ viewer: Viewer, _ words: LocalWording) -> String {
    Set(viewer.grants.map(\.role)).map { words.text($0.label) }.sorted().joined(separator: ", ")
  }

  private func section(_ desk: Desk, _ request: StaffRequest, _ words: LocalWording) -> Node {
    let unit = desk.path.unit
    return el("section") {
      el("h2") { desk.path.fullName }
      DeskSheetBlocks(setting: setting(request), path: desk.path, sheets: desk.sheets).nodes
      if desk.years.isEmpty { el("p") { words.text("desk.no_plan") } }
      if !desk.years.isEmpty {
        el("p") {
          words.text("desk.plans") + " "
          for year in desk.years {
            el("a", .href(request.address("/kh/\(year)", [("noi", unit.id.rawValue)]))) { String(year) }
            " "
          }
        }
      }
      if let board = desk.board {
        shortfalls(board, request, words)
        headlines(board, request, words)
      }
      waitingList(desk.waiting, request, words)
    }
  }

  /// The figures below plan, each a link to why.
  private func shortfalls(_ board: PlanBoard, _ request: StaffRequest, _ words: LocalWording) -> Node {
    let rows = board.rows.filter { $0.assessment.verdict.fallsShort }
    let show = BoardWords(words)
    return .fragment([
      el("h3") { words.text("desk.below_plan", ["year": String(board.year), "count": words.format.number(rows.count)]) },
      rows.isEmpty
        ? el("p") { words.text("desk.none_below") }
        : el("ul", .class("plain-list")) {
          for row in rows {
            el("li") {
              el("a", .href(indicatorAddress(row, board, request))) { show.title(row.indicator) }
              " "
              verdictMark(code: row.assessment.verdict.rawValue, label: show.verdict(row.assessment.verdict))
            }
          }
        },
    ])
  }

  private func headlines(_ board: PlanBoard, _ request: StaffRequest, _ words: LocalWording) -> Node {
    let show = BoardWords(words)
    let rows = board.rows.filter(\.indicator.isHeadline)
    return dataTable(
      DataTable(
        id: "chinh-\(board.place)", title: words.text("desk.headline", ["year": String(board.year)]),
        columns: [
          .init(words.text("board.indicator")), .init(words.text("board.target"), isNumber: true),
          .init(words.text("board.result"), isNumber: true), .init(words.text("board.gap"), isNumber: true),
          .init(words.text("board.verdict")),
        ],
        rows: rows.map { row in
          [
            el("a", .href(indicatorAddress(row, board, request))) { show.name(row.indicator) }, .text(show.target(row)),
            .text(show.result(row)), .text(show.gap(row)),
            verdictMark(code: row.assessment.verdict.rawValue, label: show.verdict(row.assessment.verdict)),
          ]
        }, kind: .list, notes: [words.text("board.legend")]), in: words)
  }

  private func waitingList(_ waiting: WaitingYears, _ request: StaffRequest, _ words: LocalWording) -> Node {
    guard waiting.total > 0 else { return .empty }
    return .fragment([
      el("h3") { words.text("desk.waiting", ["count": words.format.number(waiting.total)]) },
      el("ul", .class("plain-list")) {
        for figure in waiting.figures {
          el("li") {
            el("a", .href(request.address("/kh/\(figure.period.year)/\(figure.indicator)", [("noi", figure.place.rawValue)]))) {
              "\(figure.indicator) \(figure.period)"
            }
            " – " + words.text("status.\(figure.status.rawValue)")
          }
        }
      },
      waiting.total == waiting.figures.count
        ? .empty : el("p") { words.text("desk.waiting_first", ["count": words.format.number(waiting.figures.count)]) },
    ])
  }

  private func indicatorAddress(_ row: BoardRow, _ board: PlanBoard, _ request: StaffRequest) -> String {
    request.address("/kh/\(board.year)/\(row.indicator.code)", [("noi", board.place.rawValue)])
  }

  private func help(_ request: StaffRequest) -> WebResponse {
    let words = site.words(request)
    let page = Page(words.text("web.nav.help")) {
      for topic in ["board", "why", "adjust", "import", "approve"] {
        el("h2") { words.text("help.\(topic).title") }
        el("p") { words.text("help.\(topic).text") }
      }
    }
    return site.respond(page, request)
  }
}
