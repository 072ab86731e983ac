/// Why a workbook cannot be given back with marks. Never shown to people: the caller gives them a list of the cells instead.
public enum WorkbookMarkError: Error, Hashable, Sendable {
  /// The file cannot be read as a workbook.
  case workbook(WorkbookError)
  /// The workbook has no sheet of this name.
  case unknownSheet(String)
  /// A part is too large to be changed, or written in a way we do not change safely (another encoding, the strict form, drawings
  /// that are no XML).
  case unchangeable(part: String)
}
