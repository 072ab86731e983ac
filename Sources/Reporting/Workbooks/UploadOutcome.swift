import Figures
import Kernel
import Planning
import Spreadsheets
import Territory
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
  /// The cells of the lines that held a number and would hold nothing any more.
  public internal(set) var emptied: [CellAddress] = []
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
  /// The sheet that was filled in, and what stands above its columns.
  private let title: FormTitle

  init(_ context: SheetContext, _ title: FormTitle) {
    self.context = context
    self.title = title
  }

  /// The form, unit and period the lines are for, by the placeholders of sentences that name them.
  public func sheetWords(_ words: LocalWording) -> [String: String] {
    ["form": context.key.form, "unit": context.path.fullName, "period": words.format.period(context.key.period)]
  }

  /// Where the title that people see names another unit or period than the hidden sheet, which alone decides where the lines go.
  public func titleWarnings(_ wording: Wording) -> [UploadFault] { title.warnings(context, wording) }

  /// Which stored figures the workbook empties, in words; `nil` where it empties none.
  public func emptiedText(_ words: LocalWording) -> String? {
    guard !emptied.isEmpty else { return nil }
    let cells = emptied.prefix(20).map(\.description).joined(separator: ", ") + (emptied.count > 20 ? ", …" : "")
    return words.text(
      wasWritten ? "workbook.page.emptied" : "workbook.page.would_empty",
      ["count": words.format.number(emptied.count), "cells": cells])
  }

  /// The officer's own workbook with exactly the cells at fault marked, each with what to do about it.
  /// - Throws: `WorkbookMarkError` where the file cannot be changed safely: the list of the cells is all there is then.
  public func returnedWorkbook(_ bytes: [UInt8], _ words: LocalWording) throws(WorkbookMarkError) -> [UInt8] {
    let marks = faults.map { WorkbookMark(sheet: $0.sheet, address: $0.address, comment: words.text($0.message)) }
    return try WorkbookMarker.marked(bytes, marks)
  }
}
