import Foundation
import HTML
import Kernel
import Testing
import WebShared
import Wording

/// The parts of pages: what they print, and that they keep the rules every page keeps.
@Suite struct ComponentTests {
  let words: LocalWording
  let wording: Wording

  init() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    wording = try Wording(directory: root.appendingPathComponent("Content/wording"))
    words = wording[.vi]
  }

  @Test(arguments: Language.allCases)
  func galleryKeepsTheContentSecurityPolicy(language: Language) {
    let html = componentsGallery(in: wording[language]).html
    #expect(!html.contains(" style=") && !html.contains("<style") && !html.contains("<script"))
    #expect(html.firstMatch(of: /\son[a-z]+="/) == nil)
    #expect(!html.contains("⟦"))
    let ids = html.matches(of: /\sid="([^"]+)"/).map(\.output.1)
    #expect(ids.count == Set(ids).count)
  }

  @Test(arguments: [
    ("exceeded", "verdict-exceeded"), ("met", "verdict-met"), ("met_or_exceeded", "verdict-met"),
    ("mostly", "verdict-mostly"), ("notmet", "verdict-notmet"), ("low", "verdict-low"),
    ("no_basis", "verdict-no-basis"), ("anything", "verdict-no-basis"),
  ])
  func verdictHasWordAndClass(code: String, name: String) {
    let html = verdictMark(code: code, label: "Vượt & đạt").html
    #expect(html.hasPrefix("<span class=\"verdict \(name)\"><svg "))
    #expect(html.hasSuffix("</svg>Vượt &amp; đạt</span>"))
  }

  @Test(arguments: [
    (Ratio(50), "64"), (Ratio(100), "128"), (Ratio(125), "160"), (Ratio(400), "160"), (Ratio(10_275, 100), "131.52"),
  ])
  func bulletBarIsDrawnToTheScaleOfThePlan(percent: Ratio, width: String) {
    let html = bulletBar(percent: percent, bands: [Ratio(90), Ratio(100), Ratio(130)], label: "x").html
    #expect(html.contains("<rect class=\"bullet-bar\" x=\"0\" y=\"5\" width=\"\(width)\" height=\"8\">"))
    #expect(html.contains("class=\"bullet-plan\" x1=\"128\""))
    #expect(html.matches(of: /bullet-band/).count == 1)
    #expect(html.contains("bullet-beyond") == (percent > Ratio(125)))
  }

  @Test func bulletBarWithoutPlanIsEmpty() {
    let html = bulletBar(percent: nil, bands: [Ratio(90)], label: "Chưa đủ căn cứ").html
    #expect(html.contains("bullet-empty") && html.contains("aria-label=\"Chưa đủ căn cứ\""))
    #expect(!html.contains("bullet-bar") && !html.contains("bullet-plan") && !html.contains("bullet-band"))
  }

  @Test(arguments: [
    (["2.55", "3.75"], ["0", "1", "2", "3", "4"]), (["6518"], ["0", "2.000", "4.000", "6.000", "8.000"]),
    (["0.05"], ["0", "0,02", "0,04", "0,06"]), (["-1.2", "0.5"], ["−1,5", "−1", "−0,5", "0", "0,5"]),
    (["0"], ["0", "0,0001"]), (["1000000000000"], ["0", "500.000.000.000", "1.000.000.000.000"]),
  ])
  func axisStartsAtZeroInRoundSteps(values: [String], ticks: [String]) throws {
    let points = try values.enumerated().map { index, plain in
      LineChart.Point(period: String(2014 + index), value: try #require(Quantity(plain: plain)))
    }
    let chart = LineChart(periods: points.map(\.period), points: points, title: "t", unit: "%", summary: "s")
    let printed = lineChart(chart, in: words).html.matches(of: /chart-tick"[^>]*>([^<]+)</).map { String($0.output.1) }
    #expect(printed == ticks)
  }

  @Test func lineStopsAtABreakAndAtAMissingPeriod() {
    let points = ["2014", "2015", "2016", "2018"].map { LineChart.Point(period: $0, value: Quantity(2)) }
    let chart = LineChart(
      periods: ["2014", "2015", "2016", "2017", "2018"], points: points, breaks: [LineChart.Break(before: "2016", reason: "r")],
      title: "t", unit: "%", summary: "s")
    let html = lineChart(chart, in: words).html
    #expect(html.matches(of: /class="chart-line/).count == 1)
    #expect(html.matches(of: /class="chart-break/).count == 1)
    #expect(html.matches(of: /class="chart-point/).count == 4)
  }

  @Test func errorSummaryLinksToTheField() {
    #expect(errorSummary([], in: words).html.isEmpty)
    let html = errorSummary([FieldError(field: "name", message: "Nhập họ và tên")], in: words).html
    #expect(html.contains("<a href=\"#field-name\">Nhập họ và tên</a>"))
    let field = Field(name: "name", label: "Họ và tên", hint: "h", error: "Nhập họ và tên")
    let input = textField(field, value: "\"A\"", in: words).html
    #expect(input.contains("id=\"field-name\"") && input.contains("value=\"&quot;A&quot;\""))
    #expect(input.contains("aria-describedby=\"field-name-hint field-name-error\" aria-invalid=\"true\""))
  }

  @Test(arguments: [
    (1, 1, ""), (1, 60, "[1] 2 3"), (4, 230, "1 2 3 [4] 5 … 10"), (10, 230, "1 … 9 [10]"), (99, 230, "1 … 9 [10]"),
    (5, 500, "1 … 4 [5] 6 … 20"), (-3, 60, "[1] 2 3"),
  ])
  func paginationShowsNeighbours(page: Int, total: Int, expected: String) {
    let html = pagination(Pagination(page: page, total: total), in: words) { "?trang=\($0)" }.html
    let items = html.matches(of: /<li[^>]*>(<span[^>]*>)?(<a[^>]*aria-label[^>]*>)?([0-9…]+)</)
    let printed = items.map { $0.output.1 == nil ? String($0.output.3) : "[\($0.output.3)]" }
    #expect(printed.joined(separator: " ") == expected)
  }

  @Test func tableHasCaptionScopesAndLabels() {
    let table = DataTable(
      id: "t", title: "Kết quả", unit: "người", source: "biểu 02", date: CivilDate(iso: "2022-01-05"),
      columns: [DataTable.Column("Huyện"), DataTable.Column("Số người", isNumber: true)],
      rows: [["Đăk Tô", "540"].map(Node.text)])
    let html = dataTable(table, in: words).html
    #expect(html.contains("role=\"region\" aria-labelledby=\"t\" tabindex=\"0\""))
    #expect(html.contains("Đơn vị tính: người · Nguồn: biểu 02 · số liệu ngày 05/01/2022"))
    #expect(html.contains("<th scope=\"row\">Đăk Tô</th><td class=\"number\" data-label=\"Số người\">540</td>"))
  }
}
