import Kernel

/// Why a file cannot be read as a workbook at all.
public enum WorkbookError: UserFacing, Hashable {
  /// Neither an `.xlsx` workbook nor anything like it: a document, a picture, CSV, or the binary `.xlsb`.
  case notAWorkbook
  /// The `.xls` of Excel 97–2003.
  case oldExcel
  /// The workbook, or a part of it, is encrypted.
  case passwordProtected
  /// A workbook that breaks off or breaks the rules of its format (ECMA-376), or declares entities, which no Excel writes.
  case damaged
  /// Two parts of the archive have the same name.
  case partTwice(String)
  /// Unpacked it would be larger than the limit, in millions of bytes, or it has too many parts or cells in a row.
  case tooLarge(limitMegabytes: Int)
  /// It has no sheet with cells.
  case noSheet

  /// The stable code.
  public var code: String {
    switch self {
    case .notAWorkbook: "interchange.workbook_not_one"
    case .oldExcel: "interchange.workbook_old_excel"
    case .passwordProtected: "interchange.workbook_password"
    case .damaged: "interchange.workbook_damaged"
    case .partTwice: "interchange.workbook_part_twice"
    case .tooLarge: "interchange.workbook_too_large"
    case .noSheet: "interchange.workbook_no_sheet"
    }
  }

  /// The sentence.
  public var message: Message {
    switch self {
    case .tooLarge(let limit): Message("error.\(code)", ["limit": String(limit)])
    case .partTwice(let name): Message("error.\(code)", ["part": String(name.prefix(100))])
    default: Message("error.\(code)")
    }
  }
}
