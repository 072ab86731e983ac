import FigureWords
import Figures
import HTML
import Kernel
import Planning
import WebShared
import Wording

/// A form as it stands on its page: as it opened, or as it was typed, good or bad.
struct TypedForm: Sendable {
  let words: LocalWording
  /// What was typed; `nil` where the page just opened.
  var values: FormValues?
  var errors: [FieldError] = []
  /// Whether a newer version lies under what was typed, which the person has now seen.
  var isOverNewer = false

  /// What an input holds.
  func text(of input: any FormInput) -> String {
    if isOverNewer, case .version = input.look { return input.opening }
    return values.map { $0[input.field.name] } ?? input.opening
  }

  /// What was typed into an input.
  /// - Throws: `InputFault`; never after the form was read without errors.
  subscript<Value>(input: Input<Value>) -> Value {
    get throws(InputFault) { try input.read(text(of: input)) }
  }

  /// The form with what is wrong.
  func with(_ errors: [FieldError]) -> TypedForm {
    var form = self
    form.errors = errors
    return form
  }

  /// What is wrong with the inputs, each at its own.
  func faults(of inputs: [any FormInput]) -> [FieldError] {
    inputs.compactMap { input in
      input.fault(in: text(of: input)).map { FieldError(field: input.field.name, message: words.text($0.message)) }
    }
  }

  /// The faults of a figure, each at the input whose rule it is.
  func errors(_ faults: [FieldFault], at inputs: [any FormInput]) -> [FieldError] {
    faults.map { fault in
      let input = inputs.first { $0.rules.contains(fault.field) }
      return FieldError(field: input?.field.name, message: words.text(fault.message))
    }
  }

  /// An input with what it holds and what is wrong with it.
  func node(_ input: any FormInput) -> Node {
    var field = input.field
    field.error = errors.first { $0.field == field.name }?.message
    let text = text(of: input)
    switch input.look {
    case .line(let kind, let width, let unit):
      return textField(field, value: text, kind: kind, width: width, unit: unit, in: words)
    case .lines(let rows): return textArea(field, value: text, rows: rows, in: words)
    case .list(let choices, let none):
      return selectField(
        field, choices: choices, selected: text, hasNone: none != nil, none: none.flatMap { $0.isEmpty ? nil : $0 }, in: words)
    case .answers(let choices): return radioGroup(field, choices: choices, selected: text, in: words)
    case .tick: return checkBox(field, isChecked: text == "1", in: words)
    case .hidden, .version: return hiddenField(name: field.name, value: text)
    }
  }

  /// Where what is stored and what was typed differ, both as people read them: «Mức (người): 6.000; Số quyết định: 12/QĐ».
  func differences(from newer: [any FormInput]) -> (theirs: String, yours: String) {
    var (theirs, yours): ([String], [String]) = ([], [])
    for input in newer where !input.field.label.isEmpty && text(of: input) != input.stored {
      func side(_ text: String) -> String {
        "\(input.field.label): \(text.isEmpty ? BoardWords.notAssigned : input.shown(text, words))"
      }
      theirs.append(side(input.stored))
      yours.append(side(text(of: input)))
    }
    return (theirs.joined(separator: "; "), yours.joined(separator: "; "))
  }
}
