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
  private let formats: [NumberFormat]
  private let awaitsCalculation: Bool

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
      awaitsCalculation = workbook.awaitsCalculation
      // A workbook of plain numbers needs neither of these parts, and some that name them do not have them.
      var styles = StyleFormats()
      if let part = relationships.first("styles")?.relationship.part, archive.has(part) { try styles.parse(part, of: archive) }
      formats = styles.formats
      var shared = SharedStrings(limits)
      if let part = relationships.first("sharedStrings")?.relationship.part, archive.has(part) {
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
      var rows = SheetRows(
        strings: strings, formats: formats, awaitsCalculation: awaitsCalculation, order: RowOrder(limits, row), limits: limits)
      try rows.parse(sheet.part, of: archive)
      return SheetFacts(mergedRanges: try rows.end())
    }
  }

  private static func workbookPath(_ archive: WorkbookArchive, _ limits: WorkbookLimits) throws -> String {
    guard archive.has("_rels/.rels") else { throw WorkbookError.notAWorkbook }
    let main = try relationships(of: "", archive, limits).first("officeDocument")
    // The binary workbook, `.xlsb`, has `xl/workbook.bin`.
    guard let path = main?.relationship.part, !path.hasSuffix(".bin") else { throw WorkbookError.notAWorkbook }
    return path
  }

  private static func relationships(
    of part: String, _ archive: WorkbookArchive, _ limits: WorkbookLimits
  ) throws -> Relationships {
    var relationships = Relationships(of: part, limits)
    try relationships.parse(Relationships.path(for: part), of: archive)
    return relationships
  }

  private static func worksheets(
    _ sheets: [WorkbookPart.Sheet], _ relationships: Relationships
  ) throws -> [WorkbookSheet] {
    let worksheets = sheets.compactMap { sheet -> WorkbookSheet? in
      // A name without a sheet is what Excel leaves of a macro sheet it dropped.
      guard let relationship = relationships[sheet.relationship], relationship.type == "worksheet" else { return nil }
      return WorkbookSheet(name: sheet.name, isHidden: sheet.isHidden, part: relationship.part)
    }
    guard !worksheets.isEmpty else { throw WorkbookError.noSheet }
    return worksheets
  }
}
