import Kernel

/// What an indicator measures, and so how attainment is computed (`law/indicators.md` 3 and 4).
public enum IndicatorKind: String, Sendable, Hashable, CaseIterable {
  /// A number that accumulates over the year: people, courses, đồng.
  case count
  /// A number at the end of the period.
  case stock
  /// A share at the end of the period, with numerator and denominator.
  case rate
  /// How many points a rate was cut, as a positive number; a rise is negative.
  case reduction
  /// How many units are recognised.
  case recognition
}

/// Which way is better.
public enum Direction: String, Sendable, Hashable, CaseIterable {
  /// More is better.
  case up
  /// Less is better.
  case down
  /// Staying is the aim, or neither way is better.
  case hold
}

/// One indicator (chỉ tiêu) of the catalogue: the definition of a measure, never its value.
public struct Indicator: Hashable, Sendable {
  /// The stable code, such as `JOB`.
  public var code: String
  /// The Vietnamese name.
  public var nameVi: String
  /// The English name; the Vietnamese one where nobody has translated it.
  public var nameEn: String
  /// Other names it goes by in documents.
  public var aliases: [String]
  /// The unit of its values: `người`, `%`, `điểm %`.
  public var unit: String
  /// The sector's key, such as `lao-dong`; empty where none is stated.
  public var sector: String
  /// What it measures.
  public var kind: IndicatorKind
  /// Which way is better.
  public var direction: Direction
  /// The most decimals a value has, 0…4.
  public var decimals: Int
  /// The decimals of its percentage of plan.
  public var attainmentDecimals: Int
  /// Whether it is one of the main indicators (chỉ tiêu chủ yếu).
  public var isHeadline: Bool
  /// The indicator whose target and result this one may not exceed.
  public var parent: String?
  /// The rate that a reduction cuts, from whose levels it is worked out where nobody states it; `nil` for every other kind.
  public var base: String?
  /// The division that leads, in Vietnamese; empty where none is stated.
  public var leadUnit: String
  /// The department whose own it is; `nil` for the shared catalogue, which belongs to the installation.
  public var owner: ID<Department>?
  /// How often the definition row was changed; 1 as it came.
  public var version: Int

  /// An indicator of the catalogue.
  public init(
    code: String, nameVi: String, nameEn: String = "", aliases: [String] = [], unit: String, sector: String = "",
    kind: IndicatorKind, direction: Direction, decimals: Int? = nil, attainmentDecimals: Int = 2, isHeadline: Bool = false,
    parent: String? = nil, base: String? = nil, leadUnit: String = "", owner: ID<Department>? = nil, version: Int = 1
  ) {
    self.code = code
    self.nameVi = nameVi
    self.nameEn = nameEn.isEmpty ? nameVi : nameEn
    self.aliases = aliases
    self.unit = unit
    self.sector = sector
    self.kind = kind
    self.direction = direction
    self.decimals = decimals ?? Indicator.usualDecimals(of: kind)
    self.attainmentDecimals = attainmentDecimals
    self.isHeadline = isHeadline
    self.parent = parent
    self.base = base
    self.leadUnit = leadUnit
    self.owner = owner
    self.version = version
  }

  /// The decimals an indicator has when its row does not say.
  public static func usualDecimals(of kind: IndicatorKind) -> Int {
    switch kind {
    case .count, .stock, .recognition: 0
    case .rate, .reduction: 2
    }
  }

  /// Whether values are shares in percent, so that their differences are percentage points (điểm %).
  public var isPercentage: Bool { unit == "%" }

  /// What a numerator over a denominator is multiplied with to give a value in the unit.
  public var shareFactor: Ratio {
    switch unit {
    case "%": .hundred
    case "‰": Ratio(1000)
    default: Ratio(1)
    }
  }

  /// Whether a value may be below zero: only a cut may, which is then a rise.
  public var allowsNegative: Bool { kind == .reduction }
}

/// A definition of an indicator as it was in force from a day, so that a series shows where it breaks.
public struct IndicatorDefinition: Hashable, Sendable {
  /// The indicator.
  public let indicator: String
  /// 1, 2, 3 …
  public let number: Int
  /// The first day, or `nil` since ever.
  public let validFrom: CivilDate?
  /// The definition in Vietnamese.
  public let textVi: String
  /// The definition in English.
  public let textEn: String
  /// The formula in words; may be empty.
  public let formula: String
  /// Where the figure comes from; may be empty.
  public let source: String
  /// `seen` or `unverified`.
  public let confidence: String

  /// A definition as it was stored.
  package init(
    indicator: String, number: Int, validFrom: CivilDate?, textVi: String, textEn: String, formula: String, source: String,
    confidence: String
  ) {
    self.indicator = indicator
    self.number = number
    self.validFrom = validFrom
    self.textVi = textVi
    self.textEn = textEn
    self.formula = formula
    self.source = source
    self.confidence = confidence
  }
}
