/// How a cell looks, and whether it can be edited on a protected sheet.
public struct CellStyle: Hashable, Sendable {
  /// Where text stands in its cell.
  public enum Alignment: Hashable, Sendable {
    /// At the left.
    case leading
    /// In the middle.
    case centre
    /// At the right.
    case trailing
  }

  /// The background.
  public enum Background: Hashable, Sendable {
    /// Light grey: not for editing.
    case grey
    /// Light yellow: for editing.
    case yellow
  }

  /// How a number is shown. Separators follow the reader's own settings: `1.234,50` in a Vietnamese Excel.
  public enum NumberFormat: Hashable, Sendable {
    /// As the application likes.
    case general
    /// Grouped by thousands, with that many decimals.
    case decimals(Int)
    /// As text, so that a code typed later keeps its leading zeros.
    case text

    /// The format code of the file, as in ECMA-376 §18.8.31.
    var code: String {
      switch self {
      case .general: "General"
      case .decimals(let count): count > 0 ? "#,##0." + String(repeating: "0", count: count) : "#,##0"
      case .text: "@"
      }
    }
  }

  /// Bold letters.
  public var isBold = false
  /// Slanted letters.
  public var isItalic = false
  /// The size of the letters in points; `nil` for the standard 11.
  public var fontSize: Int?
  /// Whether long text goes on in a new line.
  public var isWrapped = false
  /// A thin line on all four sides.
  public var hasBorder = false
  /// Whether the cell can be edited on a protected sheet.
  public var isUnlocked = false
  /// The background; `nil` for none.
  public var background: Background?
  /// Where the content stands; `nil` puts text at the left and numbers at the right.
  public var alignment: Alignment?
  /// How a number is shown.
  public var numberFormat = NumberFormat.general

  /// The standard cell.
  public static let plain = CellStyle()

  /// The standard cell, to be changed.
  public init() {}

  /// The same style with a change.
  public func with(_ change: (inout CellStyle) -> Void) -> CellStyle {
    var style = self
    change(&style)
    return style
  }
}
