/// What a file is by its bytes, whatever its name says.
public enum FileType: String, Sendable, Hashable, CaseIterable {
  /// An Excel workbook, `.xlsx`.
  case workbook
  /// Another archive: `.zip`, and office documents of other kinds.
  case archive
  /// A document of Office 97 to 2003, `.xls` and `.doc`, or an encrypted one of today.
  case compound
  case pdf
  case png
  case jpeg
  /// Text of any encoding that has no null bytes: CSV among it.
  case text
  /// None of these.
  case other

  /// The type of some bytes.
  public init(of bytes: [UInt8]) {
    func begins(_ signature: [UInt8]) -> Bool { bytes.starts(with: signature) }
    if begins([0x50, 0x4B, 0x03, 0x04]) {
      self = FileType.holds("xl/workbook", bytes) ? .workbook : .archive
    } else if begins([0xD0, 0xCF, 0x11, 0xE0]) {
      self = .compound
    } else if begins(Array("%PDF-".utf8)) {
      self = .pdf
    } else if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if begins([0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else {
      self = bytes.prefix(4096).contains(0) ? .other : .text
    }
  }

  /// What a table may come as; the reader of tables says more closely why one of them is none.
  public static let tables: Set<FileType> = [.workbook, .archive, .compound, .text, .other]

  /// Whether a name stands in the bytes: names of an archive's files are not packed.
  private static func holds(_ name: String, _ bytes: [UInt8]) -> Bool {
    let wanted = Array(name.utf8)
    return bytes.withUnsafeBufferPointer { all in
      var start = all.startIndex
      while let found = all[start...].firstIndex(of: wanted[0]) {
        if all[found...].starts(with: wanted) { return true }
        start = found + 1
      }
      return false
    }
  }
}
