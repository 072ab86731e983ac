import HTML
import Kernel
import Wording

/// The samples of charts, forms and lists.
extension GallerySample {
  var charts: Node {
    let poverty = LineChart(
      periods: ["2014", "2015", "2016", "2017", "2018"],
      points: [
        LineChart.Point(period: "2014", value: Quantity(tenThousandths: 21_000)),
        LineChart.Point(period: "2015", value: Quantity(tenThousandths: 15_000)),
        LineChart.Point(period: "2016", value: Quantity(tenThousandths: 37_500), isDerived: true),
        LineChart.Point(period: "2017", value: Quantity(tenThousandths: 25_500)),
        LineChart.Point(period: "2018", value: Quantity(tenThousandths: 16_200), isProvisional: true),
      ],
      plans: [LineChart.PlanMark(period: "2018", value: Quantity(tenThousandths: 15_500))],
      breaks: [LineChart.Break(before: "2016", reason: words.text("gallery.chart.break"))],
      title: words.text("gallery.chart.title"), unit: "%",
      summary: words.text("gallery.chart.summary"))
    let boxes = [
      FigureBox(
        words.text("gallery.box.plan.title"), .text(words.text("gallery.box.plan.value")),
        note: words.text("gallery.box.plan.note")),
      FigureBox(
        words.text("gallery.box.result.title"), .text(words.text("gallery.box.result.value")),
        note: words.text("gallery.box.result.note")),
      FigureBox(
        words.text("gallery.box.change.title"), .text(words.text("gallery.box.change.value")),
        note: words.text("gallery.box.change.note")),
    ]
    return .fragment([figureBoxes(boxes), lineChart(poverty, in: words)])
  }

  var form: Node {
    el("form", .method("post"), .action("#"), .flag("novalidate", true), .flag("data-guard", true)) {
      hiddenField(name: "token", value: "0")
      textField(
        Field(
          name: "workers", label: words.text("gallery.workers.label"), hint: words.text("gallery.workers.hint"),
          error: words.text("gallery.workers.error")),
        value: "65 l8", kind: .whole, width: .short, unit: words.text("gallery.unit.people"), in: words)
      textField(Field(name: "name", label: words.text("gallery.name.label")), value: "A Kang", width: .long, in: words)
      selectField(
        Field(name: "unit", label: words.text("gallery.unit.label"), error: words.text("gallery.unit.error")),
        choices: [Choice("1", words.text("gallery.unit.one")), Choice("2", words.text("gallery.unit.two"))], in: words)
      radioGroup(
        Field(name: "reason", label: words.text("gallery.reason.label"), hint: words.text("gallery.reason.hint")),
        choices: [
          Choice("nil", words.text("gallery.reason.nil"), hint: words.text("gallery.reason.nil_hint")),
          Choice("none", words.text("gallery.reason.none")),
        ], selected: "none", in: words)
      checkBox(Field(name: "headline", label: words.text("gallery.headline.label")), isChecked: true, in: words)
      textArea(
        Field(name: "cause", label: words.text("gallery.cause.label"), hint: words.text("gallery.cause.hint"), isOptional: true),
        in: words)
      fileField(
        Field(name: "file", label: words.text("gallery.file.label"), hint: words.text("gallery.file.hint")), accept: ".csv",
        in: words)
      buttonRow {
        submitButton(words.text("gallery.button.send"))
        submitButton(words.text("gallery.button.draft"), rank: .secondary, name: "act", value: "draft")
        buttonLink(words.text("gallery.button.back"), to: "/kh")
      }
    }
  }

  var lists: Node {
    let columns = [
      words.text("gallery.list.code"), words.text("gallery.list.kind"), words.text("gallery.list.holder"),
      words.text("gallery.list.due"),
    ].map { DataTable.Column($0) }
    let rows = [
      [
        el("a", .href("#gallery-lists")) { words.text("gallery.list.code_1") }, .text(words.text("gallery.list.kind_1")),
        .text(words.text("gallery.list.holder_1")), .text(words.text("gallery.list.due_1")),
      ],
      [
        el("a", .href("#gallery-lists")) { words.text("gallery.list.code_2") }, .text(words.text("gallery.list.kind_2")),
        .text(words.text("gallery.list.holder_2")), .text(words.text("gallery.list.due_2")),
      ],
    ]
    return .fragment([
      dataTable(
        DataTable(id: "gallery-list", title: words.text("gallery.list.title"), columns: columns, rows: rows, kind: .list),
        in: words),
      pagination(Pagination(page: 4, total: 230), in: words) { "?trang=\($0)" },
      dataTable(
        DataTable(id: "gallery-empty", title: words.text("gallery.list.title"), columns: columns, rows: [], kind: .list),
        in: words),
      summaryList([
        SummaryLine(
          words.text("gallery.name.label"), .text("A Kang"), change: (words.text("gallery.summary.change"), "#field-name")),
        SummaryLine(
          words.text("gallery.cause.label"), .text(words.text("gallery.summary.none")),
          change: (words.text("gallery.summary.change"), "#field-cause")),
      ]),
    ])
  }
}
