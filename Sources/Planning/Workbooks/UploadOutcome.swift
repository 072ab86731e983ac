import Interchange
import Kernel
import Wording

/// What is wrong, or odd, with one cell of a workbook.
public struct UploadFault: Hashable, Sendable {
  /// The name of the sheet.
  public let sheet: String
  /// The cell.
  public let address: CellAddress
  /// The column it belongs to.
  public let column: FormColumn
  /// The stable code.
  public let code: String
  /// The sentence.
  public let message: Message

  /// The place as people write it: `Biểu!C7`.
  public var place: String { "\(sheet)!\(address)" }
}

/// What bringing a workbook did, or would do.
public struct UploadOutcome: Sendable {
  /// The sheet the workbook is for.
  public let context: SheetContext
  /// The indicators whose lines were saved, or would be.
  public internal(set) var saved: [String] = []
  /// The indicators whose lines say what is stored, or were not touched since the download.
  public internal(set) var unchanged: [String] = []
  /// What is wrong, in the order of the sheet's cells.
  public internal(set) var faults: [UploadFault] = []
  /// What is odd without a cause beside it, in the order of the sheet's cells.
  public internal(set) var warnings: [UploadFault] = []
  /// The indicators of the form that have no line in the workbook: new ones, where the form changed since the download.
  public internal(set) var absent: [Indicator] = []
  /// Whether the workbook was made from an earlier version of the form.
  public internal(set) var isOlderVersion = false
  /// Whether anything was written.
  public internal(set) var wasWritten = false

  init(_ context: SheetContext) { self.context = context }

  /// The officer's own workbook with exactly the cells at fault marked, each with what to do about it.
  /// - Throws: `WorkbookMarkError` where the file cannot be changed safely: the list of the cells is all there is then.
  public func returnedWorkbook(_ bytes: [UInt8], _ words: LocalWording) throws(WorkbookMarkError) -> [UInt8] {
    let marks = faults.map { WorkbookMark(sheet: $0.sheet, address: $0.address, comment: words.text($0.message)) }
    return try WorkbookMarker.marked(bytes, marks)
  }
}
