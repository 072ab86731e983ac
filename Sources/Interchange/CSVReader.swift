import Kernel

/// Why a file cannot be read as CSV at all; the place is a physical line, the header being line 1.
public enum CSVError: UserFacing, Hashable {
  /// The bytes are neither UTF-8 nor UTF-16: the file was saved in another encoding.
  case notUTF8(line: Int)
  /// A quotation mark was opened and never closed, or closed before the end of its cell.
  case openQuote(line: Int)
  /// No header, or nothing at all.
  case empty
  /// A workbook or another packed file, whatever its name says.
  case packed
  /// A web page or XML that is called a table, as many programs export it.
  case markup
  /// A byte that stands in no text, 00 or 1A, other than at the end of the file.
  case notText(line: Int)

  /// The stable code.
  public var code: String {
    switch self {
    case .notUTF8: "interchange.not_utf8"
    case .openQuote: "interchange.open_quote"
    case .empty: "interchange.empty_file"
    case .packed: "interchange.packed_file"
    case .markup: "interchange.markup_file"
    case .notText: "interchange.not_text"
    }
  }

  /// The physical line to look at.
  public var line: Int {
    switch self {
    case .notUTF8(let line), .openQuote(let line), .notText(let line): line
    case .empty, .packed, .markup: 1
    }
  }
}

/// One record of a CSV file: its cells, cleaned, and the physical line on which it begins.
public struct CSVRecord: Hashable, Sendable {
  /// The physical line on which the record begins; the first line of the file is 1.
  public let line: Int
  /// The cells, composed (NFC), with plain blanks and none at the ends.
  public let cells: [String]
}

/// Reads records one by one: RFC 4180 with what Excel adds to it (BOM, CRLF, `;` or tab between cells, a first line `sep=;`,
/// UTF-16 as «Unicode text»), so that memory does not grow with the number of rows beyond the bytes given.
public struct CSVReader: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var position: Int
  private var line: Int
  /// How many cells the record before had: the next has as many.
  private var width = 0
  /// The byte between cells, taken from the line that names it or from the header line.
  public let separator: UInt8

  /// A reader over a file's bytes.
  public init(_ file: [UInt8]) throws(CSVError) {
    if file.starts(with: [0x50, 0x4B, 0x03, 0x04]) || file.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .packed }
    bytes = try CSVBytes.text(of: file)
    if let named = CSVBytes.namedSeparator(in: bytes) {
      separator = named.separator
      position = named.end
      line = 2
    } else {
      separator = CSVReader.separator(in: bytes[...])
      position = 0
      line = 1
    }
  }

  /// The next record with any content, or the fault that ends the reading; `nil` at the end. Empty lines are passed over.
  public mutating func next() -> Swift.Result<CSVRecord, CSVError>? {
    while position < bytes.count {
      let start = line
      var cells: [String] = []
      cells.reserveCapacity(width)
      var sawQuote = false
      repeat {
        switch cell() {
        case .success(let (text, quoted)):
          cells.append(text)
          sawQuote = sawQuote || quoted
        case .failure(let error):
          pass(error)
          return .failure(error)
        }
      } while endOfCell()
      width = cells.count
      if cells.count > 1 || sawQuote || !cells[0].isEmpty { return .success(CSVRecord(line: start, cells: cells)) }
    }
    return nil
  }

  /// Reads one cell and stops at its separator, at the end of its line or at the end of the file.
  private mutating func cell() -> Swift.Result<(String, Bool), CSVError> {
    let start = position
    if let plain = plainCell() { return .success((plain, false)) }
    position = start
    while position < bytes.count, bytes[position] == 0x20 { position += 1 }
    if position < bytes.count, bytes[position] == 0x22 { return quotedCell() }
    position = start
    while position < bytes.count, bytes[position] != separator, bytes[position] != 0x0A, bytes[position] != 0x0D {
      position += 1
    }
    guard let text = String(validating: bytes[start..<position], as: UTF8.self) else { return .failure(.notUTF8(line: line)) }
    return .success((VietnameseText.cleaned(text), false))
  }

  /// A cell of printable ASCII without blanks at its ends and without quotation marks before it: nearly every cell of a large
  /// file, read in one pass. `nil` for any other.
  private mutating func plainCell() -> String? {
    let (start, separator) = (position, separator)
    var end = start
    let text: String? = bytes.withUnsafeBufferPointer { bytes in
      if start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x22 { return nil }
      while end < bytes.count {
        let byte = bytes[end]
        if byte == separator { break }
        if byte < 0x20 || byte >= 0x7F {
          if byte == 0x0A || byte == 0x0D { break }
          return nil
        }
        end += 1
      }
      if end > start, bytes[end - 1] == 0x20 { return nil }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }
    if text != nil { position = end }
    return text
  }

  private mutating func quotedCell() -> Swift.Result<(String, Bool), CSVError> {
    let opened = line
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x22 {
        guard position < bytes.count, bytes[position] == 0x22 else {
          while position < bytes.count, bytes[position] == 0x20 { position += 1 }
          guard endsCell else { return .failure(.openQuote(line: opened)) }
          guard let text = String(validating: content, as: UTF8.self) else { return .failure(.notUTF8(line: opened)) }
          return .success((VietnameseText.cleaned(text), true))
        }
        position += 1
      } else if byte == 0x0A || (byte == 0x0D && !(position < bytes.count && bytes[position] == 0x0A)) {
        line += 1
      }
      content.append(byte)
    }
    return .failure(.openQuote(line: opened))
  }

  /// Passes what ended a cell; whether another cell of the same record follows.
  private mutating func endOfCell() -> Bool {
    guard position < bytes.count else { return false }
    let byte = bytes[position]
    if byte == separator {
      position += 1
      return true
    }
    position += 1
    if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
    line += 1
    return false
  }

  /// Whether a cell may end here: at a separator, a line's end or the file's end.
  private var endsCell: Bool {
    guard position < bytes.count else { return true }
    let byte = bytes[position]
    return byte == separator || byte == 0x0A || byte == 0x0D
  }

  /// Passes what a fault leaves behind: text after a closing quotation mark spoils its line only, bytes of another encoding
  /// spoil all that follows.
  private mutating func pass(_ error: CSVError) {
    guard case .openQuote = error else {
      position = bytes.count
      return
    }
    while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    _ = endOfCell()
  }

  /// The separator the header uses most; a comma when it has but one column.
  private static func separator(in bytes: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [0x2C: 0, 0x3B: 0, 0x09: 0]
    var quoted = false
    for byte in bytes.drop(while: { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }) {
      if byte == 0x22 { quoted.toggle() }
      if (byte == 0x0A || byte == 0x0D) && !quoted { break }
      if !quoted, let count = counts[byte] { counts[byte] = count + 1 }
    }
    let comma = counts[0x2C] ?? 0
    for other: UInt8 in [0x3B, 0x09] where (counts[other] ?? 0) > comma { return other }
    return 0x2C
  }
}
