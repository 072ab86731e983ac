import Kernel
import Planning
import WebShared
import Wording

/// Reads typed fields into values and collects what is wrong with them, each at its field.
struct FormReader {
  private let words: LocalWording
  private(set) var errors: [FieldError] = []

  init(_ words: LocalWording) { self.words = words }

  /// A number of the indicator; `nil` where the field is empty or wrong.
  mutating func number(_ text: String, field: String, of indicator: Indicator) -> Quantity? {
    number(text, field: field, decimals: indicator.decimals, allowsPercent: indicator.isPercentage)
  }

  /// A numerator or denominator: a dot before three digits can only group thousands.
  mutating func part(_ text: String, field: String) -> Quantity? {
    if case .failure(.ambiguous(_, let thousands)) = read(text, decimals: Quantity.decimals, allowsPercent: false) {
      return thousands
    }
    return number(text, field: field, decimals: Quantity.decimals, allowsPercent: false)
  }

  private mutating func number(_ text: String, field: String, decimals: Int, allowsPercent: Bool) -> Quantity? {
    guard !text.isEmpty else { return nil }
    switch read(text, decimals: decimals, allowsPercent: allowsPercent) {
    case .success(let quantity): return quantity
    case .failure(let error):
      let (code, values) = error.described
      let message = words.text("error.\(code)", values.merging(["read": text]) { old, _ in old })
      errors.append(FieldError(field: field, message: message))
      return nil
    }
  }

  private func read(_ text: String, decimals: Int, allowsPercent: Bool) -> Result<Quantity, NumberInputError> {
    do throws(NumberInputError) {
      return .success(try NumberInput.read(text, decimals: decimals, allowsPercent: allowsPercent))
    } catch {
      return .failure(error)
    }
  }
}

extension LocalWording {
  /// The faults of a figure at the fields of a form.
  func fieldErrors(_ faults: [FieldFault], names: [String: String]) -> [FieldError] {
    faults.map { FieldError(field: names[$0.field], message: text($0.message)) }
  }
}
