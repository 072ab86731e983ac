import Directory
import Kernel
import Planning
import Reporting
import Storage
import Territory
import WebShared

/// Addresses of sheets: `/nhap/01-LD/A.31117/2024-12`, and what is done there after one more `/`.
extension SheetKey {
  /// The path of every sheet, for routes.
  static let route = "/nhap/:bieu/:noi/:ky"

  /// The sheet a request's path names.
  /// - Throws: `PlanningError.unknownSheet` where the period is none.
  init(_ request: StaffRequest) throws {
    guard let period = Period(request.parameter("ky")) else { throw PlanningError.unknownSheet }
    self.init(form: request.parameter("bieu"), place: ID(request.parameter("noi")), period: period)
  }

  /// The path of the sheet, or of an act on it: `gui`, `dan`, `tai`, `tep`.
  func path(_ act: String = "") -> String {
    "/nhap/\(WebAddress.encoded(form))/\(WebAddress.encoded(place.rawValue))/\(period)" + (act.isEmpty ? "" : "/" + act)
  }

  /// The address of the sheet, or of an act on it, in a request's language.
  func address(_ act: String = "", _ request: StaffRequest, _ query: [(String, String)] = []) -> String {
    request.address(path(act), query)
  }
}

extension SheetContext {
  /// The sheet of a key, for somebody who may look at it. Every path of a sheet begins here, so that nobody learns from an
  /// answer whether a unit that is not his has such a sheet, or is there at all.
  /// A typed address may name the unit in any way of `UnitReference`.
  /// - Throws: `PlanningError.unknownSheet` for every sheet that is not the viewer's; for his own units what `read` throws;
  ///   `TerritoryError.ambiguousUnit` for a code that means two units in the period.
  static func visible(_ key: SheetKey, to viewer: Viewer, _ transaction: ReadTransaction) throws -> SheetContext {
    let reference = UnitReference(key.place.rawValue)
    let place = try reference.id ?? reference.own(of: viewer, during: key.period.days, transaction)
    let key = SheetKey(form: key.form, place: place, period: key.period)
    do {
      let context = try read(key, transaction)
      guard Authority.person(viewer).mayView(context) else { throw PlanningError.unknownSheet }
      return context
    } catch let error as any UserFacing where error is PlanningError || error is TerritoryError {
      guard try key.place.isOwn(of: viewer, on: key.period.lastDay, transaction) else { throw PlanningError.unknownSheet }
      throw error
    }
  }
}

extension UnitReference {
  /// The unit of a typed address, which the sheets of a period are asked for.
  /// - Throws: `PlanningError.unknownSheet` for a unit that is not there, or not the viewer's; `TerritoryError` for one of his
  ///   own that had ended or not begun, and for a text that means two units.
  func own(of viewer: Viewer, during days: ClosedRange<CivilDate>, _ transaction: ReadTransaction) throws
    -> ID<AdministrativeUnit>
  {
    do {
      var resolver = UnitResolver(transaction)
      let unit = try resolver.unit(self, during: days, ended: .refused).id
      guard try unit.isOwn(of: viewer, on: days.upperBound, transaction) else { throw PlanningError.unknownSheet }
      return unit
    } catch let error as TerritoryError {
      switch error {
      case .ambiguousUnit: throw error
      case .unitEnded(let reading), .unitNotBegun(let reading):
        guard try reading.life.id.isOwn(of: viewer, on: days.upperBound, transaction) else { throw PlanningError.unknownSheet }
        throw error
      default: throw PlanningError.unknownSheet
      }
    }
  }
}

extension ID<AdministrativeUnit> {
  /// Whether the unit is one the viewer looks after, on a day or on the day of its life that is nearest to it.
  func isOwn(of viewer: Viewer, on day: CivilDate, _ transaction: ReadTransaction) throws -> Bool {
    let versions = try TerritoryStore.versions(of: self, transaction)
    guard let first = versions.first, let last = versions.last else { return false }
    // Where a unit's beginning or end is not known, it lies beyond every day asked for.
    var nearest = day
    if let from = first.validFrom, nearest < from { nearest = from }
    if let to = last.validTo, to < nearest { nearest = to }
    let path = try TerritoryStore.path(of: self, on: nearest, transaction)
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
