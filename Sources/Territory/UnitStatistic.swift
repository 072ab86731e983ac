import Kernel

/// Area, people and one map point of a unit of the structure of 2025. Indicative figures of the state's merger map, no census.
public struct UnitStatistic: Hashable, Sendable {
  /// The unit.
  public let unit: ID<AdministrativeUnit>
  /// Square kilometres; `nil` where the map gives none.
  public let area: Quantity?
  /// People; `nil` where the map gives none.
  public let population: Int?
  /// East of Greenwich in millionths of a degree (WGS 84): whole numbers, so both engines store the same.
  public let longitudeMillionths: Int
  /// North of the equator in millionths of a degree (WGS 84).
  public let latitudeMillionths: Int
}
