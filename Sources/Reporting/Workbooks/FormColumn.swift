/// A column of a form's workbook. The raw value stands on the hidden sheet, names the title in the wording, and is the field
/// under which `FieldFault` speaks of what is typed there.
public enum FormColumn: String, Sendable, Hashable, CaseIterable {
  /// The indicator's code.
  case code
  /// The indicator with its unit.
  case indicator
  /// The number of the period.
  case value
  /// The numerator of a rate.
  case numerator
  /// The denominator of a rate.
  case denominator
  /// The part that happened on the last days of the plan year before.
  case yearTail = "year_tail"
  /// Why there is no number.
  case missing
  /// Why an odd number is right.
  case cause
  /// A remark.
  case note
  /// The number of the period before.
  case last
  /// The number of the same period a year before.
  case sameLastYear = "same_last_year"
  /// The sum of the year.
  case cumulative
  /// The plan of the year.
  case target

  /// Whether the officer fills it in.
  public var isInput: Bool { FormColumn.inputs.contains(self) }

  /// The columns with numbers to type.
  static let figures: [FormColumn] = [.value, .numerator, .denominator, .yearTail]
  static let inputs: Set<FormColumn> = Set(figures + [.missing, .cause, .note])
}
