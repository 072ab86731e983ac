import HTML
import Wording

/// One of the values a field offers.
public struct Choice: Sendable {
  /// What is sent.
  public var value: String
  /// What is read.
  public var label: String
  /// What helps to choose it; shown by radio buttons only.
  public var hint: String?

  /// A value with its label.
  public init(_ value: String, _ label: String, hint: String? = nil) {
    self.value = value
    self.label = label
    self.hint = hint
  }
}

/// A list to choose one value from.
/// - Parameters:
///   - selected: the value chosen; `nil` or an unknown one leaves the empty first line, if there is one.
///   - hasNone: whether the list begins with an empty value.
///   - none: what the empty value is called; «Chọn» where it says nothing.
public func selectField(
  _ field: Field, choices: [Choice], selected: String? = nil, hasNone: Bool = true, none: String? = nil,
  in words: LocalWording
) -> Node {
  field.wrapped(in: words) {
    el("select", [.id(field.id), .name(field.name)] + field.descriptions) {
      if hasNone { el("option", .value("")) { none ?? words.text("components.select.none") } }
      for choice in choices {
        el("option", .value(choice.value), .flag("selected", choice.value == selected)) { choice.label }
      }
    }
  }
}

/// A question with all its answers in sight, one of them to choose.
public func radioGroup(_ field: Field, choices: [Choice], selected: String? = nil, in words: LocalWording) -> Node {
  field.wrappedAsGroup(in: words) {
    for (index, choice) in choices.enumerated() {
      let id = index == 0 ? field.id : "\(field.id)-\(index + 1)"
      el("div", .class("choice")) {
        el(
          "input", .type("radio"), .id(id), .name(field.name), .value(choice.value),
          .flag("checked", choice.value == selected),
          .attribute("aria-describedby", choice.hint.map { _ in "\(id)-choice-hint" }))
        el("label", .for(id)) { choice.label }
        if let hint = choice.hint { el("p", .class("field-hint"), .id("\(id)-choice-hint")) { hint } }
      }
    }
  }
}

/// A single box to tick; it sends `value` when ticked and nothing otherwise.
public func checkBox(_ field: Field, value: String = "1", isChecked: Bool = false, in words: LocalWording) -> Node {
  el("div", .class(field.error == nil ? "field" : "field field-wrong")) {
    field.notes(in: words)
    el("div", .class("choice")) {
      el(
        "input",
        [
          .type("checkbox"), .id(field.id), .name(field.name), .value(value), .flag("checked", isChecked),
        ] + field.descriptions)
      el("label", .for(field.id)) { field.labelContent(in: words) }
    }
  }
}
