import HTML
import Kernel
import Wording

/// The chart as a figure: its finding as the title, the drawing with printed values, and the signs in words. It reads
/// without a mouse and prints; the page puts the table of its numbers beside it.
public func lineChart(_ chart: LineChart, in words: LocalWording) -> Node {
  let drawing = LineChartDrawing(chart: chart, format: words.format)
  return el("figure", .class("chart")) {
    el("figcaption", .class("chart-title")) { chart.title }
    el("div", .class("chart-scroll"), .role("region"), .attribute("aria-label", chart.title), .attribute("tabindex", 0)) {
      el(
        "svg", .class("line-chart"), .attribute("viewBox", "0 0 600 260"), .role("img"),
        .attribute("aria-label", chart.summary)
      ) {
        drawing.axes
        drawing.breaks
        drawing.lines
        drawing.plans
        drawing.points
      }
    }
    el("p", .class("chart-legend")) { chart.legend(in: words) }
  }
}

/// Places the parts of a chart in a field of 600 × 260.
private struct LineChartDrawing {
  let chart: LineChart
  let format: OfficialFormat
  let scale: LineChartScale
  let field = (left: 64, right: 580, top: 44, bottom: 226)

  init(chart: LineChart, format: OfficialFormat) {
    self.chart = chart
    self.format = format
    scale = LineChartScale(chart.points.map(\.value) + chart.plans.map(\.value))
  }

  @HTMLBuilder private var axisContent: [Node] {
    text(field.left - 8, y: "14", anchor: "end", "chart-unit", chart.unit)
    for tick in scale.ticks {
      let y = height(tick)
      line(x: ("\(field.left)", "\(field.right)"), y: (y, y), tick == .zero ? "chart-zero" : "chart-grid")
      text(field.left - 8, y: y, anchor: "end", "chart-tick", format.number(tick))
    }
    for (index, period) in chart.periods.enumerated() {
      text(across(index), y: "248", anchor: "middle", "chart-period", period)
    }
  }

  var axes: Node { .fragment(axisContent) }

  var breaks: Node {
    .fragment(
      chart.breaks.compactMap { change in
        guard let index = chart.periods.firstIndex(of: change.period) else { return nil }
        let x = index == 0 ? field.left : (across(index - 1) + across(index)) / 2
        return el("g") {
          line(x: ("\(x)", "\(x)"), y: ("20", "\(field.bottom)"), "chart-break")
          text(x, y: "14", anchor: "middle", "chart-reason", change.reason)
        }
      })
  }

  /// Neighbouring points are joined, unless the standard changed between them.
  var lines: Node {
    let changed = Set(chart.breaks.map(\.period))
    let pairs = chart.periods.indices.dropFirst().compactMap { index -> Node? in
      guard !changed.contains(chart.periods[index]), let from = point(index - 1), let to = point(index) else { return nil }
      return line(
        x: ("\(across(index - 1))", "\(across(index))"), y: (height(from.value), height(to.value)),
        from.isProvisional || to.isProvisional ? "chart-line chart-provisional" : "chart-line")
    }
    return .fragment(pairs)
  }

  var points: Node {
    .fragment(
      chart.periods.indices.compactMap { index in
        guard let point = point(index) else { return nil }
        let isBelow = plan(index).map { $0.value > point.value } ?? false
        let label = format.number(point.value) + (point.isDerived ? "*" : "")
        return el("g") {
          el(
            "circle", .class(point.isProvisional ? "chart-point chart-hollow" : "chart-point"),
            .attribute("cx", across(index)), .attribute("cy", height(point.value)), .attribute("r", 5))
          text(across(index), y: height(point.value, below: isBelow ? 20 : -11), anchor: "middle", "chart-value", label)
        }
      })
  }

  var plans: Node {
    .fragment(
      chart.plans.compactMap { plan in
        guard let index = chart.periods.firstIndex(of: plan.period) else { return nil }
        let isBelow = point(index).map { $0.value >= plan.value } ?? false
        let label = format.number(plan.value) + (plan.isDerived ? "*" : "")
        return el("g") {
          el(
            "path", .class("chart-plan"),
            .attribute("d", "M\(across(index)) \(height(plan.value, below: -7))l7 7-7 7-7-7z"))
          text(across(index), y: height(plan.value, below: isBelow ? 22 : -13), anchor: "middle", "chart-value", label)
        }
      })
  }

  private func point(_ index: Int) -> LineChart.Point? { chart.points.first { $0.period == chart.periods[index] } }

  private func plan(_ index: Int) -> LineChart.PlanMark? { chart.plans.first { $0.period == chart.periods[index] } }

  /// The middle of a period's share of the width.
  private func across(_ index: Int) -> Int {
    field.left + (field.right - field.left) * (2 * index + 1) / (2 * max(chart.periods.count, 1))
  }

  private func height(_ value: Quantity, below: Int = 0) -> String {
    let depth = scale.depth(of: value, height: field.bottom - field.top) + Ratio(field.top + below)
    return depth.rounded(.halfUp, decimals: 2).plain
  }

  private func line(x: (String, String), y: (String, String), _ name: String) -> Node {
    el(
      "line", .class(name), .attribute("x1", x.0), .attribute("x2", x.1), .attribute("y1", y.0), .attribute("y2", y.1))
  }

  private func text(_ x: Int, y: String, anchor: String, _ name: String, _ content: String) -> Node {
    el("text", .class(name), .attribute("x", x), .attribute("y", y), .attribute("text-anchor", anchor)) { content }
  }
}
