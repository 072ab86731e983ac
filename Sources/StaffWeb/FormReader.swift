import Kernel
import Planning
import WebShared
import Wording

/// Reads typed fields into values and collects what is wrong with them, each at its field.
struct FormReader {
  private let words: LocalWording
  private(set) var errors: [FieldError] = []

  init(_ words: LocalWording) { self.words = words }

  /// A number; `nil` where the field is empty or wrong.
  mutating func number(_ text: String, field: String, as input: FigureInput) -> Quantity? {
    do throws(FigureInputError) {
      return try input.typed(text)
    } catch {
      errors.append(FieldError(field: field, message: words.text(error.message)))
      return nil
    }
  }
}

extension LocalWording {
  /// The faults of a figure at the fields of a form.
  func fieldErrors(_ faults: [FieldFault], names: [String: String]) -> [FieldError] {
    faults.map { FieldError(field: names[$0.field], message: text($0.message)) }
  }
}
