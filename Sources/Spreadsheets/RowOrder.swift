/// Puts the rows of a sheet in order and joins the pieces of a row, as some programs write one element for each cell or the last
/// row first. The beginning of a sheet is held until it is known to be in order; what follows is handed on as it comes, so that
/// memory does not grow with the number of rows.
struct RowOrder {
  private struct Piece {
    let row: Int
    var cells: [WorkbookCell]
  }

  private let limits: WorkbookLimits
  private let take: (WorkbookRow) throws -> Bool
  /// The rows held; once rows are handed on, only the last of them, of which another piece may come.
  private var held: [Piece] = []
  private var heldCells = 0
  private var isInOrder = true
  private var isHandingOn = false
  /// Whether `take` asked for no more.
  private(set) var isStopped = false

  /// Hands rows to `take` until it returns false.
  init(_ limits: WorkbookLimits, _ take: @escaping (WorkbookRow) throws -> Bool) {
    self.limits = limits
    self.take = take
  }

  /// Takes cells of a row. Throws what is wrong with the row, what `take` throws, and `EnoughRead` when that asks for no more.
  mutating func add(_ row: Int, _ cells: [WorkbookCell]) throws {
    if let last = held.last, last.row == row {
      held[held.count - 1].cells += cells
      guard held[held.count - 1].cells.count <= limits.cellsPerRow else { throw limits.exceeded }
    } else if isHandingOn {
      // So many rows later nobody expects a row from above.
      guard let last = held.popLast(), last.row < row else { throw WorkbookError.damaged }
      try hand(last)
      held.append(Piece(row: row, cells: cells))
    } else {
      if let last = held.last, last.row > row { isInOrder = false }
      held.append(Piece(row: row, cells: cells))
    }
    guard !isHandingOn else { return }
    heldCells += cells.count
    if held.count > limits.heldRows || heldCells > limits.heldCells {
      try handHeld(keepingLast: true)
      isHandingOn = true
    }
  }

  /// Hands on what is held when the sheet ends.
  mutating func end() throws { try handHeld(keepingLast: false) }

  private mutating func handHeld(keepingLast: Bool) throws {
    if !isInOrder { try arrange() }
    let rows = keepingLast ? held.dropLast() : held[...]
    held = keepingLast ? held.suffix(1) : []
    for row in rows { try hand(row) }
  }

  /// Sorts the rows and joins their pieces.
  private mutating func arrange() throws {
    var rows: [Piece] = []
    for piece in held.sorted(by: { $0.row < $1.row }) {
      if let last = rows.last, last.row == piece.row {
        rows[rows.count - 1].cells += piece.cells
      } else {
        rows.append(piece)
      }
    }
    guard rows.allSatisfy({ $0.cells.count <= limits.cellsPerRow }) else { throw limits.exceeded }
    held = rows
  }

  private mutating func hand(_ row: Piece) throws {
    var cells = row.cells
    if !RowOrder.isAscending(cells) {
      cells.sort { $0.column < $1.column }
      // Of two contents of one cell nobody knows which is meant.
      guard RowOrder.isAscending(cells) else { throw WorkbookError.damaged }
    }
    guard try take(WorkbookRow(number: row.row, cells: cells)) else {
      isStopped = true
      throw EnoughRead()
    }
  }

  private static func isAscending(_ cells: [WorkbookCell]) -> Bool {
    cells.withUnsafeBufferPointer { cells in
      var position = 1
      while position < cells.count {
        if cells[position - 1].column >= cells[position].column { return false }
        position += 1
      }
      return true
    }
  }
}
