import CXlsxWriter
import Foundation
import Kernel

/// A workbook being written by libxlsxwriter, which writes to a file: ours lies in a folder nobody else may enter, and goes
/// with it.
final class WorkbookFile {
  private let folder: String
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var path: String { folder + "/workbook.xlsx" }

  /// Begins a workbook. A streamed one holds a single row in memory: its rows come in order and nothing is merged.
  init(title: String, createdAt: Moment, isStreamed: Bool) throws(WorkbookWriteError) {
    guard let folder = WorkbookFile.privateFolder() else { throw .notWritten }
    self.folder = folder
    workbook = folder.withMutableCString { folder in
      var options = lxw_workbook_options(constant_memory: isStreamed ? 1 : 0, tmpdir: folder, use_zip64: 0)
      return (self.folder + "/workbook.xlsx").withCString { workbook_new_opt($0, &options) }
    }
    guard let workbook else { throw .notWritten }
    title.writable.withMutableCString { title in
      var properties = lxw_doc_properties()
      properties.title = title
      properties.created = time_t(createdAt.seconds)
      workbook_set_properties(workbook, &properties)
    }
  }

  deinit {
    if let workbook { lxw_workbook_free(workbook) }
    unlink(path)
    rmdir(folder)
  }

  /// Adds a sheet at the right.
  func addSheet(_ name: String) throws(WorkbookWriteError) -> UnsafeMutablePointer<lxw_worksheet> {
    guard let workbook else { throw .notWritten }
    // libxlsxwriter lets signs pass that XML cannot hold, and no program could open the file; tabs and line ends in a name become
    // blanks when it is read, so that nothing finds the sheet again.
    guard workbook_validate_sheet_name(workbook, name) == LXW_NO_ERROR, !name.isEmpty, name == name.writable,
      !name.unicodeScalars.contains(where: { $0.value < 0x20 }), let sheet = workbook_add_worksheet(workbook, name)
    else { throw .sheetName(name) }
    return sheet
  }

  /// Adds a format.
  func addFormat() throws(WorkbookWriteError) -> UnsafeMutablePointer<lxw_format> {
    guard let workbook, let format = workbook_add_format(workbook) else { throw .notWritten }
    return format
  }

  /// Ends the workbook and gives its bytes.
  func finish() throws(WorkbookWriteError) -> [UInt8] {
    guard let ended = workbook else { throw .notWritten }
    workbook = nil
    // Closing frees the workbook, whether it could be written or not.
    guard workbook_close(ended) == LXW_NO_ERROR, let file = fopen(path, "rb") else { throw .notWritten }
    defer { fclose(file) }
    guard fseek(file, 0, SEEK_END) == 0, case let size = ftell(file), size > 0, fseek(file, 0, SEEK_SET) == 0 else {
      throw .notWritten
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in count = fread(buffer.baseAddress, 1, size, file) }
    guard bytes.count == size else { throw .notWritten }
    return bytes
  }

  private static func privateFolder() -> String? {
    var template = Array((FileManager.default.temporaryDirectory.path + "/ansinh-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    return template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
  }
}

extension String {
  /// Gives the text to a C function that takes text it may change, and does not.
  func withMutableCString<Result>(_ body: (UnsafeMutablePointer<CChar>?) -> Result) -> Result {
    var bytes = Array(utf8CString)
    return bytes.withUnsafeMutableBufferPointer { body($0.baseAddress) }
  }

  /// The text without signs that XML cannot hold, its lines ended as in a cell.
  var writable: String {
    guard utf8.contains(where: { $0 < 0x20 || $0 == 0xEF }) else { return self }
    var text = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0D: text.append("\n")
      case 0x0A: if previous != "\r" { text.append(scalar) }
      case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0xFFFE, 0xFFFF: break
      default: text.append(scalar)
      }
      previous = scalar
    }
    return String(text)
  }

  /// The same, with what a spreadsheet would take for a coded sign (`_x0041_`, ECMA-376 part 1, 22.9.2.19) made literal.
  var writableInCell: String {
    let text = writable
    guard text.utf8.contains(0x5F), text.contains("_x") else { return text }
    return text.replacing(/_x(?=[0-9A-Fa-f]{4}_)/, with: "_x005F_x")
  }
}
