import CZip
import Spreadsheets

/// A small workbook put together part by part, so that a test can say exactly what stands in it.
struct WorkbookSample {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  /// The parts by their paths, in the order they are packed.
  var parts: [(path: String, bytes: [UInt8])]

  /// A workbook with one sheet, whose part is what stands inside `<worksheet>`.
  init(sheet: String = "", strings: String = "", styles: String = "") {
    parts = [
      ("_rels/.rels", WorkbookSample.relationships([("r1", "officeDocument", "xl/workbook.xml")])),
      ("xl/workbook.xml", WorkbookSample.workbook(#"<sheet name="Biểu 1" sheetId="1" r:id="s1"/>"#)),
      (
        "xl/_rels/workbook.xml.rels",
        WorkbookSample.relationships([
          ("t1", "styles", "styles.xml"), ("t2", "sharedStrings", "sharedStrings.xml"), ("s1", "worksheet", "worksheets/s1.xml"),
        ])
      ),
      ("xl/styles.xml", WorkbookSample.part("styleSheet", styles)),
      ("xl/sharedStrings.xml", WorkbookSample.part("sst", strings)),
      ("xl/worksheets/s1.xml", WorkbookSample.part("worksheet", sheet)),
    ]
  }

  /// A workbook with rows in its sheet.
  init(rows: String, strings: String = "", styles: String = "") {
    self.init(sheet: "<sheetData>\(rows)</sheetData>", strings: strings, styles: styles)
  }

  /// The text of a part; `nil` takes the part away.
  subscript(path: String) -> String? {
    get { parts.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) } }
    set {
      let place = parts.firstIndex { $0.path == path }
      let part = newValue.map { (path: path, bytes: Array($0.utf8)) }
      switch (place, part) {
      case (let place?, let part?): parts[place] = part
      case (let place?, nil): parts.remove(at: place)
      case (nil, let part?): parts.append(part)
      case (nil, nil): break
      }
    }
  }

  /// The same with a change.
  func with(_ change: (inout WorkbookSample) -> Void) -> WorkbookSample {
    var sample = self
    change(&sample)
    return sample
  }

  static func part(_ root: String, _ content: String) -> [UInt8] {
    Array(#"<?xml version="1.0" encoding="UTF-8"?><\#(root) xmlns="\#(main)">\#(content)</\#(root)>"#.utf8)
  }

  static func workbook(_ sheets: String) -> [UInt8] {
    Array(#"<workbook xmlns="\#(main)" xmlns:r="\#(office)"><sheets>\#(sheets)</sheets></workbook>"#.utf8)
  }

  static func relationships(_ list: [(id: String, type: String, target: String)]) -> [UInt8] {
    let each = list.map { #"<Relationship Id="\#($0.id)" Type="\#(office)/\#($0.type)" Target="\#($0.target)"/>"# }
    return Array(#"<Relationships xmlns="\#(package)">\#(each.joined())</Relationships>"#.utf8)
  }

  // MARK: Packing

  struct NotPacked: Error {}

  /// The archive; `password` encrypts its last entry.
  func packed(password: String? = nil) throws -> [UInt8] {
    guard let source = zip_source_buffer_create(nil, 0, 0, nil) else { throw NotPacked() }
    defer { zip_source_free(source) }
    zip_source_keep(source)
    guard let archive = zip_open_from_source(source, ZIP_TRUNCATE, nil) else { throw NotPacked() }
    // libzip reads the entries when the archive is closed.
    var held: [UnsafeMutablePointer<UInt8>] = []
    defer { for pointer in held { pointer.deallocate() } }
    for (position, part) in parts.enumerated() {
      let pointer = UnsafeMutablePointer<UInt8>.allocate(capacity: part.bytes.count)
      pointer.initialize(from: part.bytes, count: part.bytes.count)
      held.append(pointer)
      guard let entry = zip_source_buffer(archive, pointer, UInt64(part.bytes.count), 0) else { throw NotPacked() }
      guard zip_file_add(archive, part.path, entry, 0) == Int64(position) else { throw NotPacked() }
    }
    if let password {
      zip_file_set_encryption(archive, UInt64(parts.count - 1), UInt16(ZIP_EM_AES_256), password)
    }
    guard zip_close(archive) == 0 else { throw NotPacked() }
    return try WorkbookSample.bytes(of: source)
  }

  private static func bytes(of source: OpaquePointer) throws -> [UInt8] {
    var stat = zip_stat_t()
    guard zip_source_stat(source, &stat) == 0, zip_source_open(source) == 0 else { throw NotPacked() }
    defer { zip_source_close(source) }
    return [UInt8](unsafeUninitializedCapacity: Int(stat.size)) { buffer, count in
      count = Int(max(0, zip_source_read(source, buffer.baseAddress, stat.size)))
    }
  }

  /// An archive whose last entry says something else of itself, in both its headers: its method of packing or its size.
  static func lying(_ archive: [UInt8], method: UInt8? = nil, size: UInt32? = nil) -> [UInt8] {
    var bytes = archive
    let headers: [(mark: [UInt8], method: Int, size: Int)] = [([0x50, 0x4B, 3, 4], 8, 22), ([0x50, 0x4B, 1, 2], 10, 24)]
    for header in headers {
      guard let place = bytes.indices.last(where: { bytes[$0...].starts(with: header.mark) }) else { continue }
      if let method { bytes[place + header.method] = method }
      guard let size else { continue }
      for byte in 0..<4 { bytes[place + header.size + byte] = UInt8(truncatingIfNeeded: size >> (8 * UInt32(byte))) }
    }
    return bytes
  }
}

extension WorkbookReader {
  /// Opens a sample.
  convenience init(_ sample: WorkbookSample, limits: WorkbookLimits = WorkbookLimits()) throws {
    try self.init(sample.packed(), limits: limits)
  }

  /// The cells of the first sheet, each as `B2 number 1.5 percent formula`; what is plain is left unsaid.
  func printed() throws -> [String] {
    var lines: [String] = []
    guard let sheet = sheets.first else { return [] }
    _ = try read(sheet) { row in
      lines += row.cells.map { $0.printed(row.number) }
      return true
    }
    return lines
  }
}

extension WorkbookCell {
  fileprivate func printed(_ row: Int) -> String {
    let what =
      switch value {
      case .text(let text): "text \(text)"
      case .number(let number): "number \(number)"
      case .boolean(let boolean): "boolean \(boolean)"
      case .error(let error): "error \(error)"
      case .unreadable(let why): "unreadable \(why)"
      }
    let address = CellAddress(column: column, row: row)
    return "\(address) \(what)" + (format == .plain ? "" : " \(format)") + (isFormula ? " formula" : "")
  }
}
