import Directory
import Figures
import Kernel
import Planning
import Storage
import Territory

/// Everything that follows from a sheet's key: the form with its indicators, the unit's place on the map of the period, the
/// department, and the levels that review it.
public struct SheetContext: Sendable {
  /// Which sheet.
  public let key: SheetKey
  /// The form.
  public let form: DataForm
  /// The form's indicators, in the order of its lines.
  public let indicators: [Indicator]
  /// The unit with the units above it, on the last day of the period.
  public let path: AdministrativePath
  /// Whose records.
  public let department: ID<Department>

  /// The sheet of a form, unit and period.
  /// - Throws: `PlanningError.unknownForm`, `.unknownPlace`, `.formNotForLevel`, `.formNotForPeriod`; `TerritoryError.unitEnded`,
  ///   `.unitNotBegun` for a unit that did not see the period's last day.
  public static func read(_ key: SheetKey, _ transaction: ReadTransaction) throws -> SheetContext {
    guard let form = try FormStore.form(key.form, transaction) else { throw PlanningError.unknownForm(code: key.form) }
    return try read(key, form: form, catalogue: try IndicatorStore.all(transaction), transaction)
  }

  /// The same, by a caller that has the form and the catalogue already.
  static func read(_ key: SheetKey, form: DataForm, catalogue: [Indicator], _ transaction: ReadTransaction) throws
    -> SheetContext
  {
    guard form.isUsed(for: key.period) else {
      throw PlanningError.formNotForPeriod(form: form.code, period: key.period.description)
    }
    let day = key.period.lastDay
    guard let path = try TerritoryStore.path(of: key.place, on: day, transaction),
      let department = try DirectoryStore.department(ofProvince: path.province.id, on: day, transaction)
    else {
      var resolver = UnitResolver(transaction)
      throw PlanningError.ofPlace(try resolver.absence(of: key.place, during: key.period.days))
    }
    guard path.unit.level == form.level else {
      throw PlanningError.formNotForLevel(form: form.code, unit: path.unit.fullName)
    }
    let byCode = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.code, $0) })
    return SheetContext(
      key: key, form: form, indicators: form.indicators.compactMap { byCode[$0] }, path: path, department: department)
  }

  /// The levels that review the sheet, the lowest first: the district and the department to 2025-06-30, the department alone
  /// after, as the unit's path on the day of the figures says. What the department itself enters it also reviews.
  public var reviewers: [AdministrativeUnit] {
    let above = path.above.sorted { $0.level > $1.level }
    return above.isEmpty ? [path.unit] : above
  }

  /// The unit whose turn it is at a level.
  func reviewer(at level: AdministrativeUnit.Level?) -> AdministrativeUnit? { reviewers.first { $0.level == level } }

  /// The level after one on the way up; `nil` behind the last.
  func level(after level: AdministrativeUnit.Level) -> AdministrativeUnit.Level? {
    reviewers.map(\.level).first { $0 < level }
  }

  /// The ids of the unit and everything above it.
  public var pathIDs: [ID<AdministrativeUnit>] { path.units.map(\.id) }

  /// The figures of this sheet.
  var figures: FormFigures { FormFigures(in: department, key, indicators: form.indicators) }
}

/// Rights on sheets.
extension Authority {
  /// Whether figures of the sheet's unit may be typed and sent.
  public func mayEnter(_ context: SheetContext) -> Bool { may(.enterResults, at: context.pathIDs) }

  /// Whether the sheet may be looked at.
  public func mayView(_ context: SheetContext) -> Bool { may(.viewPlan, at: context.pathIDs) }

  /// Whether the sheet may be reviewed in the name of a unit above: a district's officers review for their district, the
  /// department's heads for the province; a right at the province is no right to act for the district.
  public func mayReview(for unit: AdministrativeUnit) -> Bool {
    may(unit.level == .province ? .approveResults : .reviewResults, at: [unit.id])
  }
}
