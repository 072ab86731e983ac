import FigureWords
import Figures
import HTML
import Kernel
import WebShared
import Wording

/// An indicator over the years: a chart whose title is the finding, and beside it the table with the same numbers.
public struct FigureSeriesView: Sendable {
  private let words: LocalWording
  private let show: BoardWords

  /// The view in one language.
  public init(_ words: LocalWording) {
    self.words = words
    show = BoardWords(words)
  }

  /// The chart and the table.
  /// - Parameters:
  ///   - id: tells several series of one page apart.
  ///   - place: whose figures they are, where a page shows several places.
  public func content(_ series: IndicatorSeries, bands: VerdictBands, id: String = "chuoi", place: String? = nil) -> Node {
    guard !series.years.isEmpty else { return .empty }
    return el("section") {
      el("h2") { place ?? words.text("series.heading") }
      if series.years.contains(where: { $0.row.numbers.result != nil }) { lineChart(chart(series), in: words) }
      dataTable(table(series, id: id, place: place), in: words)
    }
  }

  private func chart(_ series: IndicatorSeries) -> LineChart {
    func quantity(_ number: PrintedNumber?) -> Quantity? { number.flatMap { Quantity(plain: $0.plain) } }
    let finding = finding(series)
    return LineChart(
      periods: series.years.map { String($0.year) },
      points: series.years.compactMap { year in
        quantity(year.row.numbers.result).map {
          LineChart.Point(
            period: String(year.year), value: $0,
            isProvisional: year.row.result.map { !DataStatus.public.contains($0.status) } ?? false,
            isDerived: year.row.result?.origin == .derived)
        }
      },
      plans: series.years.compactMap { year in
        quantity(year.row.numbers.target).map {
          LineChart.PlanMark(period: String(year.year), value: $0, isDerived: year.row.target?.origin == .derived)
        }
      },
      breaks: series.years.filter(\.beginsNewDefinition).map {
        LineChart.Break(before: String($0.year), reason: words.text("series.new_definition"))
      },
      title: finding, unit: show.unit(series.indicator), summary: finding)
  }

  /// What the series shows, in a sentence: the newest year that has a result.
  public func finding(_ series: IndicatorSeries) -> String {
    guard let year = series.years.last(where: { $0.row.result != nil }) ?? series.years.last else { return "" }
    let sentence = FigureSentence(words).text(year.row)
    return words.text("series.finding", ["year": String(year.year), "sentence": sentence])
  }

  private func table(_ series: IndicatorSeries, id: String, place: String?) -> DataTable {
    DataTable(
      id: id, title: [show.title(series.indicator), place].compactMap { $0 }.joined(separator: " – "),
      unit: show.unit(series.indicator),
      columns: [
        .init(words.text("series.year")), .init(words.text("board.target"), isNumber: true),
        .init(words.text("board.result"), isNumber: true), .init(words.text("board.attainment"), isNumber: true),
        .init(words.text("board.gap"), isNumber: true), .init(words.text("board.verdict")),
      ],
      rows: series.years.map { year in
        let row = year.row
        return [
          .text(String(year.year)), .text(show.target(row)), .text(show.result(row)), .text(show.attainment(row)),
          .text(show.gap(row)),
          verdictMark(code: row.assessment.verdict.rawValue, label: show.verdict(row.assessment.verdict)),
        ]
      }, notes: [words.text("board.legend")])
  }
}
