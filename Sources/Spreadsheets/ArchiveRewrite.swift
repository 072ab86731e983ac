import CZip
import Foundation

/// Makes a new archive from an old one with some entries changed; the others are copied as they are packed.
///
/// The new archive is written from its beginning into memory of libzip's own, and each content is handed over as memory libzip
/// frees itself: over a borrowed buffer libzip 1.7 writes and frees what is not its own (docs/decisions/0029).
struct ArchiveRewrite {
  /// The new content of entries by name; those the archive does not have are added.
  var changed: [String: [UInt8]] = [:]
  /// The entries taken away.
  var removed: Set<String> = []

  /// The bytes of the new archive; `nil` when libzip cannot make it.
  func bytes(of original: WorkbookArchive) -> [UInt8]? {
    guard let source = zip_source_buffer_create(nil, 0, 0, nil) else { return nil }
    defer { zip_source_free(source) }
    // The archive frees its source; it is kept, because the result is read from it.
    zip_source_keep(source)
    guard let archive = zip_open_from_source(source, ZIP_TRUNCATE, nil) else {
      zip_source_free(source)
      return nil
    }
    guard fill(archive, from: original), zip_close(archive) == 0 else {
      zip_discard(archive)
      return nil
    }
    // Until here libzip may read entries of the original.
    return withExtendedLifetime(original) { ArchiveRewrite.content(of: source) }
  }

  /// Adds the entries in the order of the original, then those it did not have.
  private func fill(_ archive: OpaquePointer, from original: WorkbookArchive) -> Bool {
    var left = Dictionary(changed.map { (PartName.key($0.key), $0) }) { first, _ in first }
    let removed = Set(removed.map(PartName.key))
    for entry in original.names {
      let key = PartName.key(entry.name)
      let isAdded =
        if let change = left.removeValue(forKey: key) {
          ArchiveRewrite.add(change.value, entry.name, to: archive)
        } else if removed.contains(key) {
          true
        } else {
          ArchiveRewrite.add(original.packedSource(of: entry.index, for: archive), entry.name, to: archive) != nil
        }
      guard isAdded else { return false }
    }
    return left.values.sorted { $0.key < $1.key }.allSatisfy { ArchiveRewrite.add($0.value, $0.key, to: archive) }
  }

  private static func add(_ content: [UInt8], _ name: String, to archive: OpaquePointer) -> Bool {
    guard let memory = malloc(max(content.count, 1)) else { return false }
    content.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { memory.copyMemory(from: start, byteCount: bytes.count) }
    }
    // The last argument gives the memory away; where no source comes of it, it is still ours.
    let source = zip_source_buffer(archive, memory, UInt64(content.count), 1)
    if source == nil { free(memory) }
    guard let index = add(source, name, to: archive) else { return false }
    // 1 January 1980, as Excel writes it: the same marks give the same bytes.
    return zip_file_set_dostime(archive, index, 0, 0x21, 0) == 0
  }

  /// Adds an entry; its index, or `nil` where there is no source or libzip does not take it.
  private static func add(_ source: OpaquePointer?, _ name: String, to archive: OpaquePointer) -> UInt64? {
    guard let source else { return nil }
    let index = zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8))
    if index < 0 { zip_source_free(source) }
    return UInt64(exactly: index)
  }

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
