import CZip

/// The ZIP archive of a workbook, in memory: its entries are found by name and unpacked in chunks.
final class WorkbookArchive {
  /// One entry.
  private struct Entry {
    let index: UInt64
    let unpacked: UInt64
    let packed: UInt64
  }

  private static let chunkSize = 65_536
  /// How often all that an archive declares may be unpacked: a thousand sheets may be one part.
  private static let rounds: UInt64 = 3
  private let limits: WorkbookLimits
  private let archive: OpaquePointer
  private let memory: UnsafeMutableRawBufferPointer
  private let entries: [String: Entry]
  /// The bytes that may still be unpacked, over all parts and all readings.
  private var allowance: UInt64
  /// The names of all entries, folders included, in the order of the archive.
  let names: [(index: UInt64, name: String)]

  /// Opens an archive and judges its entries by the sizes they declare, before anything is unpacked.
  init(_ bytes: [UInt8], limits: WorkbookLimits) throws(WorkbookError) {
    guard bytes.starts(with: [0x50, 0x4B]) else { throw .notAWorkbook }
    // libzip reads on while the archive is open, longer than an array's address holds.
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    memory.copyBytes(from: bytes)
    guard let archive = WorkbookArchive.open(memory) else {
      memory.deallocate()
      throw .damaged
    }
    do {
      (entries, names) = try WorkbookArchive.entries(of: archive, limits)
    } catch {
      zip_discard(archive)
      memory.deallocate()
      throw error
    }
    self.limits = limits
    allowance = UInt64(limits.unpackedBytes) * WorkbookArchive.rounds
    self.memory = memory
    self.archive = archive
  }

  deinit {
    zip_discard(archive)
    memory.deallocate()
  }

  /// Whether there is an entry of this name.
  func has(_ name: String) -> Bool { entries[PartName.key(name)] != nil }

  /// Unpacks an entry chunk by chunk, until `take` returns false.
  func unpack(_ name: String, _ take: (UnsafeRawBufferPointer) throws -> Bool) throws {
    guard let entry = entries[PartName.key(name)] else { throw WorkbookError.damaged }
    if entry.unpacked > limits.ratioApplies, entry.unpacked / UInt64(limits.ratio) > entry.packed { throw limits.exceeded }
    guard let file = zip_fopen_index(archive, entry.index, 0) else { throw fault(zip_get_error(archive)) }
    defer { zip_fclose(file) }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: WorkbookArchive.chunkSize, alignment: 16)
    defer { chunk.deallocate() }
    var left = entry.unpacked
    while true {
      let count = zip_fread(file, chunk.baseAddress, UInt64(chunk.count))
      guard count >= 0 else { throw fault(zip_file_get_error(file)) }
      // The sizes declared were within the limit, so nothing may be larger than it declares.
      guard count <= left else { throw limits.exceeded }
      left -= UInt64(count)
      guard count <= allowance else { throw limits.exceeded }
      allowance -= UInt64(count)
      if count == 0 { return }
      guard try take(UnsafeRawBufferPointer(rebasing: chunk[..<Int(count)])) else { return }
    }
  }

  private func fault(_ error: UnsafeMutablePointer<zip_error_t>?) -> WorkbookError {
    switch zip_error_code_zip(error) {
    case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP: .passwordProtected
    default: .damaged
    }
  }

  /// An entry as it is packed, to be added to another archive while this one lives.
  func packedSource(of index: UInt64, for other: OpaquePointer) -> OpaquePointer? {
    zip_source_zip(other, archive, index, 0, 0, -1)
  }

  private static func open(_ memory: UnsafeMutableRawBufferPointer) -> OpaquePointer? {
    var error = zip_error_t()
    guard let source = zip_source_buffer_create(memory.baseAddress, UInt64(memory.count), 0, &error) else { return nil }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      return nil
    }
    return archive
  }

  private static func entries(
    of archive: OpaquePointer, _ limits: WorkbookLimits
  ) throws(WorkbookError) -> (byKey: [String: Entry], names: [(index: UInt64, name: String)]) {
    let count = zip_get_num_entries(archive, 0)
    guard count <= limits.entries else { throw limits.exceeded }
    var entries: [String: Entry] = [:]
    var names: [(index: UInt64, name: String)] = []
    var left = UInt64(limits.unpackedBytes)
    for index in 0..<UInt64(max(count, 0)) {
      var stat = zip_stat_t()
      guard zip_stat_index(archive, index, 0, &stat) == 0, let bytes = stat.name else { throw .damaged }
      guard stat.encryption_method == UInt16(ZIP_EM_NONE) else { throw .passwordProtected }
      guard stat.size <= left else { throw limits.exceeded }
      left -= stat.size
      let name = String(cString: bytes)
      names.append((index, name))
      // A folder has no content, so two of them contradict each other in nothing.
      if name.hasSuffix("/") { continue }
      let entry = Entry(index: index, unpacked: stat.size, packed: stat.comp_size)
      // One program shows the first of two, another the last: what was looked at may not be what is read.
      guard entries.updateValue(entry, forKey: PartName.key(name)) == nil else { throw .partTwice(name) }
    }
    return (entries, names)
  }
}
