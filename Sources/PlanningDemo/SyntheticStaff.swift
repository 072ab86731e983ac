import Kernel
import Storage
import Territory

/// Who did what in a synthetic province: the accounts in whose names its sheets were typed, sent and approved.
public struct SyntheticStaff: Sendable {
  /// The officer of each commune and district, and the specialist of each province.
  public var officers: [ID<AdministrativeUnit>: Actor]
  /// The division head of each province's department.
  public var heads: [ID<AdministrativeUnit>: Actor]
  /// The director of each province's department.
  public var directors: [ID<AdministrativeUnit>: Actor]

  /// A staff.
  public init(
    officers: [ID<AdministrativeUnit>: Actor] = [:], heads: [ID<AdministrativeUnit>: Actor] = [:],
    directors: [ID<AdministrativeUnit>: Actor] = [:]
  ) {
    self.officers = officers
    self.heads = heads
    self.directors = directors
  }

  /// Who enters for a unit.
  /// - Throws: `SyntheticProvinceError.officerMissing`.
  func officer(_ unit: AdministrativeUnit) throws(SyntheticProvinceError) -> Actor { try known(officers[unit.id], unit) }

  /// Who reviews for a unit: its officer, at the province the head.
  func reviewer(_ unit: AdministrativeUnit) throws(SyntheticProvinceError) -> Actor {
    try known(unit.level == .province ? heads[unit.id] : officers[unit.id], unit)
  }

  /// Who fixes a province's year.
  func director(_ unit: AdministrativeUnit) throws(SyntheticProvinceError) -> Actor { try known(directors[unit.id], unit) }

  private func known(_ actor: Actor?, _ unit: AdministrativeUnit) throws(SyntheticProvinceError) -> Actor {
    guard let actor else { throw .officerMissing(unit: unit.fullName) }
    return actor
  }
}

/// The few texts that stand in the records of a synthetic province.
public struct SyntheticTexts: Sendable {
  /// The ending of a decision's number: `/QĐ-UBND`.
  public var decisionEnding: String
  /// Why an odd figure is right.
  public var oddCause: String
  /// Why a sheet was sent back.
  public var returnReason: String
  /// Why a year was fixed.
  public var lockReason: String

  /// The texts.
  public init(decisionEnding: String, oddCause: String, returnReason: String, lockReason: String) {
    self.decisionEnding = decisionEnding
    self.oddCause = oddCause
    self.returnReason = returnReason
    self.lockReason = lockReason
  }
}
