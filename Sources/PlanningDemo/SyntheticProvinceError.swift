import Kernel

/// Why a synthetic province is not made.
public enum SyntheticProvinceError: UserFacing, Hashable {
  /// There is no profile for the province.
  case unknownProvince(code: String)
  /// The year is not over by the clock.
  case yearNotOver(year: Int)
  /// The department has plans or results of the year that were not made by the same options.
  case figuresExist(department: String, year: Int)
  /// A unit that reports or reviews has nobody to do it.
  case officerMissing(unit: String)

  /// The stable code.
  public var code: String {
    switch self {
    case .unknownProvince: "planning.synthetic_unknown_province"
    case .yearNotOver: "planning.synthetic_year_not_over"
    case .figuresExist: "planning.synthetic_figures_exist"
    case .officerMissing: "planning.synthetic_officer_missing"
    }
  }

  /// The sentence.
  public var message: Message {
    switch self {
    case .unknownProvince(let code):
      Message("error.\(self.code)", ["read": code, "known": ProvinceProfile.all.keys.sorted().joined(separator: ", ")])
    case .yearNotOver(let year): Message("error.\(code)", ["year": String(year)])
    case .figuresExist(let department, let year): Message("error.\(code)", ["department": department, "year": String(year)])
    case .officerMissing(let unit): Message("error.\(code)", ["unit": unit])
    }
  }
}
