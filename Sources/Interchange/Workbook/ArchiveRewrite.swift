import CZip

/// Writes an archive anew with some entries changed; the others are copied as they are packed.
struct ArchiveRewrite {
  /// The new content of entries by name; those the archive does not have are added.
  var changed: [String: [UInt8]] = [:]
  /// The entries taken away.
  var removed: Set<String> = []

  /// The bytes of the new archive; `nil` when libzip cannot make it.
  func bytes(of original: [UInt8]) -> [UInt8]? {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: original.count, alignment: 16)
    defer { memory.deallocate() }
    memory.copyBytes(from: original)
    var contents: [UnsafeMutableRawBufferPointer] = []
    defer { for content in contents { content.deallocate() } }
    var error = zip_error_t()
    guard let source = zip_source_buffer_create(memory.baseAddress, UInt64(memory.count), 0, &error) else { return nil }
    defer { zip_source_free(source) }
    // The archive frees its source; it is kept, because the result is read from it.
    zip_source_keep(source)
    guard let archive = zip_open_from_source(source, 0, &error) else {
      zip_source_free(source)
      return nil
    }
    let indices = ArchiveRewrite.indices(of: archive)
    for name in removed.sorted() {
      if let index = indices[ArchiveRewrite.key(name)] { zip_delete(archive, index) }
    }
    for (name, content) in changed.sorted(by: { $0.key < $1.key }) {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 16)
      copy.copyBytes(from: content)
      contents.append(copy)
      guard ArchiveRewrite.put(copy, name, indices[ArchiveRewrite.key(name)], into: archive) else {
        zip_discard(archive)
        return nil
      }
    }
    guard zip_close(archive) == 0 else {
      zip_discard(archive)
      return nil
    }
    return ArchiveRewrite.content(of: source)
  }

  private static func put(
    _ content: UnsafeMutableRawBufferPointer, _ name: String, _ old: UInt64?, into archive: OpaquePointer
  ) -> Bool {
    guard let source = zip_source_buffer(archive, content.baseAddress, UInt64(content.count), 0) else { return false }
    let index = old.map { Int64($0) } ?? zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8))
    if let old, zip_file_replace(archive, old, source, 0) != 0 {
      zip_source_free(source)
      return false
    }
    guard index >= 0 else {
      zip_source_free(source)
      return false
    }
    // 1 January 1980, as Excel writes it: the same marks give the same bytes.
    return zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0) == 0
  }

  private static func indices(of archive: OpaquePointer) -> [String: UInt64] {
    var indices: [String: UInt64] = [:]
    for index in 0..<UInt64(max(zip_get_num_entries(archive, 0), 0)) {
      guard let name = zip_get_name(archive, index, 0) else { continue }
      indices[ArchiveRewrite.key(String(cString: name)), default: index] = index
    }
    return indices
  }

  /// Names of parts are compared as `WorkbookArchive` does.
  private static func key(_ name: String) -> String { String(name.lowercased().map { $0 == "\\" ? "/" : $0 }) }

  private static func content(of source: OpaquePointer) -> [UInt8]? {
    var stat = zip_stat_t()
    guard zip_source_stat(source, &stat) == 0, zip_source_open(source) == 0 else { return nil }
    defer { zip_source_close(source) }
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(stat.size)) { buffer, count in
      count = Int(max(zip_source_read(source, buffer.baseAddress, stat.size), 0))
    }
    return bytes.count == Int(stat.size) ? bytes : nil
  }
}
