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
    guard let stylesPart = try stylesPart(package, workbook, sheets.map(\.part), isNeeded: !marks.isEmpty) else { return bytes }
    let tree = try package.tree(stylesPart)
    guard let styles = MarkStyles(tree) else { throw .unchangeable(part: stylesPart) }
    var parts: Set<String> = []
    // The first name of a part is the one that counts; every part is changed once.
    for sheet in sheets where parts.insert(PartName.key(sheet.part)).inserted {
      try SheetMarker(package: package, part: sheet.part, styles: styles).mark(texts[sheet.name] ?? [:])
    }
    if !marks.isEmpty || styles.hadMarks { try package.store(tree, as: stylesPart) }
    return try package.bytes()
  }

  /// The part with the formats of cells, made where the workbook has none; `nil` where none is needed.
  private static func stylesPart(
    _ package: EditedPackage, _ workbook: String, _ sheets: [String], isNeeded: Bool
  ) throws(WorkbookMarkError) -> String? {
    let known = try package.relationships(of: workbook).first("styles")?.relationship.part
    if let known, package.has(known) { return known }
    guard isNeeded else { return nil }
    guard let form = OfficeForm(namespace: try package.tree(workbook).root.namespace) else { throw .unchangeable(part: workbook) }
    var largest = 0
    for sheet in sheets { largest = max(largest, SheetGrid.largestFormat(try package.tree(sheet).root)) }
    guard largest < 65_000 else { throw .unchangeable(part: workbook) }
    let markup = MarkStyles.plain(form, count: largest + 1)
    let part: String
    if let known {
      part = known
      package.make(markup, at: known)
    } else {
      part = package.add(markup, "xl/styles", ".xml", usual: "xl/styles.xml")
      _ = try package.relate(workbook, to: part, as: "styles", in: form)
    }
    try package.declare(part, as: "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml")
    return part
  }
}
