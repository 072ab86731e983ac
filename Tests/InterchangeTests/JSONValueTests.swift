import Foundation
import Interchange
import TestSupport
import Testing

@Suite("JSON as files carry it")
struct JSONValueTests {
  static let values: [(value: JSONValue, text: String)] = [
    (.string("người"), "\"người\""), (.string(""), "\"\""), (.string(String?.none), "null"),
    (.string(String?.some("a")), "\"a\""),
    (.string("a\"b\\c/d"), "\"a\\\"b\\\\c/d\""), (.string("\n\r\t\u{1}\u{1F}"), "\"\\n\\r\\t\\u0001\\u001f\""),
    (.number("114.35"), "114.35"), (.number("-0.0001"), "-0.0001"), (.number("1000000000000"), "1000000000000"),
    (.number(String?.none), "null"), (.bool(true), "true"), (.bool(false), "false"), (.null, "null"), (.array([]), "[]"),
    (.object([]), "{}"), (.array([.null, .number("1")]), "[\n  null,\n  1\n]"),
    (.object([.init("b", .number("1")), .init("a", .array([.bool(true)]))]), "{\n  \"b\": 1,\n  \"a\": [\n    true\n  ]\n}"),
  ]

  @Test("the written form", arguments: values)
  func written(value: JSONValue, text: String) { #expect(value.serialized == text + "\n") }

  @Test("any text is valid JSON and is read back", arguments: 1...20 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let texts = (0..<20).map { _ in random.text(upTo: 20) }
    let document = JSONValue.object(texts.enumerated().map { .init("key \($0.offset) \($0.element)", .string($0.element)) })
    let read = try JSONDecoder().decode([String: String].self, from: Data(document.serialized.utf8))
    for (index, text) in texts.enumerated() {
      #expect(read["key \(index) \(text)"].map { Array($0.utf8) } == Array(text.utf8))
    }
  }
}
