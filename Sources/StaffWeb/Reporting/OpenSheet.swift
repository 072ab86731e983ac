import Directory
import Figures
import Kernel
import Planning
import Reporting
import Rulebook
import Storage
import Territory
import WebShared

/// A sheet as one person finds it on one day, with everything its pages show.
struct OpenSheet: Sendable {
  let view: SheetView
  /// Whether the person may type into it and send it.
  let mayEnter: Bool
  let deadline: SheetDeadline
  /// What the department was called on the last day of the period.
  let department: OrganisationName?
  /// The names of those who typed, acted and remarked, by actor.
  let names: [String: String]
  let choices: SheetChoices

  var context: SheetContext { view.context }
  var key: SheetKey { view.context.key }

  /// Whether lines may be typed now: the right person, the right state, a period that has begun.
  var isEditable: Bool { mayEnter && view.sheet.state.isEditable && deadline.hasBegun }

  /// Whether a line may be typed: what was decided opens only with a correction.
  func isOpen(_ row: SheetRow) -> Bool {
    guard let status = row.figure?.status else { return true }
    return view.sheet.isCorrection || !DataStatus.public.contains(status)
  }

  /// Whether a line asks for the part of the last days of the plan year before.
  func asksTail(_ indicator: Indicator) -> Bool { deadline.yearTail != nil && indicator.kind == .count }

  /// Which versions of figures the page shows, so that nobody sends what he has not seen.
  var fingerprint: String { OpenSheet.fingerprint(of: view) }

  static func fingerprint(of view: SheetView) -> String {
    view.rows.map { String($0.figure?.version ?? 0) }.joined(separator: ".")
  }

  /// The name of an actor; the actor itself where it is no account.
  func name(of actor: String) -> String { names[actor] ?? actor }

  /// When the newest line was saved.
  var savedAt: String? { view.rows.compactMap(\.current?.at).max() }

  /// How many lines hold something that was not sent.
  var unsentCount: Int { view.rows.count { $0.figure.map { [.draft, .returned].contains($0.status) } ?? false } }
}

extension SheetView {
  /// Those who typed, acted and remarked.
  fileprivate var actors: Set<String> {
    Set(rows.compactMap(\.figure?.author) + rows.flatMap { $0.comments.map(\.actor) } + events.map(\.actor))
  }
}

extension OpenSheet {
  /// The sheet a request's path names, if the viewer may look at it.
  /// - Throws: `PlanningError.unknownSheet` and the errors of `SheetContext.read`.
  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    let (viewer, key, rulebook) = (setting.request.viewer, try SheetKey(setting.request), setting.rulebook)
    let context = try SheetContext.visible(key, to: viewer, transaction)
    let view = try SheetReader.view(context, rulebook: rulebook, transaction)
    self.init(
      view: view, mayEnter: Authority.person(viewer).mayEnter(context),
      deadline: try SheetDeadline(context, rulebook: rulebook, today: setting.site.effects.today()),
      department: try DirectoryStore.name(of: context.department, on: key.period.lastDay, transaction),
      names: try ActorNames.read(view.actors, transaction), choices: try SheetChoices(viewer, beside: view, transaction))
  }
}

extension StaffPages {
  /// The sheet a request's path names, if the viewer may look at it.
  func openSheet(_ request: StaffRequest) async throws -> OpenSheet {
    let setting = setting(request)
    return try await site.database.read { try OpenSheet(setting, $0) }
  }

  /// The sheet a request's path names, to be written by the viewer.
  func ownSheet(_ request: StaffRequest) async throws -> OpenSheet {
    let sheet = try await openSheet(request)
    guard sheet.mayEnter else { throw WebError.forbidden }
    return sheet
  }

  /// The sheet a request's path names, to be acted on by the viewer.
  func ownContext(_ request: StaffRequest) async throws -> SheetContext {
    let key = try SheetKey(request)
    let context = try await site.database.read { try SheetContext.visible(key, to: request.viewer, $0) }
    guard Authority.person(request.viewer).mayEnter(context) else { throw WebError.forbidden }
    return context
  }
}

/// What the bar above a sheet offers: other forms, units and periods.
struct SheetChoices: Sendable {
  let forms: [DataForm]
  /// The units of the form's level the viewer may look at, each with the units above it.
  let units: [AdministrativePath]
  /// The periods the unit reports in: they begin and end with its life.
  let periods: [Period]
  /// How long the unit lives.
  let term: UnitTerm?

  init(_ viewer: Viewer, beside view: SheetView, _ transaction: ReadTransaction) throws {
    let (form, period) = (view.context.form, view.context.key.period)
    forms = try FormStore.all(transaction).filter { $0.code == form.code || $0.isUsed(for: period.changed(to: $0.periodKind)) }
    units = try SheetChoices.units(of: viewer, on: period.lastDay, transaction).filter { $0.unit.level == form.level }
    let term = try UnitResolver(transaction).term(of: view.context.key.place)
    self.term = term
    periods = (period.year - 1...period.year + 1).flatMap { Period.periods(of: form.periodKind, in: $0) }
      .filter { period in form.isUsed(for: period) && term?.reports(period) ?? true }.reversed()
  }

  /// The viewer's units and all below them on a day, the units above first.
  static func units(of viewer: Viewer, on day: CivilDate, _ transaction: ReadTransaction) throws -> [AdministrativePath] {
    var units: [AdministrativeUnit] = []
    var known: Set<ID<AdministrativeUnit>> = []
    for id in viewer.units(with: .viewPlan) {
      guard let unit = try TerritoryStore.unit(id, on: day, transaction) else { continue }
      let found = [unit] + (try TerritoryStore.descendants(of: id, on: day, transaction))
      units += found.filter { known.insert($0.id).inserted }
    }
    return try TerritoryStore.paths(of: units, on: day, transaction)
  }
}

extension AdministrativePath {
  /// The unit with what it lies in, without the province: «xã Diên Bình, huyện Đắk Tô».
  var nameInProvince: String {
    above.isEmpty ? unit.fullName : units.dropLast().map(\.fullName).joined(separator: ", ")
  }
}
