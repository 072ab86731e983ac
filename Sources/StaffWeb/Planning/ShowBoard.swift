import Directory
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Published
import Storage
import Territory
import WebShared
import Wording

/// The plan board: targets, results, percentages, gaps and verdicts of a place and year; filters live in the address.
extension StaffPages {
  var boardRoutes: [Route] {
    [
      .page("/kh", .holding(.viewPlan)) { try await newestBoard($0) },
      .page("/kh/:nam", .holding(.viewPlan)) { try await board($0) },
    ]
  }

  /// The newest plan of the viewer's first unit.
  private func newestBoard(_ request: StaffRequest) async throws -> WebResponse {
    let (unit, year) = try await newestPlan(of: request)
    return .seeOther(request.address("/kh/\(year)", [("noi", unit.rawValue)]))
  }

  /// The viewer's first unit and the newest year it has figures for, or the last year in which it existed.
  func newestPlan(of request: StaffRequest) async throws -> (unit: ID<AdministrativeUnit>, year: Int) {
    guard let unit = request.viewer.units(with: .viewPlan).first else { throw WebError.forbidden }
    let today = site.effects.today()
    let year = try await site.database.read { transaction -> Int in
      guard let last = try TerritoryStore.versions(of: unit, transaction).last else { return today.year }
      let day = last.lastDay(until: today)
      guard let department = try DirectoryStore.department(ofPlace: unit, on: day, transaction) else { return day.year }
      return try PlanStore.years(place: unit, in: department, transaction).last ?? day.year
    }
    return (unit, year)
  }

  private func board(_ request: StaffRequest) async throws -> WebResponse {
    let rulebook = rulebook
    let (context, board, years) = try await site.database.read { transaction in
      let context = try PlanContext(request, needing: .viewPlan, transaction)
      let board = try BoardReader.board(
        place: context.place, year: context.year, in: context.department, from: .staff, rulebook: rulebook, transaction)
      return (context, board, try PlanStore.years(place: context.place, in: context.department, transaction))
    }
    if request.parameter("nam").hasSuffix(".csv") {
      let filter = BoardFilter(request.query)
      return .file(
        BoardExport.csv(board.only(filter.passes)), type: "text/csv", named: "ke-hoach-\(context.place)-\(context.year).csv")
    }
    return site.respond(
      BoardPage(setting: setting(request), context: context, board: board, years: years).page, request)
  }
}

/// Which lines of a board a reader wants to see; it lives in the address, so it can be sent to others.
struct BoardFilter {
  let sector: String
  let lead: String
  let headlineOnly: Bool

  init(_ query: FormValues) {
    sector = query["linh-vuc"]
    lead = query["chu-tri"]
    headlineOnly = query["chinh"] == "1"
  }

  func passes(_ row: BoardRow) -> Bool {
    (sector.isEmpty || row.indicator.sector == sector) && (lead.isEmpty || row.indicator.leadUnit == lead)
      && (!headlineOnly || row.indicator.isHeadline)
  }
}

/// The page of a board.
struct BoardPage: StaffPage {
  let setting: PageSetting
  let context: PlanContext
  let board: PlanBoard
  let years: [Int]

  private var filter: BoardFilter { BoardFilter(request.query) }
  private var sector: String { filter.sector }
  private var lead: String { filter.lead }
  private var headlineOnly: Bool { filter.headlineOnly }

  var page: Page {
    let title = words.text("board.heading", ["place": context.path.unit.fullName, "year": String(board.year)])
    return Page(title) {
      state
      conclusion
      filters
      dataTable(table, in: words)
      downloads
      if board.rows.isEmpty { el("p") { words.text("board.empty") } }
      stateForms
    }
  }

  private var state: Node {
    el("p", .class("state-line")) {
      if let name = context.departmentName { (words.language == .vi ? name.vietnamese : name.english) + " · " }
      words.text("board.state", ["state": words.text("plan_state.\(board.plan?.state.rawValue ?? "proposed")")])
      if let decision = board.plan?.decision, !decision.isEmpty { " · " + decision }
      " · " + words.text("board.years") + " "
      for year in navigableYears {
        if year == board.year {
          el("strong", .attribute("aria-current", "page")) { String(year) }
        } else {
          el("a", .href(request.address("/kh/\(year)", context.query))) { String(year) }
        }
        " "
      }
    }
  }

  /// The years with figures, and the next one, where a plan is begun; never beyond the unit's own end.
  private var navigableYears: [Int] {
    let last = context.path.unit.validTo?.year ?? Period.years.upperBound
    let newest = max(years.last ?? board.year, board.year)
    return Set(years + [board.year, min(newest + 1, last)]).sorted()
  }

  private var conclusion: Node {
    let counts = Verdict.allCases.map { ($0, board.count(of: $0)) }.filter { $0.1 > 0 }.map { verdict, count in
      "\(words.format.number(count)) \(show.verdict(verdict).lowercased())"
    }
    return .fragment([
      el("p", .class("conclusion")) {
        words.text("board.conclusion_label") + " "
        verdictMark(code: board.verdict.rawValue, label: show.verdict(board.verdict))
        counts.isEmpty ? "" : " (\(counts.joined(separator: " · ")))"
      },
      el("details") {
        el("summary") { words.text("board.how") }
        el("p") { words.text("board.rule") }
      },
    ])
  }

  private var filters: Node {
    let sectors = Set(board.rows.map(\.indicator.sector)).filter { !$0.isEmpty }.sorted()
    let leads = Set(board.rows.map(\.indicator.leadUnit)).filter { !$0.isEmpty }.sorted()
    return .fragment([
      el("form", .method("get"), .action(request.address("/kh/\(board.year)")), .class("inline-form no-print")) {
        hiddenField(name: "noi", value: context.place.rawValue)
        selectField(
          Field(name: "linh-vuc", label: words.text("board.sector")), choices: sectors.map { Choice($0, words.sector($0)) },
          selected: sector, none: words.text("board.all"), in: words)
        selectField(
          Field(name: "chu-tri", label: words.text("board.lead")), choices: leads.map { Choice($0, $0) }, selected: lead,
          none: words.text("board.all"), in: words)
        checkBox(Field(name: "chinh", label: words.text("board.headline_only")), isChecked: headlineOnly, in: words)
        submitButton(words.text("board.filter"), rank: .secondary)
      },
      chips(activeFilters, in: words),
    ])
  }

  /// The filter as it stands in the address.
  private var filterQuery: [(String, String)] {
    request.query.pairs.filter { ["linh-vuc", "chu-tri", "chinh"].contains($0.0) && !$0.1.isEmpty }
  }

  private var activeFilters: [Chip] {
    func without(_ name: String) -> String {
      request.address("/kh/\(board.year)", request.query.pairs.filter { $0.0 != name })
    }
    var chips: [Chip] = []
    if !sector.isEmpty {
      chips.append(Chip("\(words.text("board.sector")): \(words.sector(sector))", without: without("linh-vuc")))
    }
    if !lead.isEmpty { chips.append(Chip("\(words.text("board.lead")): \(lead)", without: without("chu-tri"))) }
    if headlineOnly { chips.append(Chip(words.text("board.headline_only"), without: without("chinh"))) }
    return chips
  }

  private var table: DataTable {
    DataTable(
      id: "bang-ke-hoach", title: words.text("board.caption", ["year": String(board.year)]),
      source: words.text("board.source"), date: min(context.day, site.effects.today()),
      columns: [
        .init(words.text("board.indicator")), .init(words.text("board.target"), isNumber: true),
        .init(words.text("board.result"), isNumber: true), .init(words.text("board.attainment"), isNumber: true),
        .init(words.text("board.gap"), isNumber: true), .init(words.text("board.bar")), .init(words.text("board.verdict")),
        .init(words.text("board.status")),
      ],
      rows: board.rows.filter(filter.passes).map(cells), notes: [words.text("board.legend")])
  }

  private func cells(_ row: BoardRow) -> [Node] {
    [
      el("a", .href(context.address(row.indicator.code, request))) { show.name(row.indicator) }, .text(show.target(row)),
      result(row), .text(show.attainment(row)), .text(show.gap(row)), bar(row),
      verdictMark(code: row.assessment.verdict.rawValue, label: show.verdict(row.assessment.verdict)),
      .text(show.status(row)),
    ]
  }

  /// The result; under one that was added up from less than there is, how much of it is there.
  private func result(_ row: BoardRow) -> Node {
    guard let coverage = show.coverage(row) else { return .text(show.result(row)) }
    return .fragment([.text(show.result(row) + " "), el("br"), el("small", .class("muted")) { coverage }])
  }

  private func bar(_ row: BoardRow) -> Node {
    guard let attainment = row.assessment.attainment else {
      return .text(words.text(row.target == nil ? "board.no_target" : "board.no_ratio"))
    }
    return bulletBar(
      percent: attainment, bands: [board.bands.notMet, board.bands.mostly],
      label: words.text("board.bar_label", ["attainment": show.attainment(row)]))
  }

  private var downloads: Node {
    el("p", .class("no-print")) {
      el("a", .href(request.address("/kh/\(board.year).csv", context.query + filterQuery))) { words.text("board.csv") }
      if context.allows(.editTargets, request) {
        " · "
        el("a", .href(request.address("/chi-tieu", [("nam", String(board.year))] + context.query))) {
          words.text("board.add_target")
        }
      }
    }
  }

  private var stateForms: Node {
    guard let plan = board.plan, context.allows(.approvePlan, request) else { return .empty }
    let acts = PlanCase.acts(from: plan.state).filter { $0 != .adjust }
    guard !acts.isEmpty else { return .empty }
    return site.form(request, to: request.address("/kh/\(board.year)/trang-thai", context.query), class: "no-print") {
      hiddenField(name: "phien-ban", value: String(plan.version))
      textField(Field(name: "quyet-dinh", label: words.text("board.decision"), isOptional: true), in: words)
      buttonRow {
        for act in acts {
          submitButton(words.text("plan_state.act.\(act.rawValue)"), rank: .secondary, name: "trang-thai", value: act.rawValue)
        }
      }
    }
  }
}

extension LocalWording {
  /// The name of a sector by its key; the key itself for one that nobody has named.
  func sector(_ key: String) -> String {
    let name = "sector.\(key.replacing("-", with: "_"))"
    return has(name) ? text(name) : key
  }
}
