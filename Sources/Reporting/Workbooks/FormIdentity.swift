import Figures
import Kernel
import Planning
import Secrets
import Spreadsheets
import Storage
import Territory

/// What a form's workbook says of itself on its hidden sheet: which sheet it is, from which version of the form, under which
/// titles its columns stand, and which version of each figure it was made from.
///
/// The checksum guards against slips and careless copying, not against people: what a workbook may do is decided by the
/// account that brings it.
struct FormIdentity: Hashable, Sendable {
  /// One line of the form as it was downloaded.
  struct Line: Hashable, Sendable {
    /// The indicator's code.
    let code: String
    /// The version of its figure; 0 where there was none.
    let seen: Int
  }

  /// The name of the hidden sheet.
  static let sheetName = "_ansinh"
  private static let layout = "1"

  var key: SheetKey
  /// The version of the form's lines.
  var version: Int
  var department: ID<Department>
  /// The name of the sheet to fill in.
  var sheet: String
  /// The titles of the columns, in the language of the download.
  var titles: [FormColumn: String]
  /// The words of the drop-down list.
  var reasons: [MissingReason: String]
  var lines: [Line]

  init(
    key: SheetKey, version: Int, department: ID<Department>, sheet: String, titles: [FormColumn: String],
    reasons: [MissingReason: String], lines: [Line]
  ) {
    self.key = key
    self.version = version
    self.department = department
    self.sheet = sheet
    self.titles = titles
    self.reasons = reasons
    self.lines = lines
  }

  /// The hidden sheet's rows, the checksum last.
  var rows: [[String]] { content + [["checksum", checksum]] }

  /// What figures saved from this workbook carry as their reason, so that the same workbook, corrected and sent again, is known
  /// to have seen them.
  var mark: String { "xlsx:\(checksum.prefix(16))" }

  private var checksum: String { FormIdentity.checksum(of: content) }

  private var content: [[String]] {
    var rows = [
      ["ansinh", FormIdentity.layout], ["form", key.form], ["version", String(version)], ["unit", key.place.rawValue],
      ["period", key.period.description], ["department", department.rawValue], ["sheet", sheet],
    ]
    for column in FormColumn.allCases { rows += titles[column].map { [["column", column.rawValue, $0]] } ?? [] }
    for reason in MissingReason.allCases { rows += reasons[reason].map { [["reason", reason.rawValue, $0]] } ?? [] }
    return rows + lines.map { ["line", $0.code, String($0.seen)] }
  }

  private static func checksum(of rows: [[String]]) -> String {
    Digest.sha256(rows.map { $0.joined(separator: "\t") }.joined(separator: "\n"))
  }
}

extension FormIdentity {
  /// Reads the hidden sheet.
  /// - Throws: `FormWorkbookError.identityChanged`, `WorkbookError`.
  init(_ reader: WorkbookReader, _ sheet: WorkbookSheet) throws {
    var rows: [[String]] = []
    _ = try reader.read(sheet) { row in
      rows.append(
        row.cells.map { cell in
          switch cell.value {
          case .text(let text), .number(let text), .error(let text): text
          case .boolean(let flag): flag ? "TRUE" : "FALSE"
          case .unreadable: ""
          }
        })
      guard rows.count <= FilledForm.rowLimit else { throw FormWorkbookError.identityChanged }
      return true
    }
    try self.init(rows: rows)
  }

  /// Reads the hidden sheet's rows.
  /// - Throws: `FormWorkbookError.identityChanged`.
  init(rows: [[String]]) throws(FormWorkbookError) {
    guard let last = rows.last, last.count == 2, last[0] == "checksum",
      Digest.areEqual(last[1], FormIdentity.checksum(of: rows.dropLast()))
    else { throw .identityChanged }
    func field(_ name: String) -> String { rows.first { $0.count == 2 && $0[0] == name }?[1] ?? "" }
    func entries(_ name: String) -> [(String, String)] {
      rows.filter { $0.count == 3 && $0[0] == name }.map { ($0[1], $0[2]) }
    }
    guard field("ansinh") == FormIdentity.layout, let period = Period(field("period")), let version = Int(field("version")) else {
      throw .identityChanged
    }
    var titles: [FormColumn: String] = [:]
    for (column, title) in entries("column") { titles[FormColumn(rawValue: column) ?? .indicator] = title }
    var reasons: [MissingReason: String] = [:]
    for (reason, word) in entries("reason") { reasons[MissingReason(rawValue: reason) ?? .notReported] = word }
    self.init(
      key: SheetKey(form: field("form"), place: ID(field("unit")), period: period), version: version,
      department: ID(field("department")), sheet: field("sheet"), titles: titles, reasons: reasons,
      lines: entries("line").map { Line(code: $0.0, seen: Int($0.1) ?? 0) })
  }
}
