/// A cell at fault, and what the officer is to do about it.
public struct WorkbookMark: Hashable, Sendable {
  /// The name of the sheet.
  public var sheet: String
  /// The cell; it need not be written yet.
  public var address: CellAddress
  /// What to do, as text people read.
  public var comment: String

  /// A mark.
  public init(sheet: String, address: CellAddress, comment: String) {
    self.sheet = sheet
    self.address = address
    self.comment = comment
  }
}

/// Gives an officer's own workbook back with the cells at fault marked: a light red fill and a note by `AnSinh`. Everything else
/// stays; parts that need no change are copied as they are packed. Marks of an earlier return go, so that exactly the cells given
/// are marked.
public enum WorkbookMarker {
  /// The workbook with these marks; several marks of a cell become one note of several lines. Throws when the workbook cannot be
  /// changed safely: then give a list of the cells instead.
  public static func marked(
    _ bytes: [UInt8], _ marks: [WorkbookMark], limits: WorkbookLimits = WorkbookLimits()
  ) throws(WorkbookMarkError) -> [UInt8] {
    let package = try EditedPackage(bytes, limits: limits)
    let workbook = try package.workbookPart()
    let sheets = try package.sheets(of: workbook)
    var texts: [String: [CellAddress: String]] = [:]
    for mark in marks {
      guard sheets.contains(where: { $0.name == mark.sheet }) else { throw .unknownSheet(mark.sheet) }
      let earlier = texts[mark.sheet]?[mark.address].map { $0 + "\n" } ?? ""
      texts[mark.sheet, default: [:]][mark.address] = earlier + mark.comment.writable
    }
    guard let stylesPart = try package.relationships(of: workbook).values.first(where: { $0.type == "styles" })?.part else {
      throw .unchangeable(part: workbook)
    }
    let tree = try package.tree(stylesPart)
    guard let styles = MarkStyles(tree) else { throw .unchangeable(part: stylesPart) }
    for sheet in sheets {
      try SheetMarker(package: package, part: sheet.part, styles: styles).mark(texts[sheet.name] ?? [:])
    }
    try package.store(tree, as: stylesPart)
    return try package.bytes()
  }
}
