import HTML
import Wording

/// The texts around one form field: label above, hint below it, error between hint and field.
public struct Field: Sendable {
  /// The name under which the value is sent; the field's id follows from it.
  public var name: String
  /// The label; the unit stands in it where there is one.
  public var label: String
  /// What helps before an error: format, example, where the number stands.
  public var hint: String?
  /// What is wrong and how to put it right; the same words as in the error summary.
  public var error: String?
  /// Whether the label says that the field may stay empty.
  public var isOptional: Bool

  /// A field of this name with its texts.
  public init(name: String, label: String, hint: String? = nil, error: String? = nil, isOptional: Bool = false) {
    self.name = name
    self.label = label
    self.hint = hint
    self.error = error
    self.isOptional = isOptional
  }

  /// The id of the input, which error summaries link to.
  public var id: String { Field.id(ofName: name) }

  /// The id of the input that sends `name`.
  public static func id(ofName name: String) -> String { "field-\(name)" }

  /// `aria-describedby` and `aria-invalid` of the input.
  var descriptions: [Attribute] {
    let ids = [hint.map { _ in "\(id)-hint" }, error.map { _ in "\(id)-error" }].compactMap { $0 }
    return [
      .attribute("aria-describedby", ids.isEmpty ? nil : ids.joined(separator: " ")),
      .attribute("aria-invalid", error.map { _ in "true" }),
    ]
  }

  @HTMLBuilder func labelContent(in words: LocalWording) -> [Node] {
    label
    if isOptional {
      " "
      el("span", .class("field-optional")) { words.text("components.field.optional") }
    }
  }

  @HTMLBuilder func notes(in words: LocalWording) -> [Node] {
    if let hint { el("p", .class("field-hint"), .id("\(id)-hint")) { hint } }
    if let error {
      el("p", .class("field-error"), .id("\(id)-error")) {
        el("strong") { words.text("components.error_word") }
        " "
        error
      }
    }
  }

  /// The field with its texts around an input that carries `id` and `descriptions`.
  func wrapped(in words: LocalWording, @HTMLBuilder input: () -> [Node]) -> Node {
    el("div", .class(error == nil ? "field" : "field field-wrong")) {
      el("label", .for(id)) { labelContent(in: words) }
      notes(in: words)
      input()
    }
  }

  /// A group of inputs under one question; the first input carries `id`.
  func wrappedAsGroup(in words: LocalWording, @HTMLBuilder inputs: () -> [Node]) -> Node {
    el("fieldset", [.class(error == nil ? "field" : "field field-wrong")] + descriptions.prefix(1)) {
      el("legend") { labelContent(in: words) }
      notes(in: words)
      inputs()
    }
  }
}
