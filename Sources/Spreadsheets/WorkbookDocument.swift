import Kernel

/// A workbook to write: its sheets from left to right.
public struct WorkbookDocument: Hashable, Sendable {
  /// The title among the file's properties. No author stands there: the file speaks for the office.
  public var title: String
  /// The moment the file says it was made. The same content and moment give the same bytes.
  public var createdAt: Moment
  /// The sheets; at least one is visible.
  public var sheets: [SheetContent]

  /// A workbook.
  public init(title: String, createdAt: Moment, sheets: [SheetContent]) {
    self.title = title
    self.createdAt = createdAt
    self.sheets = sheets
  }
}

/// One sheet: its cells in any order, and how it looks and behaves.
public struct SheetContent: Hashable, Sendable {
  /// The name on the tab: at most 31 characters, none of `[ ] : * ? / \`.
  public var name: String
  /// The cells, each address once.
  public var cells: [CellContent]
  /// The columns from A on; those beyond have the width of the application.
  public var columns: [ColumnLayout] = []
  /// The heights of rows in points, by row number from 1; other rows fit their content.
  public var rowHeights: [Int: Int] = [:]
  /// Ranges shown as one cell, such as a title over the table. Their content and style are those of the first cell.
  public var merged: [CellRange] = []
  /// The rows at the top that stay in view.
  public var frozenRows = 0
  /// The columns at the left that stay in view.
  public var frozenColumns = 0
  /// Whether the sheet is out of sight, for what only the program reads.
  public var isHidden = false
  /// Whether only unlocked cells can be edited. There is no password: it guards against slips, not against people. Widths,
  /// heights and formats can still be changed.
  public var isProtected = false
  /// The page; `nil` leaves it to the application.
  public var page: PageLayout?

  /// A sheet of these cells.
  public init(name: String, cells: [CellContent] = []) {
    self.name = name
    self.cells = cells
  }
}

/// The width of a column.
public struct ColumnLayout: Hashable, Sendable {
  /// The width in digits of the standard font.
  public var width: Int
  /// Whether the column is out of sight.
  public var isHidden: Bool

  /// A column of that width.
  public init(width: Int, isHidden: Bool = false) {
    self.width = width
    self.isHidden = isHidden
  }
}

/// A rectangle of cells, from its upper left to its lower right corner.
public struct CellRange: Hashable, Sendable {
  /// The upper left corner.
  public var from: CellAddress
  /// The lower right corner.
  public var to: CellAddress

  /// A rectangle.
  public init(from: CellAddress, to: CellAddress) {
    self.from = from
    self.to = to
  }
}

/// How a sheet is printed: A4, as many pages downwards as it takes.
public struct PageLayout: Hashable, Sendable {
  /// Whether the long side lies across.
  public var isLandscape: Bool
  /// Whether all columns are brought onto the width of one page.
  public var fitsWidth: Bool
  /// The rows repeated at the top of every page, by number from 1.
  public var headRows: ClosedRange<Int>?
  /// Whether the page and the number of pages stand in the middle of the foot. No other text may: libxlsxwriter frees a foot
  /// twice that names a picture (docs/decisions/0038).
  public var countsPages: Bool

  /// A4, lying, one page wide, unless said otherwise.
  public init(isLandscape: Bool = true, fitsWidth: Bool = true, headRows: ClosedRange<Int>? = nil, countsPages: Bool = false) {
    self.isLandscape = isLandscape
    self.fitsWidth = fitsWidth
    self.headRows = headRows
    self.countsPages = countsPages
  }
}
