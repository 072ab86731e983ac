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

/// What waits for the reviewer, odd values first; the page on which he decides; the year that he fixes.
extension StaffPages {
  var reviewRoutes: [Route] {
    [.page("/duyet", .holding(.viewPlan)) { try await reviewQueue($0) }]
      + form("/duyet/khoa", .holding(.approveResults), LockYear.self)
      + form(SheetKey.reviewRoute, .holding(.viewPlan), DecideSheet.self)
  }

  private func reviewQueue(_ request: StaffRequest) async throws -> WebResponse {
    guard request.viewer.may(.reviewResults) || request.viewer.may(.approveResults) else {
      throw WebError.forbidden
    }
    let (rulebook, today) = (rulebook, site.effects.today())
    let queue = try await site.database.read { transaction in
      try ReviewQueue(request.viewer, request.query, rulebook: rulebook, today: today, transaction)
    }
    return site.respond(ReviewQueuePage(setting: setting(request), queue: queue).page, request)
  }
}

extension SheetKey {
  /// The path of every sheet on a reviewer's desk, for routes.
  static let reviewRoute = "/duyet/:bieu/:noi/:ky"

  /// The path of the page on which the sheet is decided.
  var reviewPath: String {
    "/duyet/\(WebAddress.encoded(form))/\(WebAddress.encoded(place.rawValue))/\(period)"
  }
}

/// What waits for one person, with what he approved already and may take back.
struct ReviewQueue: Sendable {
  /// One page of what waits.
  let waiting: [WaitingSheet]
  let place: Pagination
  /// How many wait in all, whatever the filter.
  let total: Int
  let timesReturned: [SheetKey: Int]
  /// The forms, and the periods in which something waits.
  let forms: [DataForm]
  let periods: [Period]
  let approved: ApprovedSheets?
  let lockable: [LockableYears]
  /// What was just decided.
  let decided: DecidedSheet?

  init(
    _ viewer: Viewer, _ query: FormValues, rulebook: Rulebook, today: CivilDate, _ transaction: ReadTransaction
  ) throws {
    let all = try ReviewStore.waiting(for: viewer, rulebook: rulebook, today: today, transaction)
    let (form, period) = (query["bieu"], Period(query["ky"]))
    let filtered = all.filter {
      (form.isEmpty || $0.sheet.key.form == form) && (period == nil || $0.sheet.key.period == period)
    }
    total = all.count
    place = Pagination(page: Int(query["trang"]) ?? 1, total: filtered.count)
    waiting = Array(filtered.dropFirst(place.offset).prefix(place.pageSize))
    var times: [SheetKey: Int] = [:]
    for (department, sheets) in Dictionary(grouping: waiting, by: \.department) {
      let found = try ReviewStore.timesReturned(sheets.map(\.sheet.key.place), in: department, transaction)
      times.merge(found) { first, _ in first }
    }
    timesReturned = times
    forms = try FormStore.all(transaction)
    let provinces = try ReviewStore.units(reviewedBy: viewer, transaction).filter { $0.unit.level == .province }
    let counts = try ReviewStore.approvedCounts(in: provinces.map(\.department), transaction)
    periods = Set(all.map(\.sheet.key.period) + counts.keys).sorted(by: >)
    approved = try (period ?? counts.keys.max()).flatMap { period in
      try ApprovedSheets(period, form: form, counts[period] ?? [:], provinces.map(\.department), query, transaction)
    }
    lockable = try provinces.compactMap { try LockableYears($0.unit, $0.department, transaction) }
    decided = try DecidedSheet(query, viewer, transaction)
  }
}

/// One page of the approved sheets of a period, to look at again or to take back.
struct ApprovedSheets: Sendable {
  static let afterName = "sau"

  let period: Period
  let total: Int
  let page: ListPage<(sheet: Sheet, path: AdministrativePath)>
  let isFirst: Bool

  init?(
    _ period: Period, form: String, _ counts: [String: Int], _ departments: [ID<Department>], _ query: FormValues,
    _ transaction: ReadTransaction
  ) throws {
    total = form.isEmpty ? counts.values.reduce(0, +) : counts[form] ?? 0
    guard total > 0 else { return nil }
    self.period = period
    let key = ListKey(query[ApprovedSheets.afterName])
    isFirst = key == nil
    page = try ReviewStore.approved(period, form: form, in: departments, after: key, transaction)
  }
}

/// A province whose years the person may fix.
struct LockableYears: Sendable {
  let unit: AdministrativeUnit
  let years: [Int]

  init?(_ unit: AdministrativeUnit, _ department: ID<Department>, _ transaction: ReadTransaction) throws {
    let years = try ReviewStore.yearsToLock(in: department, transaction)
    guard !years.isEmpty else { return nil }
    self.unit = unit
    self.years = years
  }
}

/// The sheet a reviewer has just decided, as it stands now, named in the address that he was sent to.
struct DecidedSheet: Sendable {
  let act: SheetAct
  let sheet: Sheet
  let form: DataForm
  let path: AdministrativePath
  /// Who gets it next; `nil` where nobody does.
  let next: AdministrativeUnit?

  static let actName = "da-lam"
  static let sheetName = "tren"

  /// The query that names a sheet and what was done to it.
  static func query(_ act: SheetAct, _ key: SheetKey) -> [(String, String)] {
    [(actName, act.rawValue), (sheetName, "\(key.form)/\(key.place)/\(key.period)")]
  }

  /// `nil` unless the query names a sheet the person may look at.
  init?(_ query: FormValues, _ viewer: Viewer, _ transaction: ReadTransaction) throws {
    let parts = query[DecidedSheet.sheetName].split(separator: "/")
    guard let act = SheetAct(rawValue: query[DecidedSheet.actName]), parts.count == 3, let period = Period(parts[2]) else {
      return nil
    }
    let key = SheetKey(form: String(parts[0]), place: ID(String(parts[1])), period: period)
    let context: SheetContext
    do {
      context = try SheetContext.visible(key, to: viewer, transaction)
    } catch let error as any UserFacing where !(error is StorageError) {
      // An address that names no sheet of the person's says nothing; a database that fails is told.
      return nil
    }
    self.act = act
    sheet = try SheetStore.sheet(context, transaction)
    form = context.form
    path = context.path
    let turn = sheet.turn
    next = context.reviewers.first { $0.level == turn }
  }
}
