/// Changes inputs as neighbours, attackers and broken programs do; the same random numbers give the same change.
struct Mutator {
  private let reader: Reader
  /// Other inputs of the reader, to take pieces from.
  private let others: [[UInt8]]

  init(_ reader: Reader, among others: [[UInt8]]) {
    self.reader = reader
    self.others = others
  }

  /// The input with one to six changes; mostly few, so that most of it still makes sense.
  func changed(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    if reader == .parts, random.below(3) > 0 {
      var loose = LooseParts(bytes)
      for _ in 0...random.below(4) { change(&loose, &random) }
      return loose.bytes
    }
    var bytes = bytes
    for _ in 0...random.below(6) { change(&bytes, &random) }
    return bytes
  }

  // MARK: Parts of a workbook

  private func change(_ loose: inout LooseParts, _ random: inout SeededRandom) {
    guard !loose.parts.isEmpty else { return }
    let place = random.below(loose.parts.count)
    let other = random.below(loose.parts.count)
    switch random.below(12) {
    case 0: loose.parts.swapAt(place, other)
    case 1: loose.parts.insert(loose.parts[place], at: other)
    case 2: loose.parts.remove(at: place)
    case 3: loose.parts[place].content = loose.parts[other].content
    case 4:
      let media = LooseParts.Part(
        name: Array("xl/media/image1.png".utf8), content: (0..<random.below(3000)).map { UInt8($0 * 7 & 0xFF) })
      loose.parts.insert(media, at: other)
    case 5: change(&loose.parts[place].name, &random)
    case 6: loose.parts[place].content = inUTF16(loose.parts[place].content, bigEndian: random.below(2) == 0)
    case 7: change(&loose.parts[place].content, &random)
    default: changeMarkup(&loose.parts[place].content, &random)
    }
  }

  private func inUTF16(_ content: [UInt8], bigEndian: Bool) -> [UInt8] {
    String(decoding: content, as: UTF8.self).replacing("UTF-8", with: "UTF-16").utf16.reduce(
      into: bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
    ) { bytes, unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      bytes += bigEndian ? [high, low] : [low, high]
    }
  }

  /// Moves, doubles or drops whole tags, or puts something else into an attribute.
  private func changeMarkup(_ content: inout [UInt8], _ random: inout SeededRandom) {
    let tag = tag(in: content, &random)
    let other = tag.isEmpty ? tag : self.tag(in: content, &random)
    guard !tag.isEmpty, !other.isEmpty else { return change(&content, &random) }
    switch random.below(6) {
    case 0: content.removeSubrange(tag)
    case 1: content.insert(contentsOf: Array(content[tag]), at: other.lowerBound)
    case 2: content.replaceSubrange(tag, with: Array(content[other]))
    case 3:
      // All that stands between two tags, a second time.
      let between = min(tag.lowerBound, other.lowerBound)..<max(tag.upperBound, other.upperBound)
      content.insert(contentsOf: Array(content[between].prefix(20_000)), at: between.upperBound)
    default: changeAttribute(of: tag, in: &content, &random)
    }
  }

  private func tag(in content: [UInt8], _ random: inout SeededRandom) -> Range<Int> {
    let from = random.below(content.count)
    guard let start = content[from...].firstIndex(of: UInt8(ascii: "<")),
      let end = content[start...].firstIndex(of: UInt8(ascii: ">"))
    else { return 0..<0 }
    return start..<(end + 1)
  }

  private func changeAttribute(of tag: Range<Int>, in content: inout [UInt8], _ random: inout SeededRandom) {
    let quotes = tag.filter { content[$0] == UInt8(ascii: "\"") }
    guard quotes.count >= 2 else { return change(&content, &random) }
    let first = 2 * random.below(quotes.count / 2)
    let value = (quotes[first] + 1)..<quotes[first + 1]
    content.replaceSubrange(value, with: Words.one(for: reader, &random))
  }

  // MARK: Bytes

  private func change(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let range = random.range(in: bytes.count)
    switch random.below(14) {
    case 0, 1: if !range.isEmpty { bytes[range.lowerBound] ^= 1 << UInt8(random.below(8)) }
    case 2: if !range.isEmpty { bytes[range.lowerBound] = random.one(of: [0, 1, 0x7F, 0x80, 0xFF, 0x22, 0x3C, 0x0D, 0x0A]) ?? 0 }
    case 3: bytes.removeSubrange(range)
    case 4: bytes.insert(contentsOf: Array(bytes[range]), at: random.below(bytes.count + 1))
    case 5: bytes.insert(contentsOf: (0..<random.below(9)).map { _ in UInt8(random.below(256)) }, at: range.lowerBound)
    case 6: bytes.replaceSubrange(range, with: Array(bytes[random.range(in: bytes.count)]))
    case 7: repeatPiece(range, of: &bytes, &random)
    case 8:
      if let other = random.one(of: others) {
        bytes.replaceSubrange(range, with: Array(other[random.range(in: other.count)]))
      }
    case 9: if random.below(6) == 0 { bytes.removeSubrange(range.lowerBound...) }
    case 10: changeNumber(from: range.lowerBound, in: &bytes, &random)
    default: bytes.insert(contentsOf: Words.one(for: reader, &random), at: range.lowerBound)
    }
  }

  /// A piece many times over: what is linear in the piece must be linear in all of them.
  private func repeatPiece(_ range: Range<Int>, of bytes: inout [UInt8], _ random: inout SeededRandom) {
    let piece = random.below(2) == 0 ? Words.one(for: reader, &random) : Array(bytes[range])
    guard !piece.isEmpty else { return }
    let length = random.below(12) == 0 ? reader.longestInput : 2000
    let times = random.below(max(1, (length - bytes.count) / piece.count))
    bytes.insert(contentsOf: repeatElement(piece, count: max(0, times)).joined(), at: range.lowerBound)
  }

  private func changeNumber(from start: Int, in bytes: inout [UInt8], _ random: inout SeededRandom) {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard let first = bytes[start...].firstIndex(where: isDigit) else { return }
    let end = bytes[first...].firstIndex { !isDigit($0) } ?? bytes.count
    let numbers = ["0", "1", "-1", "255", "65536", "1048577", "2147483648", "4294967295", "99999999999999999999", "1E308", "1.5"]
    bytes.replaceSubrange(first..<end, with: Array((random.one(of: numbers) ?? "").utf8))
  }
}
