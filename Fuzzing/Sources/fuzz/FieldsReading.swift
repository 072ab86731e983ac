import Directory

@testable import WebShared

/// The body or query of a form, and what else of a request is text: its path, its session's token, where to go afterwards.
enum FieldsReading {
  static func take(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let values = FormValues(encoded: text)
    let again = FormValues(encoded: values.encoded)
    Report.hold(again.pairs.elementsEqual(values.pairs, by: ==), "fields sent again are read otherwise")
    Report.hold(values.pairs.allSatisfy { !$0.0.contains("\0") && !$0.1.contains("\0") }, "a null character came in")
    if let sent = try? FormValues(body: bytes, fields: RequestLimits.strangerFields) {
      Report.hold(sent.pairs.count <= RequestLimits.strangerFields, "more fields than allowed")
      for name in Set(sent.pairs.map(\.0)) { Report.hold(sent[name] == sent.all(name).first, "the first of a name differs") }
    }
    address(text)
    address(PercentCoding.text(bytes[...], plusIsBlank: false))
    if let token = SessionToken(cookie: text) { Report.hold(token.digest.utf8.count == 64, "a token without a digest") }
  }

  /// Whoever may choose where we go afterwards must not choose another host.
  private static func address(_ text: String) {
    Report.hold(
      WebAddress.encoded(text).utf8.allSatisfy { (0x30...0x7A).contains($0) || "%-.~".utf8.contains($0) },
      "a coded text has a sign of its own")
    Report.hold(WebAddress.isLocal(WebAddress.path(text)), "a path of ours leads elsewhere: \(text.debugDescription)")
    guard WebAddress.isLocal(text) else { return }
    Report.hold(text.hasPrefix("/") && !text.hasPrefix("//") && !text.contains("\\"), "another host: \(text.debugDescription)")
  }
}
