import HTML
import Kernel
import Wording

/// The samples; their numbers are those of Kon Tum 2021 and Cần Thơ 2017–2018.
struct GallerySample {
  let words: LocalWording

  var messages: Node {
    .fragment([
      breadcrumb(
        [
          Crumb(words.text("gallery.home"), "/"), Crumb(words.text("gallery.plans"), "/kh"),
          Crumb(words.text("gallery.plan_year"), nil),
        ], in: words),
      flash(.success, words.text("gallery.flash.success"), in: words),
      flash(.information, words.text("gallery.flash.information"), in: words),
      flash(.warning, words.text("gallery.flash.warning"), in: words),
      flash(.error, words.text("gallery.flash.error"), in: words),
      errorSummary(
        [
          FieldError(field: "workers", message: words.text("gallery.workers.error")),
          FieldError(field: "unit", message: words.text("gallery.unit.error")),
        ], in: words),
      chips(
        [
          Chip(words.text("gallery.chip.field"), without: "?a"),
          Chip(words.text("gallery.chip.headline"), without: "?b"),
        ], in: words),
      el("p") { languageSwitch(in: words) { "/\($0.tag)" } },
    ])
  }

  private var verdictLabels: [(code: String, label: String)] {
    [
      ("exceeded", words.text("gallery.verdict.exceeded")), ("met", words.text("gallery.verdict.met")),
      ("met_or_exceeded", words.text("gallery.verdict.met_or_exceeded")),
      ("mostly", words.text("gallery.verdict.mostly")), ("notmet", words.text("gallery.verdict.notmet")),
      ("low", words.text("gallery.verdict.low")), ("no_basis", words.text("gallery.verdict.no_basis")),
    ]
  }

  var verdicts: Node {
    el("ul") {
      for verdict in verdictLabels { el("li") { verdictMark(code: verdict.code, label: verdict.label) } }
    }
  }

  var board: Node {
    let columns = [
      DataTable.Column(words.text("gallery.head.indicator")),
      DataTable.Column(words.text("gallery.head.plan"), isNumber: true),
      DataTable.Column(words.text("gallery.head.result"), isNumber: true),
      DataTable.Column(words.text("gallery.head.percent"), isNumber: true),
      DataTable.Column(words.text("gallery.head.gap"), isNumber: true),
      DataTable.Column(words.text("gallery.head.bar")), DataTable.Column(words.text("gallery.head.verdict")),
    ]
    let rows = [
      boardRow(words.text("gallery.row.jobs"), Quantity(6518), of: Quantity(5700), "exceeded"),
      boardRow(words.text("gallery.row.trained"), Quantity(tenThousandths: 557_000), of: Quantity(54), "exceeded"),
      boardRow(words.text("gallery.row.poverty"), Quantity(tenThousandths: 41_100), of: Quantity(4), "exceeded"),
      boardRow(words.text("gallery.row.overseas"), Quantity(31), of: Quantity(100), "low"),
      boardRow(words.text("gallery.row.fairs"), Quantity(230), of: Quantity(100), "exceeded"),
      boardRow(words.text("gallery.row.insurance"), Quantity(tenThousandths: 176_900), of: nil, "no_basis"),
      boardRow(words.text("gallery.row.convalescence"), nil, of: Quantity(400), "no_basis"),
    ]
    return dataTable(
      DataTable(
        id: "gallery-table", title: words.text("gallery.table.title"), unit: words.text("gallery.table.unit"),
        source: words.text("gallery.table.source"), date: CivilDate(iso: "2022-01-05"), columns: columns, rows: rows,
        notes: EmptyMark.allCases.map { $0.legend(in: words) }), in: words)
  }

  private func boardRow(_ name: String, _ result: Quantity?, of plan: Quantity?, _ verdict: String) -> [Node] {
    let format = words.format
    let percent: Ratio? = if let result, let plan { result.ratio / plan.ratio * .hundred } else { nil }
    let printed = percent.map { format.percent($0.rounded(.halfUp, decimals: 2)) }
    let difference: Ratio? = if let result, let plan { result.ratio - plan.ratio } else { nil }
    let gap = difference.map { format.gap($0.rounded(.halfUp, decimals: Quantity.decimals)) }
    let label = verdictLabels.first { $0.code == verdict }?.label ?? verdict
    let none = emptyMark(.notAssigned, in: words)
    return [
      el("a", .href("#gallery-board")) { name },
      plan.map { .text(format.number($0)) } ?? none,
      result.map { .text(format.number($0)) } ?? emptyMark(.notReported, in: words),
      printed.map(Node.text) ?? none,
      gap.map(Node.text) ?? none,
      bulletBar(percent: percent, bands: [Ratio(50), Ratio(90)], label: printed ?? label),
      verdictMark(code: verdict, label: label),
    ]
  }
}
