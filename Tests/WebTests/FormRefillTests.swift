import HTML
import Testing

@testable import WebShared

/// Carried values find the fields they were typed into, and no others.
@Suite struct FormRefillTests {
  /// A field as its page prints it; what was typed, as it was sent; the field as it is shown.
  struct Case: Sendable, CustomTestStringConvertible {
    let field: Node
    let typed: String
    let shown: String

    var testDescription: String { "\(typed): \(shown)" }
  }

  static let cases = [
    Case(
      field: el("input", .type("text"), .name("a"), .value("old")), typed: "a=%3C5%3E",
      shown: #"<input type="text" name="a" value="&lt;5&gt;">"#),
    // What was emptied stays empty; what was not sent stays as it is.
    Case(
      field: el("input", .type("text"), .name("a"), .value("old")), typed: "a=&x=1",
      shown: #"<input type="text" name="a" value="">"#),
    Case(
      field: el("input", .type("text"), .name("a"), .value("old")), typed: "x=1",
      shown: #"<input type="text" name="a" value="old">"#),
    // The version that was seen comes along, the secret of this session stays.
    Case(
      field: el("input", .type("hidden"), .name("phien-ban"), .value("9")), typed: "phien-ban=3",
      shown: #"<input type="hidden" name="phien-ban" value="3">"#),
    Case(
      field: el("input", .type("hidden"), .name("ma-bieu-mau"), .value("new")), typed: "ma-bieu-mau=old",
      shown: #"<input type="hidden" name="ma-bieu-mau" value="new">"#),
    Case(field: el("textarea", .name("t")) { "\nold" }, typed: "t=a%0D%0Ab", shown: "<textarea name=\"t\">\na\r\nb</textarea>"),
    Case(
      field: el("select", .name("s")) {
        el("option", .value("1"), .flag("selected", true)) { "one" }
        el("option", .value("2")) { "two" }
      }, typed: "s=2",
      shown: #"<select name="s"><option value="1">one</option><option value="2" selected>two</option></select>"#),
    Case(
      field: .fragment([
        el("input", .type("radio"), .name("r"), .value("x"), .flag("checked", true)),
        el("input", .type("radio"), .name("r"), .value("y")),
      ]), typed: "r=y",
      shown: #"<input type="radio" name="r" value="x"><input type="radio" name="r" value="y" checked>"#),
    Case(
      field: el("input", .type("checkbox"), .name("k"), .value("1"), .flag("checked", true)), typed: "x=1",
      shown: #"<input type="checkbox" name="k" value="1">"#),
    // Passwords and files never come back; buttons are pressed anew.
    Case(
      field: el("input", .type("password"), .name("p")), typed: "p=secret", shown: #"<input type="password" name="p">"#),
    Case(
      field: el("button", .name("viec"), .value("luu")), typed: "viec=gui", shown: #"<button name="viec" value="luu"></button>"#),
    // What was typed is not folded away.
    Case(
      field: el("details") { el("input", .type("text"), .name("a")) }, typed: "a=5",
      shown: #"<details open><input type="text" name="a" value="5"></details>"#),
    Case(
      field: el("details") { el("input", .type("text"), .name("a")) }, typed: "a=",
      shown: #"<details><input type="text" name="a" value=""></details>"#),
  ]

  @Test(arguments: cases) func aFieldIsFilledAsItWasTyped(row: Case) throws {
    let address = "/kh/2021/JOB/ket-qua?noi=A.62"
    let other = el("form", .action("/kh/2021/JOB/ket-qua?noi=A.92")) { el("input", .type("text"), .name("a"), .value("other")) }
    var refill = FormRefill(CarriedForm(address: address, values: FormValues(encoded: row.typed)))
    let nodes = refill.refilled([other, el("form", .action(address)) { row.field }])
    #expect(
      Self.printed(nodes) == Self.printed([other]) + #"<form action="\#(address)">"# + row.shown + "</form>")
  }

  @Test func whatFindsNoFieldIsTold() {
    var refill = FormRefill(
      CarriedForm(address: "/x", values: FormValues(encoded: "a=1&gone=2&empty=&viec=luu&gone=3")))
    _ = refill.refilled([el("form", .action("/x")) { [el("input", .name("a")), el("button", .name("viec"))] }])
    #expect(refill.rest.map { "\($0.name)=\($0.value)" } == ["gone=2", "gone=3"])
  }

  private static func printed(_ nodes: [Node]) -> String {
    var renderer = Renderer()
    renderer.write(.fragment(nodes))
    return String(decoding: renderer.bytes, as: UTF8.self)
  }
}
