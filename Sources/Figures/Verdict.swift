import Kernel
import Rulebook

/// The fixed words for how a result stands to its target (`design/glossary.md` 3). The raw values are the codes of files.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// Vượt kế hoạch.
  case exceeded
  /// Đạt.
  case met
  /// Đạt và vượt: said in words of several figures at once, never computed.
  case metOrExceeded = "met_or_exceeded"
  /// Cơ bản hoàn thành.
  case mostly
  /// Chưa đạt.
  case notMet = "notmet"
  /// Đạt thấp.
  case low
  /// Chưa đủ căn cứ: no target or no result.
  case noBasis = "no_basis"

  /// Whether the target counts as reached.
  public var isAtLeastMet: Bool { self == .exceeded || self == .met || self == .metOrExceeded }

  /// Whether a cause and a remedy are owed.
  public var fallsShort: Bool { self == .mostly || self == .notMet || self == .low }

  /// The verdicts a report may state in words without a number.
  public static let statable: [Verdict] = [.exceeded, .met, .mostly, .notMet, .low, .metOrExceeded]
}

/// From which share of plan an upward target that is not reached counts as «cơ bản hoàn thành» or «chưa đạt»; below: «đạt thấp».
/// Dated data: `Content/rules/planning/verdict-bands.yaml`.
public struct VerdictBands: Hashable, Sendable {
  /// The id of the rule.
  public static let ruleID = "planning/verdict-bands"

  /// The least percentage of plan for «cơ bản hoàn thành».
  public let mostly: Ratio
  /// The least percentage of plan for «chưa đạt».
  public let notMet: Ratio

  /// Bands in percent of plan.
  public init(mostly: Ratio, notMet: Ratio) {
    self.mostly = mostly
    self.notMet = notMet
  }

  /// The bands in force on a day.
  public init(_ rulebook: Rulebook, on day: CivilDate) throws {
    self = try rulebook.decoded(VerdictBands.ruleID, on: day) { value in
      VerdictBands(mostly: try value.percentage("mostly"), notMet: try value.percentage("notmet"))
    }
  }

  func verdict(ofUnmet percentage: Ratio) -> Verdict {
    percentage >= mostly ? .mostly : percentage >= notMet ? .notMet : .low
  }
}

/// How a whole plan is judged from the spread of its indicators: `Content/rules/planning/plan-verdict.yaml`.
public struct PlanVerdictRule: Hashable, Sendable {
  /// The id of the rule.
  public static let ruleID = "planning/plan-verdict"

  /// The least share of assessed indicators at least met, in percent, for «đạt».
  public let met: Ratio
  /// The least share for «cơ bản hoàn thành».
  public let mostly: Ratio

  /// Shares in percent.
  public init(met: Ratio, mostly: Ratio) {
    self.met = met
    self.mostly = mostly
  }

  /// The rule in force on a day.
  public init(_ rulebook: Rulebook, on day: CivilDate) throws {
    self = try rulebook.decoded(PlanVerdictRule.ruleID, on: day) { value in
      PlanVerdictRule(met: try value.percentage("met"), mostly: try value.percentage("mostly"))
    }
  }

  /// The plan's verdict: of the indicators with a basis, the share at least met; without any, «chưa đủ căn cứ».
  public func verdict(of verdicts: some Sequence<Verdict>) -> Verdict {
    let assessed = verdicts.filter { $0 != .noBasis }
    guard !assessed.isEmpty else { return .noBasis }
    let share = Ratio(assessed.count { $0.isAtLeastMet } * 100, assessed.count)
    return share >= met ? .met : share >= mostly ? .mostly : .notMet
  }
}

extension RuleValue {
  func percentage(_ field: String) throws(FigureRuleError) -> Ratio {
    guard case .fields(let fields) = value, let text = fields[field], let quantity = Quantity(plain: text) else {
      throw .unreadable(field: field)
    }
    return quantity.ratio
  }
}
