/// One cell to write.
public enum CSVCell: Sendable, Hashable {
  /// A number, a date or a code of ours: written as it is.
  case plain(String)
  /// Text people typed: a leading `=`, `+`, `-`, `@` or tab is made harmless, because a spreadsheet would run it.
  case text(String)
}

/// Writes CSV as every reader expects it: UTF-8, commas, one line feed a row, quotation marks only where needed.
public struct CSVWriter: Sendable {
  /// What has been written.
  public private(set) var text = ""

  /// A file that begins with this header.
  public init(header: [String]) { add(header.map { .plain($0) }) }

  /// Adds a row.
  public mutating func add(_ cells: [CSVCell]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { text += "," }
      switch cell {
      case .plain(let content): text += CSVWriter.quoted(content)
      case .text(let content): text += CSVWriter.quoted(CSVWriter.harmless(content))
      }
    }
    // A line with nothing on it is no row to a reader.
    if case .plain("") = cells.first, cells.count == 1 { text += "\"\"" }
    if case .text("") = cells.first, cells.count == 1 { text += "\"\"" }
    text += "\n"
  }

  /// What has been written since this was asked last: for files too long to hold.
  public mutating func take() -> String {
    defer { text = "" }
    return text
  }

  private static func quoted(_ content: String) -> String {
    guard content.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return content }
    // Sign by sign: a quotation mark under a combining mark is one letter with it, and would not be found among letters.
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in content.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    return String(quoted) + "\""
  }

  private static func harmless(_ content: String) -> String {
    guard let first = content.unicodeScalars.first, "=+-@\t".unicodeScalars.contains(first) else { return content }
    return "'" + content
  }
}
