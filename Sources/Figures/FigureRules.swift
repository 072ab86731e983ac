import Kernel

/// What is wrong with a target or a result, at which of its fields: the same rules for files and for forms.
public struct FieldFault: Hashable, Sendable {
  /// The field, by the column's name.
  public let field: String
  /// The stable code.
  public let code: String
  /// The placeholders of the sentence.
  public let values: [String: String]
  /// The placeholders that stand for a word of the wording, by its key.
  public let words: [String: String]

  package init(_ field: String, _ code: String, _ values: [String: String] = [:], words: [String: String] = [:]) {
    self.field = field
    self.code = code
    self.values = values
    self.words = words
  }

  /// The sentence.
  public var message: Message { Message("error.\(code)", values, words: words) }
}

/// The rules a target must keep by itself and against the last result.
public enum TargetRules {
  /// The faults of a target.
  /// - Parameter previous: the level of the year before, where one is known and comparable.
  public static func faults(of target: Target, _ indicator: Indicator, previous: Ratio?) -> [FieldFault] {
    var faults: [FieldFault] = []
    if target.comparator.contradicts(indicator.direction) {
      faults.append(
        FieldFault(
          "comparator", "planning.comparator_contradicts",
          ["read": target.comparator.rawValue, "indicator": indicator.nameVi, "direction": indicator.direction.rawValue]))
    }
    if target.level == nil, target.change == nil { faults.append(FieldFault("level", "planning.no_target_value")) }
    // A planned cut is a positive number too; only its result may be negative, a rise.
    if let level = target.level, level < .zero {
      faults.append(FieldFault("level", "planning.negative", ["read": level.asTyped]))
    }
    if let change = target.change, change < .zero, indicator.kind == .reduction {
      faults.append(FieldFault("change", "planning.negative", ["read": change.asTyped]))
    }
    if let change = target.change, change > .zero, indicator.direction == .down, indicator.kind != .reduction {
      faults.append(
        FieldFault("change", "planning.change_sign", ["read": change.asTyped, "meant": "-\(change.asTyped)"]))
    }
    faults += TextRule.faults(["decision": target.decision, "note": target.note])
    if faults.isEmpty { faults += facesFault(of: target, indicator, previous: previous) }
    return faults
  }

  /// «2,55 − 1 = 1,55»: a level and a change must meet at the last result. For a cut both say the same thing.
  private static func facesFault(of target: Target, _ indicator: Indicator, previous: Ratio?) -> [FieldFault] {
    guard let level = target.level, let change = target.change else { return [] }
    return FaceRule.fault(level: level.ratio, change: change.ratio, previous: previous, indicator)
  }
}

/// Texts beside a figure are notes, not documents, and their letters are Unicode's.
package enum TextRule {
  /// The most letters of a decision's number, and of any other text.
  static let limits = ["decision": 200]
  static let usualLimit = 2000

  package static func faults(_ texts: [String: String]) -> [FieldFault] {
    texts.sorted { $0.key < $1.key }.compactMap { field, text in
      let limit = limits[field] ?? usualLimit
      if text.count > limit { return FieldFault(field, "planning.text_too_long", ["limit": String(limit)]) }
      return LegacyText.fault(field, text)
    }
  }
}

/// A level and a change of one figure must agree with the level of the year before.
package enum FaceRule {
  package static func fault(level: Ratio, change: Ratio, previous: Ratio?, _ indicator: Indicator) -> [FieldFault] {
    func plain(_ ratio: Ratio) -> String { ratio.asTyped }
    if indicator.kind == .reduction {
      guard level != change else { return [] }
      return [FieldFault("change", "planning.cuts_differ", ["level": plain(level), "change": plain(change)])]
    }
    guard let previous else { return [] }
    let expected = (previous + change).rounded(.halfUp, decimals: indicator.decimals)
    guard expected != level.rounded(.halfUp, decimals: indicator.decimals) else { return [] }
    return [
      FieldFault(
        "change", "planning.faces_contradict",
        [
          "previous": plain(previous), "change": plain(change), "expected": expected.plain.withDecimalComma,
          "level": plain(level),
          "meant": plain(level - previous),
        ])
    ]
  }
}

/// The rules a result must keep by itself and against the result of the year before.
public enum ResultRules {
  /// The faults of a result.
  /// - Parameters:
  ///   - previous: the level of the same period a year before, where one is known and comparable.
  ///   - today: the day in the offices; a period that has not begun has no result.
  public static func faults(of result: IndicatorResult, _ indicator: Indicator, previous: Ratio?, today: CivilDate)
    -> [FieldFault]
  {
    var faults = shapeFaults(of: result, indicator)
    faults += TextRule.faults([
      "limitation": result.limitation, "cause": result.cause, "remedy": result.remedy, "note": result.note,
    ])
    if result.period.firstDay > today {
      faults.append(FieldFault("period", "planning.period_in_future", ["read": result.period.description]))
    }
    guard faults.isEmpty, let level = result.level(of: indicator) else { return faults }
    if level.isNegative, !indicator.allowsNegative {
      let read = result.value ?? .zero
      faults.append(FieldFault("value", "planning.negative", ["read": read.asTyped]))
    }
    if let value = result.value, result.numerator != nil,
      value.ratio.rounded(.halfUp, decimals: value.significantDecimals)
        != level.rounded(.halfUp, decimals: value.significantDecimals)
    {
      faults.append(
        FieldFault(
          "value", "planning.value_differs_from_fraction",
          ["read": value.asTyped, "expected": level.rounded(.halfUp, decimals: indicator.decimals).plain.withDecimalComma]))
    }
    if faults.isEmpty, let change = result.change, result.missing == nil {
      faults += FaceRule.fault(level: level, change: change.ratio, previous: previous, indicator)
    }
    return faults
  }

  private static func shapeFaults(of result: IndicatorResult, _ indicator: Indicator) -> [FieldFault] {
    var faults: [FieldFault] = []
    let hasFraction = result.numerator != nil || result.denominator != nil
    let hasNumber = result.value != nil || hasFraction || result.change != nil
    if !hasNumber, result.verdict == nil, result.missing == nil {
      faults.append(FieldFault("value", "planning.no_result_value"))
    }
    if hasNumber, let missing = result.missing {
      faults.append(FieldFault("missing", "planning.missing_with_number", ["read": missing.rawValue]))
    }
    if hasFraction {
      if indicator.kind != .rate {
        faults.append(FieldFault("numerator", "planning.fraction_needs_rate", ["indicator": indicator.nameVi]))
      }
      if result.numerator == nil { faults.append(FieldFault("numerator", "planning.cell_empty", ["column": "numerator"])) }
      if result.denominator == nil {
        faults.append(FieldFault("denominator", "planning.cell_empty", ["column": "denominator"]))
      }
    }
    if let denominator = result.denominator, let numerator = result.numerator {
      if denominator == .zero {
        faults.append(FieldFault("denominator", "planning.denominator_zero"))
      } else if indicator.isPercentage, numerator > denominator {
        faults.append(
          FieldFault(
            "numerator", "planning.numerator_above_denominator",
            ["numerator": numerator.asTyped, "denominator": denominator.asTyped]))
      }
    }
    return faults
  }
}

/// The part of a figure that happened on the last days of the plan year before.
package enum TailRule {
  /// The faults of a result's tail: only what accumulates has one, in a period that begins with the year, and within its value.
  package static func faults(of result: IndicatorResult, _ indicator: Indicator) -> [FieldFault] {
    guard let tail = result.yearTail else { return [] }
    if indicator.kind != .count || !result.period.isFirstOfYear {
      return [FieldFault("year_tail", "planning.tail_not_asked", ["indicator": indicator.nameVi])]
    }
    guard tail < .zero || tail > result.value ?? .zero else { return [] }
    return [
      FieldFault("year_tail", "planning.tail_above_value", ["tail": tail.asTyped, "value": (result.value ?? .zero).asTyped])
    ]
  }
}

extension String {
  /// A plain number with the comma officials type, so that sentences show numbers as they may be typed again.
  package var withDecimalComma: String { replacing(".", with: ",") }
}

extension Quantity {
  /// The number as an official types it.
  package var asTyped: String { description.withDecimalComma }
}

extension Ratio {
  /// The number as an official types it, to four decimals.
  var asTyped: String { rounded(.halfUp, decimals: Quantity.decimals).plain.withDecimalComma }
}

extension CivilDate {
  /// The day as an official writes it: `31/12/2021`.
  package var asTyped: String { iso.split(separator: "-").reversed().joined(separator: "/") }
}
