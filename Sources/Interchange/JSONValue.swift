/// A JSON document in the order it was built, with numbers as exact text: no `Double` between a figure and its file.
public enum JSONValue: Sendable, Hashable {
  /// Text.
  case string(String)
  /// A number in its plain form, such as `114.35`.
  case number(String)
  /// `true` or `false`.
  case bool(Bool)
  /// `null`.
  case null
  /// A list.
  case array([JSONValue])
  /// Members in their order.
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Hashable {
    let name: String
    let value: JSONValue

    /// A member.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Text, or `null`.
  public static func string(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  /// A number, or `null`.
  public static func number(_ plain: String?) -> JSONValue { plain.map { .number($0) } ?? .null }

  /// The document, two blanks a level, as a person can read it.
  public var serialized: String {
    var text = ""
    write(to: &text, indent: "")
    return text + "\n"
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .string(let content): JSONValue.writeString(content, to: &text)
    case .number(let plain): text += plain
    case .bool(let flag): text += flag ? "true" : "false"
    case .null: text += "null"
    case .array(let values):
      JSONValue.writeList(values, brackets: ("[", "]"), to: &text, indent: indent) { value, text, indent in
        value.write(to: &text, indent: indent)
      }
    case .object(let members):
      JSONValue.writeList(members, brackets: ("{", "}"), to: &text, indent: indent) { member, text, indent in
        JSONValue.writeString(member.name, to: &text)
        text += ": "
        member.value.write(to: &text, indent: indent)
      }
    }
  }

  private static func writeList<Item>(
    _ items: [Item], brackets: (String, String), to text: inout String, indent: String,
    _ writeItem: (Item, inout String, String) -> Void
  ) {
    text += brackets.0
    for (index, item) in items.enumerated() {
      text += (index > 0 ? ",\n" : "\n") + indent + "  "
      writeItem(item, &text, indent + "  ")
    }
    text += (items.isEmpty ? "" : "\n" + indent) + brackets.1
  }

  private static func writeString(_ content: String, to text: inout String) {
    text += "\""
    for scalar in content.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case let control where control.value < 0x20:
        let hex = String(control.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
