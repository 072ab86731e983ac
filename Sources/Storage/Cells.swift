/// The row an answer stands on, its columns read by their places in the statement, from 0: nothing is copied that is not asked for.
/// Holds only while the row is handed over.
public protocol Cells {
  /// The number of a column; `nil` for NULL.
  func number(_ place: Int) -> Int64?
  /// The text of a column; `nil` for NULL.
  func text(_ place: Int) -> String?
  /// Whether the text of a column is this one, without making a text of it.
  func holds(_ text: String, at place: Int) -> Bool
}

extension Cells {
  /// The text of a column that is never NULL.
  public func requiredText(_ place: Int) throws(StorageError) -> String {
    guard let text = text(place) else { throw .unreadable(column: String(place)) }
    return text
  }

  /// The number of a column that is never NULL.
  public func requiredNumber(_ place: Int) throws(StorageError) -> Int64 {
    guard let number = number(place) else { throw .unreadable(column: String(place)) }
    return number
  }
}

/// A row that was read whole.
struct RowCells: Cells {
  let row: Row

  func number(_ place: Int) -> Int64? {
    switch row.values[place] {
    case .integer(let number): number
    case .text(let text): Int64(text)
    case .null, .blob: nil
    }
  }

  func text(_ place: Int) -> String? {
    switch row.values[place] {
    case .text(let text): text
    case .integer(let number): String(number)
    case .null, .blob: nil
    }
  }

  func holds(_ text: String, at place: Int) -> Bool { self.text(place) == text }
}
