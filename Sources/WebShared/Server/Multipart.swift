/// Reads `multipart/form-data`, the form of requests that carry files (RFC 7578), in a time that grows with the body's length
/// only. The body is bounded before it comes here.
struct Multipart {
  /// The fields and files of a body.
  struct Content {
    /// The fields.
    var form = FormValues()
    /// The files by the name of their field.
    var uploads: [String: Upload] = [:]
  }

  /// What ends a part: a line break, two dashes and the boundary. The line break's first byte comes in it but once.
  private let delimiter: [UInt8]

  /// The reader of bodies of a content type; `nil` for another type than this.
  /// - Throws: `WebError.unreadableForm` for a boundary that is none: 1 to 70 letters, digits and a few marks (RFC 2046, 5.1.1).
  init?(contentType: String) throws {
    let parts = contentType.split(separator: ";").map { $0.drop { $0 == " " } }
    guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
    let named = parts.dropFirst().first { $0.lowercased().hasPrefix("boundary=") }
    var boundary = named?.dropFirst("boundary=".count) ?? ""
    if boundary.hasPrefix("\"") { boundary = boundary.dropFirst().dropLast() }
    guard 1...70 ~= boundary.utf8.count, boundary.utf8.allSatisfy(Multipart.isBoundaryByte), boundary.last != " " else {
      throw WebError.unreadableForm
    }
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  private static func isBoundaryByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "'()+_,-./:=? ".utf8.contains(byte)
    }
  }

  /// The fields and files of a whole body.
  /// - Throws: `WebError.unreadableForm` when it is not what its boundary promises, `.tooManyFields`.
  func content(of body: [UInt8], fields limit: Int) throws -> Content {
    var content = Content()
    var count = 0
    var position = try start(of: body)
    while let place = position {
      switch try part(of: body, at: place) {
      case .end: return content
      case .cut: position = nil
      case .part(let headers, let value, let next):
        count += 1
        guard count <= limit else { throw WebError.tooManyFields(limit: limit) }
        try add(headers: body[headers], body: body[value], to: &content)
        position = next
      }
    }
    throw WebError.unreadableForm
  }

  /// The value of a field that stands whole in the first bytes of a body; `nil` where it does not.
  func field(_ name: String, inBeginning bytes: [UInt8]) -> String? {
    var content = Content()
    var position = try? start(of: bytes)
    while let place = position, case .part(let headers, let value, let next)? = try? part(of: bytes, at: place) {
      guard (try? add(headers: bytes[headers], body: bytes[value], to: &content)) != nil else { return nil }
      if content.form.hasField(name) { return content.form[name] }
      position = next
    }
    return nil
  }

  /// What stands behind a boundary.
  private enum Step {
    /// A part; the next boundary ends at `next`.
    case part(headers: Range<Int>, value: Range<Int>, next: Int)
    /// The last boundary.
    case end
    /// The bytes end before the part does.
    case cut
  }

  /// Where the first boundary ends; `nil` where there is none. What stands before it is not read.
  private func start(of body: [UInt8]) throws -> Int? {
    if body.starts(with: delimiter.dropFirst(2)) { return delimiter.count - 2 }
    return Multipart.find(delimiter, in: body, from: 0, to: body.count).map { $0 + delimiter.count }
  }

  private func part(of body: [UInt8], at position: Int) throws -> Step {
    let rest = body[position...]
    if rest.starts(with: [45, 45]) { return .end }
    guard rest.starts(with: [13, 10]) else { return rest.count < 2 ? .cut : try unreadable() }
    let headersEnd = min(body.count, position + RequestLimits.partHeader)
    guard let blank = Multipart.find([13, 10, 13, 10], in: body, from: position, to: headersEnd) else {
      return headersEnd == body.count ? .cut : try unreadable()
    }
    if Multipart.find(delimiter, in: body, from: position, to: blank + 2) != nil { return try unreadable() }
    // A part without a value may end with the blank line's own line break.
    guard let end = Multipart.find(delimiter, in: body, from: blank + 2, to: body.count) else { return .cut }
    let value = (blank + 4)..<max(end, blank + 4)
    return .part(headers: min(position + 2, blank)..<blank, value: value, next: end + delimiter.count)
  }

  private func unreadable() throws -> Step { throw WebError.unreadableForm }

  /// A part that names no field adds nothing.
  private func add(headers: ArraySlice<UInt8>, body: ArraySlice<UInt8>, to content: inout Content) throws {
    let text = String(decoding: headers, as: UTF8.self)
    guard
      let disposition = text.split(separator: "\r\n").first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      let name = Multipart.quoted("name", in: disposition)
    else { return }
    if let filename = Multipart.quoted("filename", in: disposition) {
      guard name.utf8.count <= RequestLimits.fieldName else { throw WebError.unreadableForm }
      if !filename.isEmpty || !body.isEmpty { content.uploads[name] = Upload(filename: filename, bytes: Array(body)) }
    } else {
      try content.form.add(field: name, String(decoding: body.filter { $0 != 0 }, as: UTF8.self))
    }
  }

  private static func quoted(_ name: String, in header: Substring) -> String? {
    for part in header.split(separator: ";") {
      let trimmed = part.drop { $0 == " " }
      if trimmed.hasPrefix("\(name)=\"") { return String(trimmed.dropFirst(name.count + 2).prefix { $0 != "\"" }) }
    }
    return nil
  }

  /// Where a needle begins. Both needles of a body begin with a byte that comes again at most once within them, so a byte of the
  /// body is looked at three times at most, whatever stands in it.
  private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var position = start
      while position <= end - needle.count {
        var matched = 0
        while matched < needle.count, bytes[position + matched] == needle[matched] { matched += 1 }
        if matched == needle.count { return position }
        position += 1
      }
      return nil
    }
  }
}
