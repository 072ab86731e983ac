import FigureWeb
import HTML
import Interchange
import Kernel
import Planning
import Storage
import Territory
import WebShared
import Wording

/// «Số liệu»: the headline figures of every province and year, and a page an indicator with its files under the same address.
extension PublicPages {
  var figureRoutes: [Route] {
    [
      .published("/so-lieu") { try await figures($0) },
      .published("/so-lieu.csv") { _ in try await everything("csv") },
      .published("/so-lieu.json") { _ in try await everything("json") },
      .published("/so-lieu/:ma") { try await figure($0) },
    ]
  }

  private func figures(_ request: WebRequest) async throws -> WebResponse {
    let words = site.words(request)
    let show = BoardWords(words)
    let boards = try await PublishedBoards.all(site, rulebook)
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
    let export = FigureExport(nil, try await PublishedBoards.all(site, rulebook), site.wording)
    return format == "csv"
      ? .file(export.csv, type: "text/csv", named: "so-lieu.csv")
      : .file(export.json, type: "application/json", named: "so-lieu.json")
  }

  private func crumbs(_ request: WebRequest, _ words: LocalWording) -> [Crumb] {
    [Crumb(words.text("web.nav.home"), request.address("/"))]
  }

  /// One indicator, as a page, as CSV or as JSON. Its code may have dots of its own.
  private func figure(_ request: WebRequest) async throws -> WebResponse {
    let named = request.parameter("ma")
    let ending = [".csv", ".json"].first { named.hasSuffix($0) } ?? ""
    let code = String(named.dropLast(ending.count))
    let boards = try await PublishedBoards.all(site, rulebook).filter { published in
      published.board.rows.contains { $0.indicator.code == code }
    }
    guard !boards.isEmpty else { throw WebError.notFound }
    let export = FigureExport(code, boards, site.wording)
    switch ending {
    case ".csv": return .file(export.csv, type: "text/csv", named: "\(code).csv")
    case ".json": return .file(export.json, type: "application/json", named: "\(code).json")
    default: return try await figurePage(request, code, boards)
    }
  }

  private func figurePage(_ request: WebRequest, _ code: String, _ boards: [PublishedBoard]) async throws -> WebResponse {
    let words = site.words(request)
    let rulebook = rulebook
    let (series, definitions) = try await site.database.read { transaction in
      guard let indicator = try IndicatorStore.indicator(code, transaction) else { throw WebError.notFound }
      var seen: Set<ID<AdministrativeUnit>> = []
      let places = boards.filter { seen.insert($0.board.place).inserted }
      return (
        try places.map { published in
          (
            published,
            try IndicatorSeries.read(
              indicator, place: published.board.place, in: published.board.department, for: .everybody, rulebook: rulebook,
              transaction)
          )
        }, try IndicatorStore.definitions(of: code, transaction)
      )
    }
    guard let indicator = series.first?.1.indicator else { throw WebError.notFound }
    let view = FigureSeriesView(words)
    let show = BoardWords(words)
    let page = Page(
      show.title(indicator),
      crumbs: crumbs(request, words) + [Crumb(words.text("public.figures_title"), request.address("/so-lieu"))]
    ) {
      el("p", .class("facts")) { words.text("direction.\(indicator.direction.rawValue)") }
      for (published, years) in series {
        view.content(years, bands: published.board.bands, id: "chuoi-\(published.board.place)", place: published.name)
        sentences(years, words)
      }
      el("p", .class("no-print")) {
        el("a", .href(request.address("/so-lieu/\(code).csv"))) { words.text("public.csv") }
        " · "
        el("a", .href(request.address("/so-lieu/\(code).json"))) { words.text("public.json") }
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

  init(_ code: String?, _ boards: [PublishedBoard], _ wording: Wording) {
    rows = boards.flatMap { published in
      published.board.rows.filter { code == nil || $0.indicator.code == code }.map { (published, $0) }
    }
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
