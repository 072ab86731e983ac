import Foundation

/// The `Content` folder of this checkout, and its CSV files as rows by column.
enum ContentFolder {
  /// `Content` beside `Tests`.
  static let url = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Content")

  /// The text of a file.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(path), encoding: .utf8)
  }

  /// The header of a CSV file and its rows by column; a row with another number of cells than the header is a fault.
  static func table(_ path: String) throws -> (columns: [String], rows: [[String: String]]) {
    var records = cells(of: try text(path))
    guard !records.isEmpty else { throw TableFault(path: path, row: 1) }
    let columns = records.removeFirst()
    var rows: [[String: String]] = []
    for (index, record) in records.enumerated() {
      guard record.count == columns.count else { throw TableFault(path: path, row: index + 2) }
      rows.append(Dictionary(zip(columns, record), uniquingKeysWith: { first, _ in first }))
    }
    return (columns, rows)
  }

  /// A row that does not fit its header.
  struct TableFault: Error {
    let path: String
    let row: Int
  }

  private static func cells(of text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell = ""
    var quoted = false
    for character in text {
      switch character {
      case "\"": quoted.toggle()
      case "," where !quoted:
        record.append(cell)
        cell = ""
      case "\n" where !quoted:
        records.append(record + [cell])
        record = []
        cell = ""
      default: cell.append(character)
      }
    }
    return records
  }
}
