/// How the figures of one indicator of the monthly forms are made up.
enum FigureRecipe {
  /// Events that add up over the year: so many a year per million people, spread over the months; in whole steps.
  case flow(perMillion: Int, Season, step: Int = 1)
  /// A part of the flow of another indicator, in percent.
  case part(of: String, ClosedRange<Int>)
  /// A number at the end of the month: so many per million people, growing or falling by thousandths a year.
  case stock(perMillion: Int, yearly: Int)
  /// A share of a group in hundredths of a percent, with its yearly move.
  case share(of: Group, Int, yearly: Int)
  /// A part of the numerator of another share, in percent.
  case partOfShare(of: String, ClosedRange<Int>)
  /// Poor or near-poor households, by their share at the end of 2016, per million.
  case poor(Int)
  /// Whether the commune is recognised: so many communes in a hundred are.
  case recognised(percent: Int)
  /// One event in each of some months.
  case inMonths([Int])
  /// Few cases, open at the end of the month.
  case lasting(percent: Int)
  /// Women among the leaders of a commune.
  case womenLeading
  /// Petitions of the month answered in time; none in some months.
  case petitions

  /// Of which group a share is taken.
  enum Group {
    case labour, urbanLabour, meritHouseholds, childrenInNeed, underSix, assisted

    /// The group's size per million people.
    var perMillion: Int {
      switch self {
      case .labour, .urbanLabour: 552_000
      case .meritHouseholds: 5_600
      case .childrenInNeed: 6_400
      case .underSix: 88_000
      case .assisted: FigureRecipe.assisted
      }
    }
  }

  /// How the events of a year spread over its months, in percent of an even month.
  ///
  /// Large flows move gently: what doubles from one month to the next is odd, and a synthetic year must not be.
  enum Season {
    case even, work, courses, gratitude, convalescence

    /// The percentage of a month, 1…12.
    func percent(_ month: Int) -> Int {
      switch self {
      case .even: 100
      case .work: [88, 86, 104, 110, 108, 104, 98, 100, 104, 106, 100, 92][month - 1]
      case .courses: [84, 84, 96, 104, 108, 104, 98, 104, 116, 112, 102, 88][month - 1]
      case .gratitude: [90, 88, 92, 96, 104, 112, 122, 112, 102, 96, 94, 92][month - 1]
      case .convalescence: [0, 0, 60, 110, 130, 140, 170, 160, 150, 130, 90, 60][month - 1]
      }
    }
  }

  /// People on monthly social assistance, per million people.
  static let assisted = 31_000

  /// The recipes of the monthly forms in an order in which parents come before their parts.
  static func all(_ profile: ProvinceProfile) -> [(code: String, recipe: FigureRecipe)] {
    work(profile) + merit + society(profile)
  }

  private static func work(_ profile: ProvinceProfile) -> [(code: String, recipe: FigureRecipe)] {
    [
      ("JOB", .flow(perMillion: profile.jobs, .work)), ("JOB_LOAN", .part(of: "JOB", 24...34)),
      ("ABROAD", .flow(perMillion: profile.abroad, .even)), ("VOC", .flow(perMillion: profile.training, .courses)),
      ("VOC_RURAL", .part(of: "VOC", 36...54)), ("TRAINED", .share(of: .labour, profile.trained, yearly: 170)),
      ("VTRAINED", .partOfShare(of: "TRAINED", 68...78)), ("UNEMP", .share(of: .urbanLabour, 345, yearly: -8)),
      ("UI", .flow(perMillion: profile.benefit, .work)), ("SI", .share(of: .labour, 2_050, yearly: 165)),
      ("UICOV", .share(of: .labour, 1_480, yearly: 130)), ("ACC", .flow(perMillion: 55, .even)),
    ]
  }

  private static let merit: [(code: String, recipe: FigureRecipe)] = [
    ("MERIT_N", .stock(perMillion: 9_400, yearly: -14)), ("MERIT_LIVING", .share(of: .meritHouseholds, 9_880, yearly: 10)),
    ("MERIT_HOUSE", .flow(perMillion: 330, .gratitude)), ("CONV", .flow(perMillion: 2_600, .convalescence)),
    ("CONV_GROUP", .part(of: "CONV", 52...64)), ("FUND", .flow(perMillion: 5_600_000_000, .gratitude, step: 10_000)),
    ("TBLS", .recognised(percent: 93)),
  ]

  private static func society(_ profile: ProvinceProfile) -> [(code: String, recipe: FigureRecipe)] {
    [
      ("POV", .poor(profile.poor)), ("NEARPOV", .poor(profile.nearPoor)), ("BTXH", .stock(perMillion: assisted, yearly: 18)),
      ("BTXH_ONTIME", .share(of: .assisted, 9_870, yearly: 12)), ("CHILDOK", .recognised(percent: 84)),
      ("CHILDSP", .share(of: .childrenInNeed, 8_900, yearly: 90)), ("U6HI", .share(of: .underSix, 9_610, yearly: 40)),
      ("CHILDABUSE", .flow(perMillion: 70, .even)), ("DRUG", .stock(perMillion: 620, yearly: 25)),
      ("GENDER", .womenLeading), ("PET", .petitions), ("PETLONG", .lasting(percent: 6)), ("ACTIONMONTH", .inMonths([5, 6, 11])),
    ]
  }
}
