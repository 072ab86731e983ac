import Kernel
import Rulebook
import Testing

/// Which value a rule answers on a day.
@Suite("A rule answers with the value in force on the day")
struct ValueOnADayTests {
  static let rule = RulesFolder.text(
    "to: 2017-12-31\nvalue: 270000\ndocument: 136/2013/NĐ-CP\narticle: Điều 4\nconfidence: unverified",
    "from: 2018-01-01\nvalue: 300000\ndocument: Nghị quyết A\nconfidence: unverified",
    "from: 2021-07-01\nto: 2024-06-30\nvalue: 360000\ndocument: 20/2021/NĐ-CP\nconfidence: seen\nsource: a.vn")

  static let days: [(day: String, expected: String?)] = [
    ("1990-01-01", "270000"),
    ("2017-12-31", "270000"),
    ("2018-01-01", "300000"),
    ("2021-06-30", "300000"),
    ("2021-07-01", "360000"),
    ("2024-06-30", "360000"),
    ("2024-07-01", nil),
  ]

  @Test("on the day before a change the old value, on the day itself the new one", arguments: days)
  func answers(day: String, expected: String?) throws {
    let book = try RulesFolder(files: ["tro-giup/muc-chuan.yaml": Self.rule], name: "answers-\(day)").open()
    let day = try #require(CivilDate(iso: day))
    if let expected {
      #expect(try book.value(of: "tro-giup/muc-chuan", on: day).value == .scalar(expected))
    } else {
      #expect(throws: RulebookError.notInForce(id: "tro-giup/muc-chuan", day: day)) {
        try book.value(of: "tro-giup/muc-chuan", on: day)
      }
    }
  }

  @Test("before the first day of a rule there is no value")
  func beforeTheFirstDay() throws {
    let text = RulesFolder.text("from: 2022-01-01\nvalue: 1\ndocument: A\nconfidence: unverified")
    let book = try RulesFolder(files: ["a.yaml": text], name: "before").open()
    let eve = try #require(CivilDate(iso: "2021-12-31"))
    #expect(throws: RulebookError.notInForce(id: "a", day: eve)) { try book.value(of: "a", on: eve) }
    #expect(try book.value(of: "a", on: eve.adding(days: 1)).from == eve.adding(days: 1))
  }

  @Test("a rule that does not exist is named")
  func unknownRule() throws {
    let book = try RulesFolder(files: [:], name: "unknown").open()
    let day = try #require(CivilDate(iso: "2022-01-01"))
    #expect(book.rules.isEmpty)
    #expect(book.rule("a/b") == nil)
    #expect(throws: RulebookError.unknownRule(id: "a/b")) { try book.value(of: "a/b", on: day) }
  }

  @Test("everything a file says is kept, scalars as text, the last day filled in")
  func readsWhole() throws {
    let book = try RulesFolder(files: ["b.yaml": Self.rule, "a/x-1.yaml": Self.rule, "README.md": "-"], name: "whole").open()
    #expect(book.rules.map(\.id) == ["a/x-1", "b"])
    let rule = try #require(book.rule("b"))
    #expect([rule.titleVi, rule.titleEn, rule.unit] == ["Mức chuẩn", "Standard level", "đồng"])
    #expect(rule.values.map { $0.from?.iso } == [nil, "2018-01-01", "2021-07-01"])
    #expect(rule.values.map { $0.to?.iso } == ["2017-12-31", "2021-06-30", "2024-06-30"])
    #expect(rule.values.map(\.article) == ["Điều 4", "", ""])
    #expect(rule.values.map(\.confidence) == [.unverified, .unverified, .seen])
    #expect(rule.values.map(\.source) == ["", "", "a.vn"])
  }

  static let contents: [(written: String, expected: RuleContent)] = [
    ("value: 020", .scalar("020")),
    ("value: 1.50", .scalar("1.50")),
    ("value: yes", .scalar("yes")),
    ("value: 2021-07-01", .scalar("2021-07-01")),
    ("value: {mostly: 95, notmet: 070}", .fields(["mostly": "95", "notmet": "070"])),
  ]

  @Test("a value is text exactly as written", arguments: contents)
  func contentIsText(written: String, expected: RuleContent) throws {
    let text = RulesFolder.text(written + "\ndocument: A\nconfidence: unverified")
    let name = "content-\(written.utf8.map(String.init).joined())"
    let book = try RulesFolder(files: ["a.yaml": text], name: name).open()
    #expect(book.rule("a")?.values.map(\.value) == [expected])
  }

  @Test("a part of a value is asked for by name")
  func parts() {
    let fields = RuleContent.fields(["mostly": "95"])
    #expect(fields.field("mostly") == "95")
    #expect(fields.field("other") == nil)
    #expect(fields.text == nil)
    #expect(RuleContent.scalar("7").text == "7")
    #expect(RuleContent.scalar("7").field("mostly") == nil)
  }
}
