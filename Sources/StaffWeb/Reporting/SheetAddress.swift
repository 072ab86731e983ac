import Directory
import Kernel
import Planning
import Storage
import Territory
import WebShared

/// Addresses of sheets: `/nhap/01-LD/A.31117/2024-12`, and what is done there after one more `/`.
extension SheetKey {
  /// The path of every sheet, for routes.
  static let route = "/nhap/:bieu/:noi/:ky"

  /// The sheet a request's path names.
  /// - Throws: `PlanningError.unknownSheet` where the period is none.
  init(_ request: WebRequest) throws {
    guard let period = Period(request.parameter("ky")) else { throw PlanningError.unknownSheet }
    self.init(form: request.parameter("bieu"), place: ID(request.parameter("noi")), period: period)
  }

  /// The path of the sheet, or of an act on it: `gui`, `dan`, `tai`, `tep`.
  func path(_ act: String = "") -> String {
    "/nhap/\(WebAddress.encoded(form))/\(WebAddress.encoded(place.rawValue))/\(period)" + (act.isEmpty ? "" : "/" + act)
  }

  /// The address of the sheet, or of an act on it, in a request's language.
  func address(_ act: String = "", _ request: WebRequest, _ query: [(String, String)] = []) -> String {
    request.address(path(act), query)
  }
}

extension SheetContext {
  /// The sheet of a key, for somebody who may look at it. Every path of a sheet begins here, so that nobody learns from an
  /// answer whether a unit that is not his has such a sheet, or is there at all.
  /// - Throws: `PlanningError.unknownSheet` for every sheet that is not the viewer's; for his own units what `read` throws.
  static func visible(_ key: SheetKey, to viewer: Viewer, _ transaction: ReadTransaction) throws -> SheetContext {
    do {
      let context = try read(key, transaction)
      guard Authority.person(viewer).mayView(context) else { throw PlanningError.unknownSheet }
      return context
    } catch let error as PlanningError {
      guard try isOwn(key.place, of: viewer, on: key.period.lastDay, transaction) else { throw PlanningError.unknownSheet }
      throw error
    }
  }

  /// Whether a unit is one the viewer looks after, on a day or on its last day before it.
  private static func isOwn(
    _ place: ID<AdministrativeUnit>, of viewer: Viewer, on day: CivilDate, _ transaction: ReadTransaction
  ) throws -> Bool {
    guard let last = try TerritoryStore.versions(of: place, transaction).last else { return false }
    let path = try TerritoryStore.path(of: place, on: last.validTo.map { min($0, day) } ?? day, transaction)
    return viewer.may(.viewPlan, at: path?.units.map(\.id) ?? [])
  }
}

extension Period {
  /// The period of another kind that this one belongs to, or that holds its end.
  func changed(to other: Period.Kind) -> Period {
    let periods = Period.periods(of: other, in: year)
    return periods.first { $0.lastDay >= lastDay } ?? periods.last ?? .year(year)
  }
}
