import Testing

@testable import WebShared

/// Forms as their bytes come in: in linear time, whatever stands in them.
@Suite struct MultipartTests {
  private static func type(_ boundary: String) -> String { "multipart/form-data; boundary=\(boundary)" }

  @Test(arguments: [
    ("X", true), ("\"X\"", true), ("----WebKitFormBoundary7MA4YWxkTrZu0gW", true), ("a'()+_,-./:=?b", true),
    (String(repeating: "a", count: 70), true), (String(repeating: "a", count: 71), false), ("", false), ("\"\"", false),
    ("a b", true), ("\"a \"", false), ("a\tb", false), ("á", false), ("a@b", false),
    (String(repeating: "-", count: 7900) + "x", false),
  ])
  func boundaries(boundary: String, isGood: Bool) {
    #expect(isRead(MultipartTests.type(boundary)) == isGood, "\(boundary)")
  }

  private func isRead(_ type: String) -> Bool {
    do { return try Multipart(contentType: type) != nil } catch { return false }
  }

  @Test func anotherTypeIsNone() throws {
    for type in ["", "text/plain", "application/x-www-form-urlencoded", "multipart/mixed; boundary=X"] {
      #expect(try Multipart(contentType: type) == nil)
    }
    #expect(throws: WebError.unreadableForm) { try Multipart(contentType: "multipart/form-data") }
  }

  @Test func fieldsAndFilesAreRead() throws {
    let body =
      "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nmột\r\nhai\r\n--X\r\n"
      + "content-disposition: form-data; name=\"tep\"; filename=\"x.csv\"\r\nContent-Type: text/csv\r\n\r\n--Y\r\n--\r\n--X\r\n"
      + "Content-Disposition: form-data; name=\"b\"\r\n\r\n\r\n--X--\r\n"
    let reader = try #require(try Multipart(contentType: MultipartTests.type("X")))
    let content = try reader.content(of: Array(body.utf8), fields: 3)
    #expect(content.form.raw("a") == "một\r\nhai" && content.form["b"].isEmpty && content.form.pairs.map(\.0) == ["a", "b"])
    #expect(content.uploads["tep"]?.bytes == Array("--Y\r\n--".utf8) && content.uploads["tep"]?.filename == "x.csv")
    #expect(throws: WebError.tooManyFields(limit: 2)) { try reader.content(of: Array(body.utf8), fields: 2) }
    // A field is read from the beginning of a body as soon as the boundary behind it has come in.
    let first = "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nmột\r\nhai\r\n--X"
    for length in 0..<body.utf8.count {
      let beginning = Array(body.utf8.prefix(length))
      #expect((reader.field("a", inBeginning: beginning) != nil) == (length >= first.utf8.count), "\(length)")
    }
  }

  @Test func headersOfPartsAreBounded() throws {
    let reader = try #require(try Multipart(contentType: MultipartTests.type("X")))
    for (length, isRead) in [(1000, true), (3000, false), (2_000_000, false)] {
      let body =
        "--X\r\nContent-Disposition: form-data; name=\"a\"\r\nx: \(String(repeating: "y", count: length))\r\n\r\n1\r\n--X--"
      #expect(((try? reader.content(of: Array(body.utf8), fields: 9)) != nil) == isRead, "\(length)")
    }
    let name = "--X\r\nContent-Disposition: form-data; name=\"\(String(repeating: "n", count: 201))\"\r\n\r\n1\r\n--X--"
    #expect(throws: WebError.unreadableForm) { try reader.content(of: Array(name.utf8), fields: 9) }
  }

  /// What held every page for eleven seconds; the bound is generous for a busy machine.
  @Test func theWorstBodiesTakeNoTime() throws {
    let dashes = String(repeating: "-", count: 69) + "x"
    let reader = try #require(try Multipart(contentType: MultipartTests.type(dashes)))
    let head = "\r\n--\(dashes)\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
    let bodies = [
      [UInt8](repeating: 45, count: 4_000_000), [UInt8](repeating: 13, count: 4_000_000),
      Array(head.utf8) + [UInt8](repeating: 45, count: 4_000_000),
      Array(head.utf8) + Array(String(repeating: "\r\n--" + String(repeating: "-", count: 69), count: 50_000).utf8),
      Array(String(repeating: head, count: 30_000).utf8),
    ]
    let took = ContinuousClock().measure {
      for body in bodies { #expect(throws: WebError.self) { try reader.content(of: body, fields: 5000) } }
    }
    #expect(took < .seconds(30))
  }

  /// Millions of names in a body become no list of as many.
  @Test func theWorstEncodedBodiesTakeNoTime() {
    let bodies = [
      String(repeating: "a&", count: 3_000_000), String(repeating: "&", count: 6_000_000),
      String(repeating: "=&", count: 3_000_000),
      "a=" + String(repeating: "%CC%81%CC%A3", count: 400_000), String(repeating: "\u{301}", count: 500_000),
    ]
    let took = ContinuousClock().measure {
      for body in bodies { _ = try? FormValues(body: Array(body.utf8), fields: RequestLimits.fields) }
    }
    #expect(took < .seconds(30))
    #expect(throws: WebError.tooManyFields(limit: 5000)) { try FormValues(body: Array(bodies[0].utf8), fields: 5000) }
  }

  @Test(arguments: [
    ("a=1&b=2", ["a": "1", "b": "2"]), ("a", ["a": ""]), ("&&a=1&&", ["a": "1"]), ("=1", ["": "1"]), ("a=b=c", ["a": "b=c"]),
    ("a=%C3%A1+x", ["a": "á x"]), ("a=%", ["a": "%"]), ("a=%4", ["a": "%4"]), ("a=%zz%41", ["a": "%zzA"]),
    ("a=x%00y", ["a": "xy"]),
    ("%61=1", ["a": "1"]), ("", [:]),
  ])
  func encodedForms(body: String, values: [String: String]) throws {
    let read = try FormValues(body: Array(body.utf8), fields: 10)
    #expect(Dictionary(uniqueKeysWithValues: read.pairs) == values)
    #expect(FormValues(encoded: body) == read)
  }
}
