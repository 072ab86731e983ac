/// The bytes of an XML part on their way to libxml2: UTF-16 becomes UTF-8, and what would cost more than its length is refused
/// before libxml2 sees it (`MarkupBounds`). A part is UTF-8 or UTF-16 (ECMA-376 part 2, 6.2.5); encodings of one byte a letter,
/// which some programs declare, are left to libxml2.
struct PartText {
  /// How many bytes at the beginning must hold the declaration.
  private static let declarationSize = 1_024

  /// Whether the encoding the part declares is the one its bytes have now; otherwise they are UTF-8, whatever it declares.
  private(set) var isAsDeclared = false
  private var beginning: [UInt8] = []
  private var hasBegun = false
  private var decoder: UTF16Text?
  private var bounds = MarkupBounds()

  /// Takes the next piece and hands on what libxml2 may have, until `take` returns false. Throws `WorkbookError.damaged`.
  mutating func pass(_ piece: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer, PartText) throws -> Bool) throws -> Bool {
    if hasBegun { return try handOn(piece, take) }
    beginning.append(contentsOf: piece)
    return beginning.count < PartText.declarationSize ? true : try begin(take)
  }

  /// Hands on what is still held when the part ends.
  mutating func end(_ take: (UnsafeRawBufferPointer, PartText) throws -> Bool) throws -> Bool {
    let goesOn = hasBegun ? true : try begin(take)
    if let decoder, !decoder.isWhole { throw WorkbookError.damaged }
    return goesOn
  }

  /// A whole part in UTF-8 without a mark at its beginning. Throws `WorkbookError.damaged` for another encoding as well.
  static func utf8(_ part: [UInt8]) throws -> [UInt8] {
    var whole: [UInt8] = []
    var text = PartText()
    let take = { (piece: UnsafeRawBufferPointer, _: PartText) -> Bool in
      whole.append(contentsOf: piece)
      return true
    }
    _ = try part.withUnsafeBytes { try text.pass($0, take) }
    _ = try text.end(take)
    guard !text.isAsDeclared else { throw WorkbookError.damaged }
    return whole
  }

  private mutating func begin(_ take: (UnsafeRawBufferPointer, PartText) throws -> Bool) throws -> Bool {
    hasBegun = true
    var start = 0
    if let isBigEndian = UTF16Text.isBigEndian(beginning) {
      decoder = UTF16Text(isBigEndian: isBigEndian)
      if beginning[0] >= 0xFE { start = 2 }
    } else {
      if beginning.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
      try judge(beginning[start...])
    }
    let held = beginning
    beginning = []
    return try held.withUnsafeBytes { try handOn(UnsafeRawBufferPointer(rebasing: $0[start...]), take) }
  }

  private mutating func handOn(
    _ piece: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer, PartText) throws -> Bool
  ) throws -> Bool {
    guard decoder != nil else {
      try bounds.pass(piece)
      return try take(piece, self)
    }
    var text: [UInt8] = []
    guard decoder?.add(piece, to: &text) == true else { throw WorkbookError.damaged }
    return try text.withUnsafeBytes { text in
      try bounds.pass(text)
      return try take(text, self)
    }
  }

  /// Refuses encodings in which markup could look like something else.
  private mutating func judge(_ bytes: ArraySlice<UInt8>) throws {
    guard let first = bytes.first, first == UInt8(ascii: "<") || first <= 0x20 else { throw WorkbookError.damaged }
    guard bytes.starts(with: Array("<?xml".utf8)) else { return }
    let text = String(decoding: bytes.prefix(PartText.declarationSize), as: UTF8.self)
    guard let end = text.firstRange(of: "?>") else { throw WorkbookError.damaged }
    let declaration = text[..<end.lowerBound]
    guard let match = declaration.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/) else { return }
    let encoding = match.output.1.lowercased()
    isAsDeclared = encoding.hasPrefix("iso-8859-") || encoding.hasPrefix("windows-125")
    guard isAsDeclared || ["utf-8", "utf8", "utf-16", "us-ascii", "ascii"].contains(encoding) else { throw WorkbookError.damaged }
  }
}
