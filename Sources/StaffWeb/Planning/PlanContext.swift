import Directory
import Kernel
import Planning
import Storage
import Territory
import WebShared
import Wording

/// Which plan a page is about: the place of the query, the year of the path.
struct PlanContext: Sendable {
  let place: ID<AdministrativeUnit>
  let path: AdministrativePath
  let department: ID<Department>
  /// What the department was called on that day.
  let departmentName: OrganisationName?
  let year: Int
  /// The day on whose map the place is read.
  let day: CivilDate

  /// The query that names the place.
  var query: [(String, String)] { [("noi", place.rawValue)] }

  /// The plan a request is about; the viewer must hold the permission there. The place is named in any way of `UnitReference`,
  /// one that ended during the year too.
  /// - Throws: `WebError.notFound`, `.forbidden`; `TerritoryError` for a place that is not there, or may be two.
  init(_ request: StaffRequest, year: Int, needing permission: Permission, _ transaction: ReadTransaction) throws {
    guard Period.years.contains(year) else { throw WebError.notFound }
    let named = request.asked("noi")
    let own = request.viewer.units(with: .viewPlan).first
    let reference = named.isEmpty ? own.map { UnitReference($0.rawValue) } : UnitReference(named)
    guard let reference else { throw WebError.notFound }
    let days = Period.year(year).days
    var resolver = UnitResolver(transaction)
    let life = try resolver.unit(reference, during: days, ended: .allowed)
    let day = life.lastDay(during: days)
    guard let path = try TerritoryStore.path(of: life.id, on: day, transaction),
      let department = try DirectoryStore.department(ofPlace: life.id, on: day, transaction)
    else { throw PlanningError.unknownPlace(code: life.id.rawValue, day: day) }
    guard request.viewer.may(permission, at: path.units.map(\.id)) else { throw WebError.forbidden }
    place = life.id
    self.path = path
    self.department = department
    departmentName = try DirectoryStore.name(of: department, on: day, transaction)
    self.year = year
    self.day = day
  }

  /// The plan of a request whose path names the year.
  init(_ request: StaffRequest, needing permission: Permission, _ transaction: ReadTransaction) throws {
    let named = request.parameter("nam")
    guard let year = Int(named.hasSuffix(".csv") ? named.dropLast(".csv".count) : named[...]) else { throw WebError.notFound }
    try self.init(request, year: year, needing: permission, transaction)
  }

  /// The address of the plan's board, in a request's language.
  func boardAddress(_ request: StaffRequest) -> String { request.address("/kh/\(year)", query) }

  /// The address of an indicator's page.
  func address(_ indicator: String, _ request: StaffRequest) -> String { address(indicator, "", request) }

  /// The address of an indicator's page or of an act on it.
  func address(_ indicator: String, _ act: String, _ request: StaffRequest, adding more: [(String, String)] = []) -> String {
    request.address("/kh/\(year)/\(indicator)" + (act.isEmpty ? "" : "/" + act), query + more)
  }

  /// Whether the viewer may do something at this plan's place.
  func allows(_ permission: Permission, _ request: StaffRequest) -> Bool {
    request.viewer.may(permission, at: path.units.map(\.id))
  }

  /// The way to this plan.
  func crumbs(_ request: StaffRequest, _ words: LocalWording) -> [Crumb] {
    [Crumb(words.text("plan.crumb", ["year": String(year), "place": path.unit.fullName]), boardAddress(request))]
  }
}
