/// An attribute of an element, or its absence: a value that is `nil` and a flag that is off are not printed.
public enum Attribute: Sendable {
  /// A name with a value; the renderer escapes the value.
  case value(StaticString, String)
  /// A name that stands alone, such as `checked`.
  case flag(StaticString)
  /// Not printed.
  case absent

  /// Any attribute by its name.
  public static func attribute(_ name: StaticString, _ value: String?) -> Attribute {
    value.map { .value(name, $0) } ?? .absent
  }

  /// Any attribute with a whole number.
  public static func attribute(_ name: StaticString, _ value: Int?) -> Attribute {
    attribute(name, value.map(String.init))
  }

  /// An attribute without a value, such as `checked`, printed only when `isOn`.
  public static func flag(_ name: StaticString, _ isOn: Bool) -> Attribute { isOn ? .flag(name) : .absent }

  /// `class`, one or several names divided by blanks.
  public static func `class`(_ names: String?) -> Attribute { attribute("class", names) }
  /// `id`.
  public static func id(_ id: String?) -> Attribute { attribute("id", id) }
  /// `name` of a form field.
  public static func name(_ name: String?) -> Attribute { attribute("name", name) }
  /// `value` of a form field.
  public static func value(_ value: String?) -> Attribute { attribute("value", value) }
  /// `type` of an input or button.
  public static func type(_ type: String) -> Attribute { .value("type", type) }
  /// `for` of a label.
  public static func `for`(_ id: String) -> Attribute { .value("for", id) }
  /// `role`.
  public static func role(_ role: String?) -> Attribute { attribute("role", role) }
  /// `scope` of a head cell: `col` or `row`.
  public static func scope(_ scope: String) -> Attribute { .value("scope", scope) }
  /// `lang`, a BCP 47 tag.
  public static func lang(_ tag: String?) -> Attribute { attribute("lang", tag) }
  /// `method` of a form.
  public static func method(_ method: String) -> Attribute { .value("method", method) }
  /// `href` of a link; an address that could run a script becomes `#`.
  public static func href(_ address: String?) -> Attribute { attribute("href", address.map(safe)) }
  /// `src` of an image or script; an address that could run a script becomes `#`.
  public static func src(_ address: String?) -> Attribute { attribute("src", address.map(safe)) }
  /// `action` of a form; an address that could run a script becomes `#`.
  public static func action(_ address: String?) -> Attribute { attribute("action", address.map(safe)) }

  /// The address, unless it names a scheme other than the harmless ones (`javascript:`, `data:` …), or hides one behind
  /// blanks and control characters, which browsers skip.
  private static func safe(_ address: String) -> String {
    var scheme: [UInt8] = []
    for byte in address.utf8 {
      switch byte {
      case 58:
        let known = ["http", "https", "mailto", "tel"].contains { $0.utf8.elementsEqual(scheme) }
        return known ? address : "#"
      case 47, 63, 35: return address
      case 0...32: return scheme.isEmpty || byte < 32 ? "#" : address
      case 65...90: scheme.append(byte | 32)
      default: scheme.append(byte)
      }
    }
    return address
  }
}
