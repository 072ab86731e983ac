/// Reads `multipart/form-data`, the form of requests that carry files (RFC 7578). The body is bounded before it comes here.
enum Multipart {
  struct Content {
    var form = FormValues()
    var uploads: [String: Upload] = [:]
  }

  /// The boundary named by a content type; `nil` for another content type.
  static func boundary(of contentType: String) -> String? {
    let parts = contentType.split(separator: ";").map { $0.drop { $0 == " " } }
    guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
    for part in parts.dropFirst() where part.lowercased().hasPrefix("boundary=") {
      let value = part.dropFirst("boundary=".count)
      return value.hasPrefix("\"") ? String(value.dropFirst().dropLast()) : String(value)
    }
    return nil
  }

  /// The fields and files of a body; `nil` when it is not what its boundary promises.
  static func content(of body: [UInt8], boundary: String) -> Content? {
    let marker = Array("--\(boundary)".utf8)
    var content = Content()
    guard var position = find(marker, in: body, from: 0) else { return nil }
    while true {
      position += marker.count
      if body[position...].starts(with: [45, 45]) { return content }
      guard body[position...].starts(with: [13, 10]), let end = find([13, 10] + marker, in: body, from: position),
        let blank = find([13, 10, 13, 10], in: body, from: position), blank < end
      else { return nil }
      // A part without headers ends its blank line where it begins; it names no field, so nothing is added.
      add(headers: body[min(position + 2, blank)..<blank], body: body[(blank + 4)..<max(end, blank + 4)], to: &content)
      position = end + 2
    }
  }

  private static func add(headers: ArraySlice<UInt8>, body: ArraySlice<UInt8>, to content: inout Content) {
    let text = String(decoding: headers, as: UTF8.self)
    guard
      let disposition = text.split(separator: "\r\n").first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      let name = quoted("name", in: disposition)
    else { return }
    if let filename = quoted("filename", in: disposition) {
      if !filename.isEmpty || !body.isEmpty { content.uploads[name] = Upload(filename: filename, bytes: Array(body)) }
    } else {
      content.form.add(name, String(decoding: body.filter { $0 != 0 }, as: UTF8.self))
    }
  }

  private static func quoted(_ name: String, in header: Substring) -> String? {
    for part in header.split(separator: ";") {
      let trimmed = part.drop { $0 == " " }
      if trimmed.hasPrefix("\(name)=\"") { return String(trimmed.dropFirst(name.count + 2).prefix { $0 != "\"" }) }
    }
    return nil
  }

  private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= needle.count else { return nil }
    var position = start
    while position <= bytes.count - needle.count {
      if bytes[position] == needle[0], bytes[position..<(position + needle.count)].elementsEqual(needle) { return position }
      position += 1
    }
    return nil
  }
}
