import FigureWeb
import FigureWords
import Figures
import HTML
import Kernel
import Published
import Storage
import Territory
import WebShared
import Wording

/// The home page: the headline figures of each province's newest year, and the way to all of them.
extension PublicPages {
  var homeRoutes: [Route] { [.published("/", on: PublicPages.subjects) { try await home($0) }] }

  private func home(_ request: WebRequest) async throws -> WebResponse {
    let words = site.words(request)
    let boards = try await site.database.read { [rulebook] in try PublishedFigures.newestBoards(rulebook, $0) }
    let page = Page(words.text("public.home_title")) {
      el("p") { words.text("public.home_intro") }
      if boards.isEmpty { el("p") { words.text("public.nothing_yet") } }
      for published in boards { HeadlineView(words, request).section(published) }
      el("p") { el("a", .href(request.address("/so-lieu"))) { words.text("public.all_figures") } }
    }
    return site.respond(page, .portal, request)
  }
}

/// The headline figures of one board, each with what it says in a sentence.
struct HeadlineView {
  private let words: LocalWording
  private let request: WebRequest
  private let show: BoardWords

  init(_ words: LocalWording, _ request: WebRequest) {
    self.words = words
    self.request = request
    show = BoardWords(words)
  }

  func section(_ published: PublishedBoard) -> Node {
    let board = published.board
    let rows = board.rows.filter(\.indicator.isHeadline)
    return el("section") {
      el("h2") { words.text("board.heading", ["place": published.name, "year": String(board.year)]) }
      dataTable(
        DataTable(
          id: "so-lieu-\(board.place)-\(board.year)", title: words.text("public.headline_caption"),
          source: words.text("public.source"), date: published.day,
          columns: [
            .init(words.text("board.indicator")), .init(words.text("board.target"), isNumber: true),
            .init(words.text("board.result"), isNumber: true), .init(words.text("board.attainment"), isNumber: true),
            .init(words.text("board.gap"), isNumber: true), .init(words.text("board.verdict")),
          ],
          rows: rows.map { row in
            [
              el("a", .href(request.address("/so-lieu/\(row.indicator.code)"))) { show.name(row.indicator) },
              .text(show.target(row)), .text(show.result(row)), .text(show.attainment(row)), .text(show.gap(row)),
              verdictMark(code: row.assessment.verdict.rawValue, label: show.verdict(row.assessment.verdict)),
            ]
          }, kind: .list, notes: [words.text("board.legend")]), in: words)
    }
  }
}
