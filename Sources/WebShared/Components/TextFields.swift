import HTML
import Wording

/// How much text a field expects, shown by its width.
public enum FieldWidth: String, Sendable, CaseIterable {
  /// A year, a day.
  case tiny
  /// A number, a date.
  case short
  /// A code, a telephone number.
  case medium
  /// A name.
  case long
  /// All the room there is.
  case full
}

/// What is typed into a text field, which chooses the keyboard and what a browser may fill in.
///
/// Numbers are text: a numeric input changes when scrolled over, and refuses what it cannot read without a word.
public enum TextKind: Sendable {
  /// Any text; the spelling is not checked, because most of it is names and codes.
  case plain
  /// A whole number.
  case whole
  /// A number with decimals.
  case decimal
  /// An account's name at sign-in.
  case username
  /// The password at sign-in.
  case password
  /// A password being chosen.
  case newPassword
  /// An e-mail address.
  case email
  /// Words to search for.
  case search

  fileprivate var attributes: [Attribute] {
    switch self {
    case .plain: [.type("text"), .attribute("spellcheck", "false")]
    case .whole: [.type("text"), .attribute("inputmode", "numeric"), .attribute("autocomplete", "off")]
    case .decimal: [.type("text"), .attribute("inputmode", "decimal"), .attribute("autocomplete", "off")]
    case .username:
      [
        .type("text"), .attribute("autocomplete", "username"), .attribute("autocapitalize", "none"),
        .attribute("spellcheck", "false"),
      ]
    case .password: [.type("password"), .attribute("autocomplete", "current-password")]
    case .newPassword: [.type("password"), .attribute("autocomplete", "new-password")]
    case .email: [.type("email"), .attribute("autocomplete", "email")]
    case .search: [.type("search")]
    }
  }

  fileprivate var isNumber: Bool {
    switch self {
    case .whole, .decimal: true
    default: false
    }
  }
}

/// A line of text, or a number with its unit outside the box. What was typed comes back in `value`, good or bad; a
/// password never does.
public func textField(
  _ field: Field, value: String = "", kind: TextKind = .plain, width: FieldWidth = .medium, unit: String? = nil,
  in words: LocalWording
) -> Node {
  let isNumber = kind.isNumber
  let attributes: [Attribute] =
    [.class("width-\(width.rawValue)" + (isNumber ? " number" : "")), .id(field.id), .name(field.name)]
    + kind.attributes + [.value(value)] + field.descriptions
  return field.wrapped(in: words) {
    if let unit {
      el("span", .class("with-unit")) {
        el("input", attributes)
        el("span", .class("unit"), .attribute("aria-hidden", "true")) { unit }
      }
    } else {
      el("input", attributes)
    }
  }
}

/// Several lines of text.
public func textArea(_ field: Field, value: String = "", rows: Int = 5, in words: LocalWording) -> Node {
  field.wrapped(in: words) {
    el("textarea", [.id(field.id), .name(field.name), .attribute("rows", rows)] + field.descriptions) {
      // A browser drops one line break after the tag; this is the one it may drop.
      "\n"
      value
    }
  }
}

/// A file to send; the form must be `multipart/form-data`.
/// - Parameter accept: the endings a browser offers, such as `.csv,.xlsx`; the server checks again.
public func fileField(_ field: Field, accept: String? = nil, in words: LocalWording) -> Node {
  field.wrapped(in: words) {
    el("input", [.id(field.id), .name(field.name), .type("file"), .attribute("accept", accept)] + field.descriptions)
  }
}

/// A value the form carries along unseen.
public func hiddenField(name: String, value: String) -> Node {
  el("input", .type("hidden"), .name(name), .value(value))
}
