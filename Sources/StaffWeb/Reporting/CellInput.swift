import HTML
import WebShared
import Wording

/// An input inside a table: its label is short, because the row says what it is about; who does not see the row hears that too.
struct CellInput {
  let name: String
  /// What is seen above the input; empty where the column's head says it.
  var label = ""
  /// What the row is about.
  let about: String
  let errors: [FieldError]

  private var id: String { Field.id(ofName: name) }
  private var error: String? { errors.first { $0.field == name }?.message }

  /// A box for a number.
  func number(_ value: String, childOf parent: String? = nil, in words: LocalWording) -> Node {
    wrapped(in: words) {
      el(
        "input",
        [
          .class("number"), .id(id), .name(name), .type("text"), .attribute("inputmode", "decimal"),
          .attribute("autocomplete", "off"), .value(value), .attribute("data-child-of", parent),
        ] + descriptions)
    }
  }

  /// A box for a line of text.
  func text(_ value: String, in words: LocalWording) -> Node {
    wrapped(in: words) {
      el("input", [.id(id), .name(name), .type("text"), .attribute("autocomplete", "off"), .value(value)] + descriptions)
    }
  }

  /// A list to choose from, an empty value first.
  func select(_ choices: [Choice], selected: String, none: String, in words: LocalWording) -> Node {
    wrapped(in: words) {
      el("select", [.id(id), .name(name)] + descriptions) {
        el("option", .value("")) { none }
        for choice in choices {
          el("option", .value(choice.value), .flag("selected", choice.value == selected)) { choice.label }
        }
      }
    }
  }

  private var descriptions: [Attribute] {
    [
      .attribute("aria-describedby", error.map { _ in "\(id)-error" }), .attribute("aria-invalid", error.map { _ in "true" }),
    ]
  }

  private func wrapped(in words: LocalWording, _ input: () -> Node) -> Node {
    el("div", .class(error == nil ? "field" : "field field-wrong")) {
      el("label", .for(id)) {
        label
        el("span", .class("visually-hidden")) { label.isEmpty ? about : ": " + about }
      }
      if let error {
        el("p", .class("field-error"), .id("\(id)-error")) {
          el("strong") { words.text("components.error_word") }
          " "
          error
        }
      }
      input()
    }
  }
}
