/// A unit with the units it belongs to on the same day: commune, district, province; since 2025-07-01 commune, province.
public struct AdministrativePath: Hashable, Sendable {
  /// The unit itself.
  public let unit: AdministrativeUnit
  /// What it belongs to, the nearest first; empty for a province.
  public let above: [AdministrativeUnit]

  /// The unit and everything above it, the unit first.
  public var units: [AdministrativeUnit] { [unit] + above }

  /// The province or city the unit lies in: the last of the path.
  public var province: AdministrativeUnit { above.last ?? unit }

  /// The district the unit is or lies in; `nil` for provinces and since 2025-07-01.
  public var district: AdministrativeUnit? { units.first { $0.level == .district } }

  /// The whole address: `phường Tân An, quận Ninh Kiều, thành phố Cần Thơ`.
  public var fullName: String { units.map(\.fullName).joined(separator: ", ") }
}
