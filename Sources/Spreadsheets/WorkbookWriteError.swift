import Kernel

/// Why a workbook cannot be written.
public enum WorkbookWriteError: UserFacing, Hashable {
  /// The name of a sheet is empty, too long, used twice or has a sign in it that Excel forbids; or no sheet is visible.
  case sheetName(String)
  /// The content, rule or note of a cell is too long, or the cell lies outside what a sheet can hold.
  case cell(sheet: String, CellAddress)
  /// The file could not be made: no room, or no right to write in the folder for temporary files.
  case notWritten

  /// The stable code.
  public var code: String {
    switch self {
    case .sheetName: "interchange.workbook_sheet_name"
    case .cell: "interchange.workbook_cell"
    case .notWritten: "interchange.workbook_not_written"
    }
  }

  /// The sentence, with the sheet and cell to look at.
  public var message: Message {
    switch self {
    case .sheetName(let name): Message("error.\(code)", ["sheet": name])
    case .cell(let sheet, let address): Message("error.\(code)", ["sheet": sheet, "cell": address.description])
    case .notWritten: Message("error.\(code)")
    }
  }
}
