import Directory
import HTML
import Kernel
import Planning
import Reporting
import Rulebook
import Storage
import Territory
import WebShared
import Wording

/// «Biểu báo cáo»: the forms a unit fills in for a month and for the longer periods of its year.
extension StaffPages {
  /// The forms of a unit; where the query names a form too, the way to its grid.
  func sheetList(_ request: StaffRequest) async throws -> WebResponse {
    let (rulebook, today) = (rulebook, site.effects.today())
    let month = try await chosenMonth(request, today: today)
    let asked = (form: request.query["bieu"], place: request.query["noi"])
    let chosen = Period(request.query["ky"]) ?? month
    let found = try await site.database.read { transaction -> SheetList in
      let units = try SheetChoices.units(of: request.viewer, on: month.lastDay, transaction)
      let own = request.viewer.units(with: .enterResults) + request.viewer.units(with: .viewPlan)
      let first = own.first { id in units.contains { $0.unit.id == id } }
      // A unit that is not the viewer's answers like one that does not exist; his own, ended by then, says so.
      let wanted =
        try asked.place.isEmpty ? first : UnitReference(asked.place).own(of: request.viewer, during: month.days, transaction)
      var resolver = UnitResolver(transaction)
      guard let path = units.first(where: { $0.unit.id == wanted }) else {
        guard asked.place.isEmpty else { throw PlanningError.unknownSheet }
        if let own = own.first { throw try resolver.absence(of: own, during: month.days) }
        return SheetList(path: nil, term: nil, month: month, units: units, lines: [], target: nil)
      }
      let reader = try SheetLineReader(of: path.unit.id, rulebook: rulebook, today: today, transaction)
      let forms = try FormStore.all(transaction).filter { $0.level == path.unit.level }
      let target = forms.first { $0.code == asked.form }.map {
        SheetKey(form: $0.code, place: path.unit.id, period: chosen.changed(to: $0.periodKind))
      }
      return SheetList(
        path: path, term: try resolver.term(of: path.unit.id), month: month, units: units,
        lines: try reader.lines(forms, month: month, transaction), target: target)
    }
    if let target = found.target { return .seeOther(target.address("", request)) }
    return site.respond(SheetListPage(setting: setting(request), list: found).page, request)
  }

  /// The month of the query, or the one whose figures are being gathered. A month that has not begun takes no figures yet:
  /// in the second half of a month that is still the one just cut off, which is also the one to be sent now.
  private func chosenMonth(_ request: StaffRequest, today: CivilDate) async throws -> Period {
    let named = request.query["ky"]
    if !named.isEmpty {
      guard let period = Period(named) else { throw PlanningError.unknownSheet }
      return period.changed(to: .month)
    }
    guard let current = try ReportingCalendar(rulebook).current(.month, on: today) else { throw WebError.notFound }
    let running = current.firstDay <= today ? current : current.before
    guard let last = try await lastDay(of: request), last < running.lastDay else { return running }
    // A unit that has ended is shown as it stood in its last month.
    guard let month = Period.month(last.year, last.month) else { return running }
    return month.lastDay <= last ? month : month.before
  }

  /// The last day of the unit asked for, or of the viewer's own where none of his units is in force any more.
  private func lastDay(of request: StaffRequest) async throws -> CivilDate? {
    let named = request.query["noi"]
    let units = named.isEmpty ? request.viewer.units(with: .enterResults) + request.viewer.units(with: .viewPlan) : [ID(named)]
    return try await site.database.read { transaction in
      var last: CivilDate?
      for unit in units {
        guard let version = try TerritoryStore.versions(of: unit, transaction).last else { continue }
        guard let end = version.validTo else { return nil }
        last = [last, end].compactMap { $0 }.max()
      }
      return last
    }
  }
}

/// The forms of a unit.
struct SheetList: Sendable {
  /// The unit; `nil` where the viewer has none on that day.
  let path: AdministrativePath?
  /// How long the unit lives.
  let term: UnitTerm?
  let month: Period
  let units: [AdministrativePath]
  let lines: [SheetListLine]
  /// The sheet that was asked for by form.
  let target: SheetKey?
}

/// One sheet in a list: where it stands and by when it goes.
struct SheetListLine: Sendable {
  let form: DataForm
  let sheet: Sheet
  /// How many of its lines hold something.
  let filled: Int
  let submission: SubmissionDay?

  var key: SheetKey { sheet.key }

  /// Whether the unit still has to send it.
  var isToSend: Bool { sheet.state.isEditable }
}

/// Reads where the sheets of one unit stand.
struct SheetLineReader: Sendable {
  let keepers: RecordKeepers
  let rulebook: Rulebook
  let today: CivilDate

  init(of unit: ID<AdministrativeUnit>, rulebook: Rulebook, today: CivilDate, _ transaction: ReadTransaction) throws {
    keepers = try RecordKeepers.read(UnitTree.read(unit, transaction), transaction)
    self.rulebook = rulebook
    self.today = today
  }

  /// The sheets of some forms for a month, and for every longer period of its year.
  func lines(_ forms: [DataForm], month: Period, _ transaction: ReadTransaction) throws -> [SheetListLine] {
    try lines(
      forms.flatMap { form in
        let periods = form.periodKind == .month ? [month] : Period.periods(of: form.periodKind, in: month.year)
        return periods.map { (form, $0) }
      }, transaction)
  }

  /// The sheets of the periods just over and running now that the unit has not sent.
  func toSend(_ forms: [DataForm], _ transaction: ReadTransaction) throws -> [SheetListLine] {
    let wanted = forms.flatMap { form -> [(DataForm, Period)] in
      // The period running now by the calendar; nine months run to the end of September and are reported after it.
      let running = Period.year(today.year).firstPeriod(of: form.periodKind, endingOnOrAfter: today)
      let near = [running.before, running].filter { $0.firstDay <= today && $0.lastDay >= today.adding(days: -100) }
      return near.map { (form, $0) }
    }
    return try lines(wanted, transaction).filter { line in
      // A longer period is no work yet while its day is far.
      let isNear = line.submission.map { $0.day <= today.adding(days: 31) } ?? true
      return line.isToSend && (line.form.periodKind == .month || isNear)
    }
  }

  private func lines(_ wanted: [(form: DataForm, period: Period)], _ transaction: ReadTransaction) throws -> [SheetListLine] {
    let standings = try SheetStore.standings(wanted, of: keepers, transaction)
    var calendars: [ID<Department>: ReportingCalendar] = [:]
    return try wanted.compactMap { form, period in
      guard let unit = keepers.tree.path(on: period.lastDay)?.unit,
        let standing = standings[SheetKey(form: form.code, place: unit.id, period: period)]
      else { return nil }
      let calendar =
        try calendars[standing.department] ?? ReportingCalendar(rulebook, department: standing.department)
      calendars[standing.department] = calendar
      return SheetListLine(
        form: form, sheet: standing.sheet, filled: standing.filled,
        submission: try calendar.submission(of: period, by: ReportSender(form.level)))
    }
  }
}

extension Period {
  /// The first period of a kind in the year that ends on a day or after it; the last of the year where none does.
  fileprivate func firstPeriod(of kind: Period.Kind, endingOnOrAfter day: CivilDate) -> Period {
    let periods = Period.periods(of: kind, in: year)
    return periods.first { $0.lastDay >= day } ?? periods.last ?? self
  }
}

/// The page of a unit's forms.
struct SheetListPage: StaffPage {
  let setting: PageSetting
  let list: SheetList

  var page: Page {
    Page(words.text("entry.list_title")) {
      if let path = list.path {
        bar(path)
        if let ended = list.term?.endSentence(today: site.effects.today(), words) { flash(.information, ended, in: words) }
        el("h2") { "\(path.nameInProvince) – \(words.format.period(list.month))" }
        if list.lines.isEmpty {
          el("p") { words.text("entry.no_forms") }
        } else {
          SheetTable(setting: setting, id: "bieu-bao-cao", title: words.text("entry.forms"), lines: list.lines).node
        }
      } else {
        el("p") { words.text("entry.no_unit") }
      }
    }
  }

  private func bar(_ path: AdministrativePath) -> Node {
    let months = [list.month.year + 1, list.month.year, list.month.year - 1].flatMap {
      Array(Period.periods(of: .month, in: $0).reversed())
    }.filter { list.term?.reports($0) ?? true }
    return el("form", .class("inline-form no-print"), .method("get"), .action(request.address("/nhap"))) {
      selectField(
        Field(name: "noi", label: words.text("entry.bar.unit")),
        choices: list.units.map { Choice($0.unit.id.rawValue, $0.nameInProvince) }, selected: path.unit.id.rawValue,
        hasNone: false, in: words)
      selectField(
        Field(name: "ky", label: words.text("entry.bar.period")),
        choices: months.map { Choice($0.description, words.format.period($0)) }, selected: list.month.description,
        hasNone: false, in: words)
      submitButton(words.text("entry.bar.open"), rank: .secondary)
    }
  }
}

/// Sheets as a table: form, period, state, due day, why it came back.
struct SheetTable: StaffPage {
  let setting: PageSetting
  let id: String
  let title: String
  let lines: [SheetListLine]

  var node: Node {
    dataTable(
      DataTable(
        id: id, title: title,
        columns: [
          .init(words.text("entry.bar.form")), .init(words.text("entry.bar.period")), .init(words.text("entry.column.state")),
          .init(words.text("entry.column.filled"), isNumber: true), .init(words.text("entry.column.due")),
          .init(words.text("entry.column.reason")),
        ],
        rows: lines.map(cells), kind: .list), in: words)
  }

  private func cells(_ line: SheetListLine) -> [Node] {
    let show = SheetWords(words: words)
    let isLate = line.isToSend && line.submission?.isLate(sentOn: site.effects.today()) == true
    let due = line.submission.map { words.format.date($0.day) } ?? words.text("entry.no_due")
    return [
      el("a", .href(line.key.address("", request))) { show.form(line.form) }, .text(words.format.period(line.key.period)),
      .text(show.state(line.sheet)),
      .text("\(words.format.number(line.filled))/\(words.format.number(line.form.indicators.count))"),
      .text(isLate ? words.text("entry.due_passed", ["day": due]) : due),
      .text(line.sheet.state == .returned || line.sheet.isCorrection ? line.sheet.reason : ""),
    ]
  }
}
