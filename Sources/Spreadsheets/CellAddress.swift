/// The place of a cell as people write it, such as `C5`; the bounds are those of Excel (ECMA-376 part 1, 18.3.1.4).
public struct CellAddress: Hashable, Sendable, CustomStringConvertible {
  /// How many columns a sheet may have, `A` to `XFD`.
  public static let columns = 16_384
  /// How many rows a sheet may have.
  public static let rows = 1_048_576

  /// The column; `A` is 0.
  public var column: Int
  /// The row as printed; the first is 1.
  public var row: Int

  /// A place by its numbers.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  /// Reads `C5`, in small letters or with `$` as well; `nil` when it is no address or stands outside a sheet.
  public init?(_ text: String) {
    let bytes = Array(text.utf8.filter { $0 != 0x24 })
    guard let address = bytes.withUnsafeBufferPointer(CellAddress.init(bytes:)) else { return nil }
    self = address
  }

  /// Reads the bytes of an address without `$`.
  init?(bytes: UnsafeBufferPointer<UInt8>) {
    var position = 0
    var letters = 0
    while position < bytes.count {
      let letter = bytes[position] & 0xDF
      guard letter >= 0x41, letter <= 0x5A else { break }
      letters = letters * 26 + Int(letter) - 0x40
      guard letters <= CellAddress.columns else { return nil }
      position += 1
    }
    guard letters > 0, let row = CellAddress.row(UnsafeBufferPointer(rebasing: bytes[position...])) else { return nil }
    self.init(column: letters - 1, row: row)
  }

  /// Reads the bytes of a row's number; `nil` when it is none or stands outside a sheet.
  static func row(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let row = wholeNumber(bytes), row >= 1, row <= CellAddress.rows else { return nil }
    return row
  }

  /// The letters of a column: `A` for 0, `AB` for 27; empty for a negative number.
  public static func columnName(_ column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column + 1
    while rest > 0 {
      letters.append(0x41 + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// The address as people write it.
  public var description: String { CellAddress.columnName(column) + String(row) }
}

/// Reads a number of one to nine digits and nothing else.
func wholeNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
  var number = 0
  for byte in bytes {
    guard byte >= 0x30, byte <= 0x39 else { return nil }
    number = number * 10 + Int(byte) - 0x30
  }
  return number
}
