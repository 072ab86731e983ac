import Directory
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Territory
import WebShared
import Wording

/// The part of an indicator's page that shows what the units below add up to, beside the unit's own figure, and the choice
/// between the two.
struct RollUpSection: StaffPage {
  let setting: PageSetting
  let view: IndicatorView
  let rollUp: RollUpView
  /// The choice as it stands.
  let choice: TypedForm

  private var context: PlanContext { view.context }
  private var indicator: Indicator { view.indicator }
  private var figures: SheetWords { SheetWords(words: words) }

  var node: Node {
    el("section") {
      el("h2", .id("cong-tu-cap-duoi")) { words.text("rollup.heading") }
      for sentence in sentences { el("p") { sentence } }
      dataTable(facesTable, in: words)
      if !rollUp.children.isEmpty { dataTable(childrenTable, in: words) }
      form
    }
  }

  // MARK: What stands behind the sum

  private var sentences: [String] { [units, apart, months, yearTail, yearTailBefore].compactMap { $0 } }

  /// «7/9 huyện đã báo cáo; thiếu: …».
  private var units: String? {
    guard let coverage = rollUp.units, let level = coverage.level else { return nil }
    let counts = ["units": words.format.number(coverage.units), "expected": words.format.number(coverage.expected)]
    let reported = words.text(level == .district ? "rollup.districts_reported" : "rollup.communes_reported", counts)
    let missing = rollUp.children.filter(\.isMissing)
    guard !missing.isEmpty else { return reported + "." }
    return reported + words.text("rollup.missing", ["units": missing.map(\.unit.fullName).joined(separator: ", ")])
  }

  private var apart: String? {
    guard let apart = rollUp.units?.apart, apart > 0 else { return nil }
    return words.text("rollup.apart", ["count": words.format.number(apart)])
  }

  /// «11/12 tháng: thiếu tháng 12/2024».
  private var months: String? {
    guard let coverage = rollUp.year, let counted = show.periods(coverage) else { return nil }
    guard let kind = rollUp.periods.last?.kind, kind != .nineMonths, kind != .year else { return counted + "." }
    let missing = Period.periods(of: kind, in: context.year).filter { !coverage.periods.contains($0) }
    return words.text(
      "rollup.periods_missing",
      ["counted": counted, "periods": missing.map { words.format.period($0) }.joined(separator: ", ")])
  }

  /// «Trong đó 15–31/12: 120, tính vào kế hoạch năm nay, báo cáo năm sau».
  private var yearTail: String? {
    rollUp.year?.yearTail.map {
      words.text("rollup.year_tail", ["year": String(context.year), "figure": words.format.number($0)])
    }
  }

  private var yearTailBefore: String? {
    rollUp.year?.yearTailBefore.map {
      words.text("rollup.year_tail_before", ["year": String(context.year - 1), "figure": words.format.number($0)])
    }
  }

  // MARK: Tables

  private var facesTable: DataTable {
    DataTable(
      id: "hai-so", title: words.text("rollup.faces"), unit: show.unit(indicator),
      columns: [
        .init(words.text("review.period")), .init(words.text("rollup.direct"), isNumber: true),
        .init(words.text("rollup.sum"), isNumber: true), .init(words.text("rollup.difference"), isNumber: true),
        .init(words.text("rollup.counts")), .init(words.text("rollup.chosen_by")),
      ],
      rows: rollUp.faces.map(cells), notes: [words.text("rollup.faces_note")])
  }

  private func cells(_ face: FaceComparison) -> [Node] {
    [
      .text(words.format.period(face.period)), .text(figures.wholeFigure(face.direct, indicator)),
      .text(figures.wholeFigure(face.added, indicator)), .text(difference(face)),
      .text(words.text(face.choice == .sum ? "rollup.sum" : "rollup.direct")), .text(chosen(face)),
    ]
  }

  private func difference(_ face: FaceComparison) -> String {
    guard let gap = face.difference(indicator)?.rounded(.halfUp, decimals: indicator.decimals) else {
      return BoardWords.notAssigned
    }
    return indicator.isPercentage ? words.format.points(gap) : words.format.gap(gap)
  }

  /// Who chose, when and why; what counts while nobody did.
  private func chosen(_ face: FaceComparison) -> String {
    guard let adoption = face.adoption else { return face.isAdoptable ? words.text("rollup.nobody") : "" }
    let name = rollUp.names[adoption.actor] ?? adoption.actor
    return "\(name), \(words.format.moment(adoption.at)) – «\(adoption.reason)»"
  }

  private var childrenTable: DataTable {
    DataTable(
      id: "cap-duoi", title: words.text("rollup.children"), unit: show.unit(indicator),
      columns: [
        .init(words.text("review.unit")), .init(words.text("rollup.figure"), isNumber: true),
        .init(words.text("rollup.periods"), isNumber: true), .init(words.text("review.remarks")),
      ],
      rows: rollUp.children.map { child in
        [
          el("a", .href(request.address("/kh/\(context.year)/\(indicator.code)", [("noi", child.unit.id.rawValue)]))) {
            child.unit.fullName
          },
          .text(child.level.map { figures.level($0, indicator) } ?? BoardWords.notReported),
          .text("\(words.format.number(child.periods.count))/\(words.format.number(rollUp.periods.count))"),
          .text(remark(child)),
        ]
      })
  }

  private func remark(_ child: ChildFigure) -> String {
    if child.isMissing { return words.text("missing.not_reported") }
    if child.isInapplicable { return words.text("missing.not_applicable") }
    return [child.coverage.flatMap(show.units), child.isApart ? words.text("rollup.child_apart") : nil]
      .compactMap { $0 }.joined(separator: " · ")
  }

  // MARK: The choice

  private var form: Node {
    let adoption = AdoptFigure(setting, view)
    guard adoption.isOpen else { return .empty }
    return adoption.form(choice) { el("h3") { words.text("rollup.choose") } }
  }
}
