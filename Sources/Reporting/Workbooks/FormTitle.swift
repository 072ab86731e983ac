import Kernel
import Planning
import Spreadsheets
import Territory
import Wording

/// The lines above a form's columns, which say for people what the hidden sheet says for us: the unit and the period.
///
/// An officer may take last month's file, or a neighbour's, and write another title over it. The lines then go where the hidden
/// sheet says; that the two differ is told.
struct FormTitle: Sendable {
  /// A text above the columns.
  private struct Line: Sendable {
    let address: CellAddress
    let text: String
  }

  private let sheet: String
  private let lines: [Line]

  /// - Parameters:
  ///   - sheet: the name of the sheet that was filled in.
  ///   - rows: its rows above the titles of the columns.
  init(sheet: String, rows: [WorkbookRow]) {
    self.sheet = sheet
    lines = rows.flatMap { row in
      row.cells.compactMap { cell -> Line? in
        guard case .text(let text) = cell.value else { return nil }
        let cleaned = VietnameseText.cleaned(text)
        return cleaned.isEmpty ? nil : Line(address: CellAddress(column: cell.column, row: row.number), text: cleaned)
      }
    }
  }

  /// The cells that name another unit or period than the sheet's own.
  func warnings(_ context: SheetContext, _ wording: Wording) -> [UploadFault] {
    var warnings: [UploadFault] = []
    if let line = line(2, "workbook.unit", "unit", wording), !FormTitle.names(context.path, line.text) {
      let values = ["read": line.text, "meant": context.path.fullName, "form": context.key.form]
      warnings.append(warning(line, "planning.workbook_title_unit", values))
    }
    // What follows the first full stop are the days of the period.
    if let line = line(3, "workbook.period", "period", wording) {
      let stated = String(line.text.prefix { $0 != "." })
      if !FormTitle.names(context.key.period, stated, wording) {
        let values = ["read": stated, "meant": context.key.period.description, "form": context.key.form]
        warnings.append(warning(line, "planning.workbook_title_period", values))
      }
    }
    return warnings
  }

  private func warning(_ line: Line, _ code: String, _ values: [String: String]) -> UploadFault {
    UploadFault(
      sheet: sheet, address: line.address, column: .indicator, code: code, message: Message("error.\(code)", values))
  }

  /// The line that begins with a label of the title, in either language; where nobody left the label, the one that stands
  /// where it was written.
  private func line(_ row: Int, _ key: String, _ placeholder: String, _ wording: Wording) -> Line? {
    let labels = FormTitle.labels(key, placeholder, wording)
    return lines.first { line in labels.contains { "\(FormTitle.words(line.text)) ".hasPrefix("\($0) ") } }
      ?? lines.first { $0.address == CellAddress(column: 0, row: row) }
  }

  /// What stands before the value of a line of the title, in both languages.
  private static func labels(_ key: String, _ placeholder: String, _ wording: Wording) -> [String] {
    Language.allCases.map { language in
      let whole = wording[language].text(key, [placeholder: "\u{1}", "from": "", "to": ""])
      return words(String(whole.prefix { $0 != "\u{1}" }))
    }.filter { !$0.isEmpty }
  }

  /// Whether a text names a unit; what it says behind a comma must be a unit above.
  private static func names(_ path: AdministrativePath, _ text: String) -> Bool {
    let parts = text.split(separator: ",").map(String.init)
    guard let first = parts.first, says(first, path.unit.fullName) else { return false }
    return parts.dropFirst().allSatisfy { part in path.above.contains { says(part, $0.name) } }
  }

  /// Whether a text names a period; a month names its year too, so a year must stand alone behind its label.
  private static func names(_ period: Period, _ text: String, _ wording: Wording) -> Bool {
    let names = [wording[.vi].format.period(period), wording[.en].format.period(period), period.description]
    guard period.kind == .year else { return names.contains { says(text, $0) } }
    let labels = labels("workbook.period", "period", wording) + [""]
    return names.contains { name in labels.contains { words(text) == words("\($0) \(name)") } }
  }

  /// Whether a text has the words of another, in their order and beside each other.
  private static func says(_ text: String, _ wanted: String) -> Bool { " \(words(text)) ".contains(" \(words(wanted)) ") }

  /// The words and numbers of a text without marks and punctuation; «tháng 01» is «tháng 1», «tháng 1 năm 2025» «tháng 1/2025».
  private static func words(_ text: String) -> String {
    VietnameseText.searchKey(text).split { !$0.isLetter && !$0.isNumber }
      .map { word in Int(word).map(String.init) ?? String(word) }
      .filter { $0 != "nam" && $0 != "year" }.joined(separator: " ")
  }
}
