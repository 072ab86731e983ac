import Kernel
import Planning
import Territory

/// Why a workbook as a whole is not taken for a form; what is wrong with single cells is an `UploadFault`.
public enum FormWorkbookError: UserFacing, Hashable {
  /// It has no hidden sheet of ours: another workbook, or one whose cells were copied into a new file.
  case notAForm
  /// The hidden sheet was edited, or comes from another installation.
  case identityChanged
  /// It is the form of another unit or period, or another form, than the page is about.
  case anotherSheet(SheetKey)
  /// The unit ended before the period's last day.
  case unitClosed(UnitReading)
  /// The packed file is larger than forms are, in millions of bytes.
  case fileTooLarge(limitMegabytes: Int)
  /// Unpacked it is larger than forms are, in millions of bytes, or a row has too many cells.
  case contentTooLarge(limitMegabytes: Int)
  /// The sheet has more rows with content than forms have.
  case tooManyRows(limit: Int)
  /// No sheet has the row of column titles.
  case headMissing
  /// A column to fill in is gone, or its title was changed.
  case columnMissing(title: String)
  /// Two columns have the same title.
  case columnTwice(title: String)
  /// The form never had that version here.
  case unknownVersion(form: String, version: Int)
  /// The period has not begun.
  case periodNotBegun(Period)

  /// The stable code.
  public var code: String {
    switch self {
    case .notAForm: "planning.workbook_not_a_form"
    case .identityChanged: "planning.workbook_identity_changed"
    case .anotherSheet: "planning.workbook_another_sheet"
    case .unitClosed: "planning.workbook_unit_closed"
    case .fileTooLarge: "planning.workbook_file_too_large"
    case .contentTooLarge: "planning.workbook_content_too_large"
    case .tooManyRows: "planning.workbook_too_many_rows"
    case .headMissing: "planning.workbook_head_missing"
    case .columnMissing: "planning.workbook_column_missing"
    case .columnTwice: "planning.workbook_column_twice"
    case .unknownVersion: "planning.workbook_unknown_version"
    case .periodNotBegun: "planning.period_in_future"
    }
  }

  /// The sentence.
  public var message: Message {
    switch self {
    case .notAForm, .identityChanged, .headMissing: Message("error.\(code)")
    case .anotherSheet(let key):
      Message("error.\(code)", ["form": key.form, "unit": key.place.rawValue, "period": key.period.description])
    case .unitClosed(let reading):
      Message("error.\(code)", lists: ["unit": [reading.message]])
    case .fileTooLarge(let limit), .contentTooLarge(let limit), .tooManyRows(let limit):
      Message("error.\(code)", ["limit": String(limit)])
    case .columnMissing(let title), .columnTwice(let title): Message("error.\(code)", ["column": title])
    case .unknownVersion(let form, let version):
      Message("error.\(code)", ["form": form, "version": String(version)])
    case .periodNotBegun(let period): Message("error.\(code)", ["read": period.description])
    }
  }
}
