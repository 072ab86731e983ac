import CZip

/// The parts of a packed workbook as text, for a test to look into.
struct PackedParts {
  /// The text of each part by its path.
  private(set) var texts: [String: String] = [:]

  /// The paths in the order they are packed.
  private(set) var names: [String] = []

  init(_ bytes: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    defer { memory.deallocate() }
    memory.copyBytes(from: bytes)
    guard let source = zip_source_buffer_create(memory.baseAddress, UInt64(memory.count), 0, nil),
      let archive = zip_open_from_source(source, ZIP_RDONLY, nil)
    else { return }
    defer { zip_discard(archive) }
    for index in 0..<UInt64(max(zip_get_num_entries(archive, 0), 0)) {
      var stat = zip_stat_t()
      guard zip_stat_index(archive, index, 0, &stat) == 0, let file = zip_fopen_index(archive, index, 0) else { continue }
      defer { zip_fclose(file) }
      let content = [UInt8](unsafeUninitializedCapacity: Int(stat.size)) { buffer, count in
        count = Int(max(zip_fread(file, buffer.baseAddress, stat.size), 0))
      }
      names.append(String(cString: stat.name))
      texts[String(cString: stat.name)] = String(decoding: content, as: UTF8.self)
    }
  }

  /// The text of a part; empty where there is none.
  subscript(path: String) -> String { texts[path] ?? "" }

  /// What stands in a part between two texts, each time.
  func all(_ beginning: String, _ end: String, in path: String) -> [String] {
    self[path].split(separator: beginning, omittingEmptySubsequences: false).dropFirst().compactMap { rest in
      rest.firstRange(of: end).map { String(rest[..<$0.lowerBound]) }
    }
  }
}
