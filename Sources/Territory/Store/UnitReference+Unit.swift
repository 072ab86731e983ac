import Kernel
import Storage

extension UnitReference {
  /// The unit where no period is asked about, as for roles: an id as it stands, because figures of a unit outlive it and so do
  /// its officials; a code or name as on the day, or on the one behind it.
  /// - Throws: `TerritoryError` as `UnitResolver` does. Whether an id was ever a unit's is left to the caller.
  public func unit(on today: CivilDate, _ transaction: ReadTransaction) throws -> ID<AdministrativeUnit> {
    if let id, day == nil { return id }
    let day = day ?? today
    var resolver = UnitResolver(transaction)
    return try resolver.unit(self, during: day...day, ended: .refused).id
  }
}
