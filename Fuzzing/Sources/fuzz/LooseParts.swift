/// The parts of a workbook one behind the other, each under a line `=== its name`: a form in which XML can be changed without
/// unpacking, and in which names may be doubled, missing or in any order.
struct LooseParts {
  /// A part as it stands in the archive.
  struct Part {
    var name: [UInt8]
    var content: [UInt8]
  }

  var parts: [Part] = []

  private static let mark = Array("=== ".utf8)

  /// Reads the loose form; lines before the first name belong to no part.
  init(_ bytes: [UInt8]) {
    var position = 0
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[position..<end]
      if line.starts(with: LooseParts.mark) {
        // The line feed before a name ends the part before.
        if parts.last?.content.last == 0x0A { parts[parts.count - 1].content.removeLast() }
        parts.append(Part(name: Array(line.dropFirst(LooseParts.mark.count)), content: []))
      } else if !parts.isEmpty {
        parts[parts.count - 1].content += bytes[position..<min(end + 1, bytes.count)]
      }
      position = end + 1
    }
  }

  /// The loose form.
  var bytes: [UInt8] {
    parts.reduce(into: []) { $0 += LooseParts.mark + $1.name + [0x0A] + $1.content + [0x0A] }
  }

  /// The parts as a ZIP archive, not compressed (APPNOTE 6.3.10, 4.3.7 to 4.3.16).
  var packed: [UInt8] {
    var (entries, directory): ([UInt8], [UInt8]) = ([], [])
    for part in parts {
      // Flags (UTF-8 names), method, time and date (1 January 1980), then checksum, sizes and the length of the name.
      var facts = le16(0x0800) + le16(0) + le16(0) + le16(0x21)
      facts += le32(CheckSum.crc32(part.content)) + le32(UInt32(part.content.count)) + le32(UInt32(part.content.count))
      facts += le16(UInt16(truncatingIfNeeded: part.name.count)) + le16(0)
      directory += le32(0x0201_4B50) + le16(20) + le16(20) + facts + le16(0) + le16(0) + le16(0) + le32(0)
      directory += le32(UInt32(entries.count)) + part.name
      entries += le32(0x0403_4B50) + le16(20) + facts + part.name + part.content
    }
    let count = le16(UInt16(truncatingIfNeeded: parts.count))
    let end = le32(0x0605_4B50) + le16(0) + le16(0) + count + count + le32(UInt32(directory.count))
    return entries + directory + end + le32(UInt32(entries.count)) + le16(0)
  }
}

/// The checksum of ZIP entries (CRC-32 of ITU-T V.42).
enum CheckSum {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }
}

private func le16(_ number: UInt16) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8)] }
private func le32(_ number: UInt32) -> [UInt8] { le16(UInt16(number & 0xFFFF)) + le16(UInt16(number >> 16)) }
