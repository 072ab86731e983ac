import Kernel
import Territory

/// A reporting form (biểu): which indicators the units of one level report for one kind of period.
public struct DataForm: Hashable, Sendable {
  /// The stable code, such as `01-LD`; it stands in addresses and file names.
  public var code: String
  /// The Vietnamese name.
  public var nameVi: String
  /// The English name.
  public var nameEn: String
  /// The kind of period it is filled in for.
  public var periodKind: Period.Kind
  /// The level of the units that fill it in.
  public var level: AdministrativeUnit.Level
  /// The first day whose periods it is for; `nil` since ever. A period counts by its last day.
  public var validFrom: CivilDate?
  /// The last such day; `nil` without end.
  public var validTo: CivilDate?
  /// The codes of its indicators, in the order of its lines.
  public var indicators: [String]
  /// 1 as first defined; each change of its lines adds one, and a workbook says which one it was made from.
  public var version: Int

  /// A form.
  public init(
    code: String, nameVi: String, nameEn: String = "", periodKind: Period.Kind, level: AdministrativeUnit.Level,
    validFrom: CivilDate? = nil, validTo: CivilDate? = nil, indicators: [String], version: Int = 1
  ) {
    self.code = code
    self.nameVi = nameVi
    self.nameEn = nameEn.isEmpty ? nameVi : nameEn
    self.periodKind = periodKind
    self.level = level
    self.validFrom = validFrom
    self.validTo = validTo
    self.indicators = indicators
    self.version = version
  }

  /// Whether the form is filled in for a period.
  public func isUsed(for period: Period) -> Bool {
    guard period.kind == periodKind else { return false }
    if let validFrom, period.lastDay < validFrom { return false }
    if let validTo, period.lastDay > validTo { return false }
    return true
  }
}

/// One sheet: a form as one unit fills it in for one period.
public struct SheetKey: Hashable, Sendable {
  /// The form's code.
  public let form: String
  /// The unit.
  public let place: ID<AdministrativeUnit>
  /// The period.
  public let period: Period

  /// The sheet of a form, unit and period.
  public init(form: String, place: ID<AdministrativeUnit>, period: Period) {
    self.form = form
    self.place = place
    self.period = period
  }

  /// The subject under which the audit chain keeps what happens to it.
  public var subject: String { "sheet:\(form)@\(place)@\(period)" }
}
