import Kernel

/// One cell to write.
public struct CellContent: Hashable, Sendable {
  /// What stands in it.
  public enum Value: Hashable, Sendable {
    /// Text, written as text whatever it begins with: never a formula.
    case text(String)
    /// A number of ours.
    case number(Quantity)
    /// A number in plain exchange form (`-1204.5`), for what is larger or finer than a `Quantity`. A spreadsheet keeps 15
    /// digits: a longer number, and what is no number, is written as text, so that no digit is lost.
    case decimal(String)
    /// Nothing; a cell with a style, a rule or a note.
    case empty
  }

  /// Where it stands.
  public var address: CellAddress
  /// What stands in it.
  public var value: Value
  /// How it looks, and whether it can be edited on a protected sheet.
  public var style: CellStyle
  /// What may be entered.
  public var validation: CellValidation?
  /// A note shown beside the cell.
  public var note: String?

  /// A cell.
  public init(
    _ address: CellAddress, _ value: Value, style: CellStyle = .plain, validation: CellValidation? = nil, note: String? = nil
  ) {
    self.address = address
    self.value = value
    self.style = style
    self.validation = validation
    self.note = note
  }
}
