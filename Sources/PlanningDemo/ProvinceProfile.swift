/// What a synthetic province is scaled by. The sizes are of the order of the province's published figures (`data/population.md`
/// of the knowledge base); nothing made from them is a figure of the province.
struct ProvinceProfile {
  /// All people at the end of the structure of three levels.
  let people: Int
  /// Jobs created a year, per million people.
  let jobs: Int
  /// Vocational enrolment a year, per million people.
  let training: Int
  /// Workers sent abroad a year, per million people.
  let abroad: Int
  /// People granted unemployment benefit a year, per million people.
  let benefit: Int
  /// Poor households of rural communes at the end of 2016, per million households.
  let poor: Int
  /// Near-poor households at the end of 2016, per million households.
  let nearPoor: Int
  /// How many of a thousand poor households are still poor a year later.
  let stillPoor: Int
  /// The share of trained labour in 2017, in hundredths of a percent.
  let trained: Int

  /// The profiles by the province's official code.
  static let all: [String: ProvinceProfile] = [
    "92": ProvinceProfile(
      people: 1_252_000, jobs: 40_300, training: 36_000, abroad: 420, benefit: 9_600, poor: 52_000, nearPoor: 58_000,
      stillPoor: 760, trained: 6_120),
    "62": ProvinceProfile(
      people: 580_000, jobs: 11_200, training: 9_400, abroad: 360, benefit: 5_200, poor: 196_000, nearPoor: 74_000,
      stillPoor: 865, trained: 4_380),
    "51": ProvinceProfile(
      people: 1_248_000, jobs: 31_500, training: 14_800, abroad: 1_450, benefit: 8_100, poor: 118_000, nearPoor: 83_000,
      stillPoor: 880, trained: 4_920),
  ]
}

/// A commune of a synthetic province.
struct SyntheticCommune {
  /// How town-like a commune is: poverty, training and unemployment differ by it.
  enum Character {
    case ward, town, rural

    /// By the kind the law gives the unit.
    init(type: String) {
      switch type {
      case "phường": self = .ward
      case "thị trấn": self = .town
      default: self = .rural
      }
    }

    /// People of a commune of the structure of three levels, before the province's total is put to scale.
    var people: ClosedRange<Int> {
      switch self {
      case .ward: 10_000...26_000
      case .town: 8_000...16_000
      case .rural: 4_000...14_000
      }
    }

    /// The share of poor households against that of rural communes, in percent.
    var poverty: Int {
      switch self {
      case .ward: 30
      case .town: 65
      case .rural: 105
      }
    }
  }

  /// The unit's id.
  let id: String
  /// Ward, town or rural commune.
  let character: Character
  /// People in 2017.
  let people: Int
}
