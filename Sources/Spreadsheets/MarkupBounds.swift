import Foundation

/// Looks markup over, in one pass and before libxml2, for what costs libxml2 more than its length: it compares each attribute of
/// a tag with all others, and looks each prefix up among all namespaces in scope. Also a document type, which no workbook needs
/// and whose entities may unfold without end. What is no XML is left for libxml2 to refuse.
struct MarkupBounds {
  /// The most attributes of a tag; Excel writes some forty on the root of a sheet.
  static let attributes = 128
  /// The most bytes of a tag: a list of ranges may be long.
  static let tagSize = 1_000_000
  /// The most elements inside each other.
  static let depth = 256
  /// The most namespaces declared on an element and those around it.
  static let namespaces = 256

  private static let word: StaticString = "xmlns"

  private enum Place { case text, opened, tag, value, endTag, instruction, declaration, comment, characters }

  private var place = Place.text
  /// What ends an attribute's value.
  private var quote: UInt8 = 0
  /// The byte before, and how many like it came together: `--` and `]]` before `>` end a comment and plain characters.
  private var last: UInt8 = 0
  private var run = 0
  private var tagLength = 0
  private var attributeCount = 0
  private var namespaceCount = 0
  /// How many letters of `xmlns` the name of an attribute begins with so far; `nil` where it begins otherwise.
  private var matched: Int?
  private var level = 0
  /// How many namespaces are declared on which levels.
  private var scopes: [(level: Int, count: Int)] = []
  private var inScope = 0

  /// Looks at the next piece. Throws `WorkbookError.damaged`.
  mutating func pass(_ piece: UnsafeRawBufferPointer) throws {
    guard let start = piece.baseAddress else { return }
    var position = 0
    while position < piece.count {
      switch place {
      case .text: position = MarkupBounds.find(UInt8(ascii: "<"), start, position, piece.count, then: .opened, &place)
      case .endTag:
        position = MarkupBounds.find(UInt8(ascii: ">"), start, position, piece.count, then: .text, &place)
        if place == .text { leave() }
      case .value:
        let before = position
        position = MarkupBounds.find(quote, start, position, piece.count, then: .tag, &place)
        try lengthen(by: position - before)
        last = quote
      case .tag:
        try passTag(piece[position])
        position += 1
      default:
        try passOther(piece[position])
        position += 1
      }
    }
  }

  /// The position behind the next such byte, where the place becomes another; the end where there is none.
  @inline(__always)
  private static func find(
    _ byte: UInt8, _ start: UnsafeRawPointer, _ position: Int, _ end: Int, then next: Place, _ place: inout Place
  ) -> Int {
    guard let found = memchr(start + position, Int32(byte), end - position) else { return end }
    place = next
    return UnsafeRawPointer(found) - start + 1
  }

  @inline(__always)
  private mutating func passTag(_ byte: UInt8) throws {
    try lengthen(by: 1)
    switch byte {
    case UInt8(ascii: ">"):
      try enter(isClosed: last == UInt8(ascii: "/"))
      place = .text
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      quote = byte
      place = .value
    case UInt8(ascii: "="):
      attributeCount += 1
      guard attributeCount <= MarkupBounds.attributes else { throw WorkbookError.damaged }
    case 0x00...0x20: matched = 0
    default:
      guard let count = matched else { break }
      matched = byte == MarkupBounds.word.utf8Start[count] ? count + 1 : nil
      if matched == 5 {
        namespaceCount += 1
        matched = nil
      }
    }
    last = byte
  }

  private mutating func lengthen(by count: Int) throws {
    tagLength += count
    guard tagLength <= MarkupBounds.tagSize else { throw WorkbookError.damaged }
  }

  private mutating func passOther(_ byte: UInt8) throws {
    switch place {
    case .opened:
      switch byte {
      case UInt8(ascii: "/"): place = .endTag
      case UInt8(ascii: "?"): place = .instruction
      case UInt8(ascii: "!"): place = .declaration
      default:
        place = .tag
        (tagLength, attributeCount, namespaceCount, matched) = (1, 0, 0, nil)
      }
      (last, run) = (0, 0)
    case .instruction:
      if byte == UInt8(ascii: ">"), last == UInt8(ascii: "?") { place = .text }
      last = byte
    case .declaration:
      // `<!--`, of which the second dash is still to come, or `<![CDATA[`; anything else declares.
      switch (last, byte) {
      case (0, UInt8(ascii: "-")): last = byte
      case (UInt8(ascii: "-"), UInt8(ascii: "-")): (place, last, run) = (.comment, 0, 0)
      case (0, UInt8(ascii: "[")): (place, last, run) = (.characters, 0, 0)
      default: throw WorkbookError.damaged
      }
    default:
      let repeated = place == .comment ? UInt8(ascii: "-") : UInt8(ascii: "]")
      if byte == UInt8(ascii: ">"), run >= 2 { place = .text }
      run = byte == repeated ? run + 1 : 0
    }
  }

  private mutating func enter(isClosed: Bool) throws {
    guard inScope + namespaceCount <= MarkupBounds.namespaces else { throw WorkbookError.damaged }
    if isClosed { return }
    level += 1
    guard level <= MarkupBounds.depth else { throw WorkbookError.damaged }
    if namespaceCount > 0 {
      scopes.append((level, namespaceCount))
      inScope += namespaceCount
    }
  }

  private mutating func leave() {
    if let scope = scopes.last, scope.level == level {
      inScope -= scope.count
      scopes.removeLast()
    }
    level -= 1
  }
}
