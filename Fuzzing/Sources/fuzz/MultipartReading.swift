@testable import WebShared

/// A body with files: the first line is its content type. And a body of ours, which must be read as it was put together.
enum MultipartReading {
  static func take(_ bytes: [UInt8]) {
    let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
    let body = Array(bytes.dropFirst(end + 1))
    let type = String(decoding: bytes[..<end], as: UTF8.self)
    if let multipart = try? Multipart(contentType: type) {
      if let content = try? multipart.content(of: body, fields: RequestLimits.fields) {
        let files = content.uploads.values.reduce(0) { $0 + $1.bytes.count }
        Report.hold(files <= body.count, "the files of a body are larger than the body")
        // What is found in the beginning is what the whole says, unless the name comes again.
        for (name, value) in content.form.pairs.prefix(3) where content.form.all(name).count == 1 {
          let early = multipart.field(name, inBeginning: Array(body.prefix(RequestLimits.admission)))
          Report.hold(early == nil || early == value, "a field reads otherwise in the beginning of its body")
        }
      }
      _ = multipart.field("_form", inBeginning: body)
    }
    wellFormed(body)
  }

  private static func wellFormed(_ file: [UInt8]) {
    let boundary = "----AnSinhFuzz"
    guard !String(decoding: file, as: UTF8.self).contains(boundary),
      let multipart = try? Multipart(contentType: "multipart/form-data; boundary=\(boundary)")
    else { return }
    var body = Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nmột\r\n".utf8)
    body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"a.csv\"\r\n\r\n".utf8)
    body += file + Array("\r\n--\(boundary)--\r\n".utf8)
    let content = try? multipart.content(of: body, fields: 1 + RequestLimits.strangerFields)
    Report.hold(content?.uploads["tep"]?.bytes == file, "a file came in otherwise than it was sent")
    Report.hold(content?.form["a"] == "một", "a field came in otherwise than it was sent")
  }
}
