/// The compound file of Microsoft (OLE2, MS-CFB): `.xls` is one, and so is an `.xlsx` encrypted with a password.
enum OldFile {
  private static let beginning: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// The stream with the encrypted workbook (MS-OFFCRYPTO 2.3.4.4), as the directory of the file writes its name.
  private static let encrypted = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }

  /// Why the bytes of such a file are no workbook; `nil` for other files.
  static func error(_ bytes: [UInt8]) -> WorkbookError? {
    guard bytes.starts(with: beginning) else { return nil }
    // Sectors are multiples of 128 bytes and so are the entries of the directory, which begin with their name.
    let names = stride(from: 0, to: bytes.count, by: 128)
    return names.contains { bytes[$0...].starts(with: encrypted) } ? .passwordProtected : .oldExcel
  }
}
