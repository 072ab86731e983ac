import Directory
import Figures
import Kernel
import Planning
import Rulebook
import Spreadsheets
import Storage
import Territory
import Wording

/// A form of one unit and period as a workbook to fill in offline: `FormUpload` reads it back.
public struct FormWorkbook: Sendable {
  /// The sheet with its figures.
  public let view: SheetView
  /// The days its report counts.
  let window: ReportingWindow
  /// The day by which the unit sends it; `nil` where no rule sets one.
  let submitBy: CivilDate?
  /// The days of the plan year before that are asked for apart; `nil` where they are not.
  let tail: ClosedRange<CivilDate>?

  /// A sheet with what stands beside it.
  /// - Throws: `PlanningError.notYourUnit`; `ReportingRuleError`, `RulebookError`.
  public init(_ key: SheetKey, by authority: Authority, rulebook: Rulebook, _ transaction: ReadTransaction) throws {
    let context = try SheetContext.read(key, transaction)
    guard authority.mayView(context) else { throw PlanningError.notYourUnit }
    view = try SheetReader.view(context, rulebook: rulebook, transaction)
    let calendar = try ReportingCalendar(rulebook, department: context.department)
    window = try calendar.window(of: key.period)
    submitBy = try calendar.submitBy(key.period, level: context.form.level)
    let asksTail = key.period.isFirstOfYear && context.indicators.contains { $0.kind == .count }
    tail = asksTail ? try calendar.yearTail(of: key.period.year - 1) : nil
  }

  /// The name of the file: plain letters, so that it passes through mail and memory sticks.
  public var fileName: String { FormWorkbook.fileName(view.context.key) }

  /// The name of the file of a sheet.
  public static func fileName(_ key: SheetKey) -> String { "\(key.form)_\(key.place)_\(key.period).xlsx" }

  /// The bytes of the workbook. The same figures and moment give the same bytes.
  /// - Throws: `WorkbookWriteError`.
  public func bytes(_ words: LocalWording, at moment: Moment) throws(WorkbookWriteError) -> [UInt8] {
    try WorkbookWriter.bytes(of: document(words, at: moment))
  }

  func document(_ words: LocalWording, at moment: Moment) -> WorkbookDocument {
    let layout = FormLayout(self, words)
    return WorkbookDocument(
      title: layout.title, createdAt: moment, sheets: [layout.sheet, FormWorkbook.hidden(layout.identity)])
  }

  /// The hidden sheet: text cells only, so that no program takes a code for a number.
  static func hidden(_ identity: FormIdentity) -> SheetContent {
    let style = CellStyle.plain.with { $0.numberFormat = .text }
    var content = SheetContent(name: FormIdentity.sheetName)
    for (row, texts) in identity.rows.enumerated() {
      content.cells += texts.enumerated().map { column, text in
        CellContent(CellAddress(column: column, row: row + 1), .text(text), style: style)
      }
    }
    content.isHidden = true
    content.isProtected = true
    return content
  }
}
