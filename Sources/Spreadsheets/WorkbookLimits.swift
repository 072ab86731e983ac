/// How much of a workbook is read before it is refused: a small file may unpack to a thousand times its size.
public struct WorkbookLimits: Sendable {
  /// Bytes of all entries of the archive, unpacked.
  public var unpackedBytes = 300_000_000
  /// Entries of the archive, and sheets named in the workbook.
  public var entries = 2_000
  /// Cells of a row that hold something.
  public var cellsPerRow = 1_000
  /// Bytes of one cell's text; Excel ends a cell after 32,767 characters.
  public var textBytes = 1_000_000
  /// Merged ranges of a sheet.
  public var mergedRanges = 100_000
  /// Rows, and cells in them, that are held until the order of a sheet is known; a sheet in disorder may have no more.
  public var heldRows = 4_000
  /// The cells of these rows.
  public var heldCells = 100_000
  /// How many times larger than packed a part may be. Sheets that people fill stay below 50; a bomb comes to 1,000.
  public var ratio = 200
  /// The unpacked bytes below which the ratio does not matter.
  public var ratioApplies = 16_000_000

  /// The limits of a server that reads a workbook of 100,000 rows.
  public init() {}

  /// The error of a workbook beyond them.
  var exceeded: WorkbookError { .tooLarge(limitMegabytes: unpackedBytes / 1_000_000) }
}
