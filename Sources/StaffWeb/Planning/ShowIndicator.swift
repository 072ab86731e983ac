import Directory
import FigureWeb
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Published
import Rulebook
import Storage
import WebShared
import Wording

/// An indicator's page in a plan: how it stands and why, over the years, what it means, what happened to it.
extension StaffPages {
  var indicatorRoutes: [Route] {
    [.page("/kh/:nam/:ma", .holding(.viewPlan)) { try await indicator($0) }]
  }

  private func indicator(_ request: StaffRequest) async throws -> WebResponse {
    let setting = setting(request)
    let view = try await site.database.read { transaction -> IndicatorView in
      let context = try PlanContext(request, needing: .viewPlan, transaction)
      return try IndicatorView(request.parameter("ma"), context, setting.rulebook, transaction)
    }
    return site.respond(IndicatorPage(setting: setting, view: view, choice: TypedForm(words: setting.words)).page, request)
  }
}

/// Everything an indicator's page shows.
struct IndicatorView: Sendable {
  let context: PlanContext
  let indicator: Indicator
  let series: IndicatorSeries
  let row: BoardRow
  let bands: VerdictBands
  let plan: AnnualPlan?
  let definitions: [IndicatorDefinition]
  /// What was reported for parts of the year.
  let parts: [IndicatorResult]
  let targets: [TargetVersion]
  let results: [ResultVersion]
  /// What the units below add up to; `nil` where they have reported nothing of the year.
  let rollUp: RollUpView?
  /// What the people of the history are called, by the ids of their acts.
  let people: [String: String]

  init(_ code: String, _ context: PlanContext, _ rulebook: Rulebook, _ transaction: ReadTransaction) throws {
    guard let indicator = try IndicatorStore.indicator(code, visibleTo: context.department, transaction) else {
      throw PlanningError.unknownIndicator(code: code)
    }
    self.context = context
    self.indicator = indicator
    let board = try BoardReader.board(
      place: context.place, year: context.year, in: context.department, from: .staff, rulebook: rulebook, indicators: [indicator],
      transaction)
    bands = board.bands
    plan = board.plan
    row = board.rows.first ?? BoardRow(indicator, target: nil, result: nil, bands: board.bands)
    series = try SeriesReader.series(
      indicator, place: context.place, in: context.department, from: .staff, rulebook: rulebook, transaction)
    let year = context.year
    parts = try ResultStore.series(code, place: context.place, in: context.department, from: .staff, transaction)
      .filter { $0.period.year == year && $0.period.kind != .year }
    definitions = try IndicatorStore.definitions(of: code, transaction)
    targets = try TargetStore.versions(
      code, place: context.place, year: context.year, in: context.department, transaction)
    results = try ResultStore.versions(
      code, place: context.place, period: .year(context.year), in: context.department, transaction)
    rollUp = try RollUpView(indicator, context, transaction)
    people = try ActorNames.read(targets.map(\.actor) + results.map(\.result.author), transaction)
  }
}

/// The page of an indicator.
struct IndicatorPage: StaffPage {
  let setting: PageSetting
  let view: IndicatorView
  /// The choice between two figures as it stands.
  let choice: TypedForm

  private var explanation: ExplanationWords {
    let rule = rulebook.rule(VerdictBands.ruleID)
    return ExplanationWords(words, bandsRule: rule?.value(on: Period.year(view.context.year).lastDay))
  }

  var page: Page {
    Page(show.title(view.indicator), crumbs: view.context.crumbs(request, words)) {
      el("p", .class("facts")) {
        facts
        if !view.indicator.leadUnit.isEmpty {
          " · " + words.text("indicator.lead")
          el("span", .lang("vi")) { " " + view.indicator.leadUnit }
        }
      }
      boxes
      el("p", .class("sentence")) { FigureSentence(words).text(view.row) }
      actions
      why
      shortfall
      rollUpSection
      FigureSeriesView(words).content(view.series, bands: view.bands)
      if !view.parts.isEmpty { dataTable(partsTable, in: words) }
      DefinitionView(words).content(view.definitions)
      history
    }
  }

  private var facts: String {
    let indicator = view.indicator
    let facts = [
      words.text("direction.\(indicator.direction.rawValue)"), words.text("kind.\(indicator.kind.rawValue)"),
      words.text("indicator.code", ["code": indicator.code]),
    ]
    return (facts + (indicator.owner == nil ? [] : [words.text("catalogue.own")])).joined(separator: " · ")
  }

  private var boxes: Node {
    let row = view.row
    let unit = show.unit(view.indicator)
    return figureBoxes([
      FigureBox(
        words.text("indicator.target_of", ["year": String(view.context.year)]),
        .text(show.target(row)), note: row.target.map { "\(unit) · \(words.text("origin.\($0.origin.rawValue)"))" }),
      FigureBox(
        words.text("indicator.result_of", ["year": String(view.context.year)]),
        .text(show.result(row)), note: row.result.map { "\(unit) · \(words.text("status.\($0.status.rawValue)"))" }),
      FigureBox(words.text("board.attainment"), .text(show.attainment(row)), note: words.text("board.gap") + " " + show.gap(row)),
      FigureBox(
        words.text("board.verdict"),
        verdictMark(code: row.assessment.verdict.rawValue, label: show.verdict(row.assessment.verdict))),
    ])
  }

  private var actions: Node {
    let code = view.indicator.code
    let context = view.context
    let isSettled = view.row.target != nil
    return buttonRow {
      if context.allows(.editTargets, request), view.plan?.state != .closed {
        buttonLink(
          words.text(isSettled ? "indicator.adjust" : "indicator.set_target"), to: context.address(code, "ke-hoach", request))
        buttonLink(words.text("indicator.assign"), to: context.address(code, "giao", request))
      }
      if context.allows(.enterResults, request) {
        buttonLink(words.text("indicator.enter"), to: context.address(code, "ket-qua", request))
      }
      if let result = view.row.result, result.status == .draft || result.status == .submitted, result.version > 0,
        context.allows(.approveResults, request)
      {
        site.form(request, to: context.address(code, "duyet", request), class: "inline") {
          hiddenField(name: "phien-ban", value: String(result.version))
          submitButton(words.text("indicator.approve"))
        }
      }
    }
  }

  private var why: Node {
    el("section") {
      el("h2") { words.text("indicator.why") }
      el("ol", .class("explanation")) {
        for line in explanation.lines(view.row) { el("li") { line } }
      }
    }
  }

  private var shortfall: Node {
    guard let result = view.row.result else { return .empty }
    let parts = [("limitation", result.limitation), ("cause", result.cause), ("remedy", result.remedy), ("note", result.note)]
      .filter { !$0.1.isEmpty }
    let note = view.row.target?.note ?? ""
    guard !parts.isEmpty || !note.isEmpty else { return .empty }
    return el("section") {
      el("h2") { words.text("indicator.shortfall") }
      summaryList(
        parts.map { SummaryLine(words.text("indicator.\($0.0)"), .text($0.1)) }
          + (note.isEmpty ? [] : [SummaryLine(words.text("indicator.target_note"), .text(note))]))
    }
  }

  private var rollUpSection: Node {
    guard let rollUp = view.rollUp else { return .empty }
    return RollUpSection(setting: setting, view: view, rollUp: rollUp, choice: choice).node
  }

  private var history: Node {
    el("section") {
      el("h2", .id("lich-su")) { words.text("indicator.history") }
      if view.targets.isEmpty, view.results.isEmpty { el("p") { words.text("indicator.no_history") } }
      if !view.targets.isEmpty { dataTable(targetHistory, in: words) }
      if !view.results.isEmpty { dataTable(resultHistory, in: words) }
    }
  }

  private var partsTable: DataTable {
    DataTable(
      id: "cac-ky", title: words.text("indicator.parts", ["year": String(view.context.year)]),
      unit: show.unit(view.indicator),
      columns: [
        .init(words.text("indicator.period")), .init(words.text("board.result"), isNumber: true),
        .init(words.text("board.status")),
      ],
      rows: view.parts.map { result in
        let row = BoardRow(view.indicator, target: nil, result: result, bands: view.bands)
        return [.text(words.format.period(result.period)), .text(show.result(row)), .text(show.status(row))]
      }, kind: .list)
  }

  private var targetHistory: DataTable {
    DataTable(
      id: "lich-su-ke-hoach", title: words.text("indicator.target_versions"), unit: show.unit(view.indicator),
      columns: [
        .init(words.text("indicator.version")), .init(words.text("board.target"), isNumber: true),
        .init(words.text("indicator.decision")), .init(words.text("indicator.when")), .init(words.text("indicator.who")),
        .init(words.text("indicator.reason")),
      ],
      rows: view.targets.map { version in
        let row = BoardRow(view.indicator, target: version.target, result: nil, bands: view.bands)
        return [
          .text(String(version.target.version)), .text(show.target(row)),
          .text(version.target.decision.isEmpty ? BoardWords.notAssigned : version.target.decision), .text(moment(version.at)),
          .text(person(version.actor)), .text(version.reason),
        ]
      }, kind: .list)
  }

  private var resultHistory: DataTable {
    DataTable(
      id: "lich-su-ket-qua", title: words.text("indicator.result_versions"), unit: show.unit(view.indicator),
      columns: [
        .init(words.text("indicator.version")), .init(words.text("board.result"), isNumber: true),
        .init(words.text("board.status")), .init(words.text("indicator.when")), .init(words.text("indicator.who")),
        .init(words.text("indicator.reason")),
      ],
      rows: view.results.map { version in
        let row = BoardRow(view.indicator, target: nil, result: version.result, bands: view.bands)
        return [
          .text(String(version.result.version)), .text(show.result(row)), .text(show.status(row)), .text(moment(version.at)),
          .text(person(version.result.author)), .text(version.reason),
        ]
      }, kind: .list)
  }

  /// Who did it, as colleagues call him; on the command line, the user of the machine.
  private func person(_ actor: String) -> String {
    if let name = view.people[actor] { return name }
    return actor.hasPrefix("os:") ? words.text("indicator.command_line", ["user": String(actor.dropFirst(3))]) : actor
  }

  private func moment(_ iso: String) -> String { Moment(iso: iso).map { words.format.moment($0) } ?? iso }
}
