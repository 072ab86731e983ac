import Directory

/// The roles of the shipped rule `directory/roles` that the people of the demos hold.
extension Role {
  /// A specialist of the department (chuyên viên Sở).
  public static let specialist = Role(rawValue: "specialist")
  /// The head of a specialist division (trưởng phòng).
  public static let divisionHead = Role(rawValue: "division_head")
  /// The director or a deputy (giám đốc, phó giám đốc).
  public static let director = Role(rawValue: "director")
  /// An officer of a district, to 2025-06-30 (cán bộ huyện).
  public static let districtOfficer = Role(rawValue: "district_officer")
  /// An officer of a commune (cán bộ xã).
  public static let communeOfficer = Role(rawValue: "commune_officer")

  /// Every role of the shipped rule, in its order.
  public static let shipped: [Role] = [
    .specialist, .divisionHead, .director, .districtOfficer, .communeOfficer, .administrator,
  ]
}
