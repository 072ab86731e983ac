import WebShared
import Wording

/// An answer of the site, and what a person finds on its page.
struct TestPage: Sendable {
  let address: String
  let status: Int
  let headers: [(String, String)]
  let text: String

  /// The first value of a header.
  func header(_ name: String) -> String? { headers.first { $0.0 == name }?.1 }

  /// Every value of a header.
  func all(_ name: String) -> [String] { headers.filter { $0.0 == name }.map(\.1) }

  /// The page as a tree.
  var tree: PageElement { PageElement.parse(text) }

  /// The main content.
  var main: PageElement { tree.first("main") ?? PageElement(name: "main", attributes: [:]) }

  /// The main heading.
  var heading: String { tree.first("h1")?.text ?? "" }

  /// The sentences of the error summary.
  var errors: [String] {
    tree.all("div").first { $0.attributes["class"] == "error-summary" }?.all("li").map(\.text) ?? []
  }

  /// The error that stands at a field.
  func error(at field: String) -> String? {
    tree.all("p").first { $0.attributes["id"] == Field.id(ofName: field) + "-error" }?.text
  }

  /// The rows of a table by the id of its caption, each with its cells; the header row is left out.
  func rows(ofTable id: String) -> [[PageElement]] {
    let table = tree.all("table").first { $0.first("caption")?.attributes["id"] == id }
    return table?.first("tbody")?.all("tr").map { row in
      row.elements.filter { $0.name == "td" || $0.name == "th" }
    } ?? []
  }

  /// The forms that are sent.
  var forms: [TestForm] {
    tree.all("form").filter { $0.attributes["method"] == "post" }.map { TestForm($0) }
  }

  /// The form of the main content whose address has this path.
  func form(to path: String) -> TestForm? {
    forms.first { $0.action.split(separator: "?").first.map(String.init) == path }
  }
}

/// A form as a browser would send it.
struct TestForm {
  let action: String
  let hasFiles: Bool
  /// The fields with what they hold.
  var fields: [(String, String)]

  init(_ element: PageElement) {
    action = element.attributes["action"] ?? ""
    hasFiles = element.attributes["enctype"] == "multipart/form-data"
    fields = element.descendants.compactMap { field in
      guard let name = field.attributes["name"] else { return nil }
      switch field.name {
      case "input" where ["radio", "checkbox"].contains(field.attributes["type"] ?? ""):
        return field.attributes["checked"] == nil ? nil : (name, field.attributes["value"] ?? "")
      case "input" where field.attributes["type"] != "file": return (name, field.attributes["value"] ?? "")
      case "textarea": return (name, field.rawText.hasPrefix("\n") ? String(field.rawText.dropFirst()) : field.rawText)
      case "select":
        let options = field.all("option")
        let chosen = options.first { $0.attributes["selected"] != nil } ?? options.first
        return (name, chosen?.attributes["value"] ?? "")
      default: return nil
      }
    }
  }

  /// What a field holds.
  subscript(name: String) -> String? { fields.first { $0.0 == name }?.1 }

  /// Types something over what a field holds, or presses a button of that name.
  mutating func type(_ value: String, into name: String) {
    if let index = fields.firstIndex(where: { $0.0 == name }) {
      fields[index].1 = value
    } else {
      fields.append((name, value))
    }
  }
}

/// Fields as the body of a request.
enum FormBody {
  static let boundary = "ranh-gioi-7f3a"

  static func encoded(_ fields: [(String, String)]) -> (type: String, body: [UInt8]) {
    let text = fields.map { WebAddress.encoded($0.0) + "=" + WebAddress.encoded($0.1) }.joined(separator: "&")
    return ("application/x-www-form-urlencoded", Array(text.utf8))
  }

  static func multipart(_ fields: [(String, String)], file: (field: String, name: String, text: String)?) -> (
    type: String, body: [UInt8]
  ) {
    var text = fields.map { "--\(boundary)\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }.joined()
    if let file {
      text += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
      text += "Content-Type: text/csv\r\n\r\n\(file.text)\r\n"
    }
    return ("multipart/form-data; boundary=\(boundary)", Array((text + "--\(boundary)--\r\n").utf8))
  }
}
