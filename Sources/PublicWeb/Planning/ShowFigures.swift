import FigureWeb
import FigureWords
import Figures
import HTML
import Interchange
import Kernel
import Published
import Storage
import Territory
import WebShared
import Wording

/// «Số liệu»: the headline figures of every province and year, and a page an indicator with its files under the same address.
extension PublicPages {
  var figureRoutes: [Route] {
    [
      .published("/so-lieu", on: PublicPages.subjects) { try await figures($0) },
      .published("/so-lieu.csv", on: PublicPages.subjects) { _ in try await everything("csv") },
      .published("/so-lieu.json", on: PublicPages.subjects) { _ in try await everything("json") },
      .published("/so-lieu/:ma", on: PublicPages.subjects) { try await figure($0) },
    ]
  }

  private func figures(_ request: WebRequest) async throws -> WebResponse {
    let words = site.words(request)
    let show = BoardWords(words)
    let boards = try await boards()
    var codes: Set<String> = []
    let others = boards.flatMap(\.board.rows).map(\.indicator).filter { codes.insert($0.code).inserted }
    let page = Page(words.text("public.figures_title"), crumbs: crumbs(request, words)) {
      el("p") { words.text("public.figures_intro") }
      if boards.isEmpty { el("p") { words.text("public.nothing_yet") } }
      for published in boards { HeadlineView(words, request).section(published) }
      el("p", .class("no-print")) {
        el("a", .href(request.address("/so-lieu.csv"))) { words.text("public.csv") }
        " · "
        el("a", .href(request.address("/so-lieu.json"))) { words.text("public.json") }
      }
      if !others.isEmpty {
        el("h2") { words.text("public.every_indicator") }
        el("ul", .class("plain-list")) {
          for indicator in others {
            el("li") { el("a", .href(request.address("/so-lieu/\(indicator.code)"))) { show.name(indicator) } }
          }
        }
      }
    }
    return site.respond(page, .portal, request)
  }

  /// Every published figure as one file.
  private func everything(_ format: String) async throws -> WebResponse {
    let export = FigureExport(try await boards(), site.wording)
    return format == "csv"
      ? .file(export.csv, type: "text/csv", named: "so-lieu.csv")
      : .file(export.json, type: "application/json", named: "so-lieu.json")
  }

  private func boards() async throws -> [PublishedBoard] {
    try await site.database.read { [rulebook] in try PublishedFigures.boards(rulebook, $0) }
  }

  private func crumbs(_ request: WebRequest, _ words: LocalWording) -> [Crumb] {
    [Crumb(words.text("web.nav.home"), request.address("/"))]
  }

  /// One indicator, as a page, as CSV or as JSON. Its code may have dots of its own.
  private func figure(_ request: WebRequest) async throws -> WebResponse {
    let named = request.parameter("ma")
    let ending = [".csv", ".json"].first { named.hasSuffix($0) } ?? ""
    let code = String(named.dropLast(ending.count))
    let found = try await site.database.read { [rulebook] transaction in
      try PublishedFigures.indicator(code, rulebook, transaction).map { found in
        (found, try ending.isEmpty ? CatalogueReader.definitions(of: code, .published, transaction) : [])
      }
    }
    guard let (figures, definitions) = found else { throw WebError.notFound }
    let export = FigureExport(figures.boards, site.wording)
    switch ending {
    case ".csv": return .file(export.csv, type: "text/csv", named: "\(code).csv")
    case ".json": return .file(export.json, type: "application/json", named: "\(code).json")
    default: return figurePage(request, figures.indicator, figures.series, definitions)
    }
  }

  private func figurePage(
    _ request: WebRequest, _ indicator: Indicator, _ series: [PublishedFigures.Series], _ definitions: [IndicatorDefinition]
  ) -> WebResponse {
    let words = site.words(request)
    let view = FigureSeriesView(words)
    let show = BoardWords(words)
    let page = Page(
      show.title(indicator),
      crumbs: crumbs(request, words) + [Crumb(words.text("public.figures_title"), request.address("/so-lieu"))]
    ) {
      el("p", .class("facts")) { words.text("direction.\(indicator.direction.rawValue)") }
      for one in series {
        view.content(one.years, bands: one.newest.board.bands, id: "chuoi-\(one.newest.board.place)", place: one.newest.name)
        sentences(one.years, words)
      }
      el("p", .class("no-print")) {
        el("a", .href(request.address("/so-lieu/\(indicator.code).csv"))) { words.text("public.csv") }
        " · "
        el("a", .href(request.address("/so-lieu/\(indicator.code).json"))) { words.text("public.json") }
      }
      DefinitionView(words).content(definitions)
    }
    return site.respond(page, .portal, request)
  }

  private func sentences(_ series: IndicatorSeries, _ words: LocalWording) -> Node {
    el("ul", .class("sentences")) {
      for year in series.years {
        el("li") {
          words.text("series.finding", ["year": String(year.year), "sentence": FigureSentence(words).text(year.row)])
        }
      }
    }
  }
}

/// Published figures as files, of one indicator or of all: every province and year, the columns of a board behind place and
/// year.
struct FigureExport {
  private let rows: [(published: PublishedBoard, row: BoardRow)]
  private let vietnamese: FigureSentence
  private let english: FigureSentence

  init(_ boards: [PublishedBoard], _ wording: Wording) {
    rows = boards.flatMap { published in published.board.rows.map { (published, $0) } }
    vietnamese = FigureSentence(wording[.vi])
    english = FigureSentence(wording[.en])
  }

  var csv: String {
    var writer = CSVWriter(header: ["place", "place_name", "year"] + BoardExport.columns)
    for (published, row) in rows {
      writer.add(
        [.plain(published.board.place.rawValue), .text(published.name), .plain(String(published.board.year))]
          + BoardExport.cells(row))
    }
    return writer.text
  }

  var json: String {
    let items = rows.map { published, row in
      JSONValue.object(
        [
          .init("place", .string(published.board.place.rawValue)), .init("place_name", .string(published.name)),
          .init("year", .number(String(published.board.year))),
        ] + BoardExport.members(of: row, sentences: (vietnamese.text(row), english.text(row))))
    }
    return JSONValue.object([.init("figures", .array(items))]).serialized
  }
}
