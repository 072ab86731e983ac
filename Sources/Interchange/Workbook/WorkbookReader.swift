/// A sheet of a workbook.
public struct WorkbookSheet: Hashable, Sendable {
  /// The name on its tab.
  public let name: String
  /// Whether people do not see it.
  public let isHidden: Bool
  /// The path of its part inside the archive.
  public let part: String

  /// A sheet.
  public init(name: String, isHidden: Bool = false, part: String) {
    self.name = name
    self.isHidden = isHidden
    self.part = part
  }
}

/// What a sheet says besides its rows.
public struct SheetFacts: Sendable {
  /// The ranges merged into one cell, from the upper left to the lower right. They stand behind the rows in the file, so there
  /// are none when the reading was stopped early.
  public let mergedRanges: [CellRange]
}

/// Reads `.xlsx` workbooks (Office Open XML, ECMA-376, transitional and strict) from memory, row by row. Nothing is calculated:
/// formulas give the results kept in the file.
public final class WorkbookReader {
  /// The worksheets in the order of their tabs; charts that have a tab of their own are not among them.
  public let sheets: [WorkbookSheet]
  /// Whether dates count days from 1904-01-01, as old Excel for Mac did, instead of from the end of 1899.
  public let countsFrom1904: Bool

  private let archive: WorkbookArchive
  private let limits: WorkbookLimits
  private let strings: [String]
  private let formats: [CellFormat]

  /// Opens a workbook and reads all but its sheets.
  public init(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws(WorkbookError) {
    if let error = OldFile.error(bytes) { throw error }
    let archive = try WorkbookArchive(bytes, limits: limits)
    self.archive = archive
    self.limits = limits
    do {
      let path = try WorkbookReader.workbookPath(archive, limits)
      let relationships = try WorkbookReader.relationships(of: path, archive, limits)
      var workbook = WorkbookPart(limits)
      try workbook.parse(path, of: archive)
      sheets = try WorkbookReader.worksheets(workbook.sheets, relationships)
      countsFrom1904 = workbook.countsFrom1904
      // A workbook of plain numbers needs neither of these parts.
      var styles = StyleFormats()
      if let part = relationships.values.first(where: { $0.type == "styles" })?.part { try styles.parse(part, of: archive) }
      formats = styles.formats
      var shared = SharedStrings(limits)
      if let part = relationships.values.first(where: { $0.type == "sharedStrings" })?.part {
        try shared.parse(part, of: archive)
      }
      strings = shared.strings
    } catch {
      throw error as? WorkbookError ?? .damaged
    }
  }

  /// Hands over each row that holds anything, in order; `row` stops the reading by returning false. Throws `WorkbookError`, and
  /// what `row` throws.
  public func read(_ sheet: WorkbookSheet, _ row: (WorkbookRow) throws -> Bool) throws -> SheetFacts {
    try withoutActuallyEscaping(row) { row in
      var rows = SheetRows(strings: strings, formats: formats, limits: limits, take: row)
      try rows.parse(sheet.part, of: archive)
      return SheetFacts(mergedRanges: rows.mergedRanges)
    }
  }

  private static func workbookPath(_ archive: WorkbookArchive, _ limits: WorkbookLimits) throws -> String {
    guard archive.has("_rels/.rels") else { throw WorkbookError.notAWorkbook }
    let main = try relationships(of: "", archive, limits).values.first { $0.type == "officeDocument" }
    // The binary workbook, `.xlsb`, has `xl/workbook.bin`.
    guard let path = main?.part, !path.hasSuffix(".bin") else { throw WorkbookError.notAWorkbook }
    return path
  }

  private static func relationships(
    of part: String, _ archive: WorkbookArchive, _ limits: WorkbookLimits
  ) throws -> [String: Relationship] {
    var relationships = Relationships(of: part, limits)
    try relationships.parse(Relationships.path(for: part), of: archive)
    return relationships.byID
  }

  private static func worksheets(
    _ sheets: [WorkbookPart.Sheet], _ relationships: [String: Relationship]
  ) throws -> [WorkbookSheet] {
    let worksheets = try sheets.compactMap { sheet -> WorkbookSheet? in
      guard let relationship = relationships[sheet.relationship] else { throw WorkbookError.damaged }
      guard relationship.type == "worksheet" else { return nil }
      return WorkbookSheet(name: sheet.name, isHidden: sheet.isHidden, part: relationship.part)
    }
    guard !worksheets.isEmpty else { throw WorkbookError.noSheet }
    return worksheets
  }
}
