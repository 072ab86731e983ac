import HTML
import Testing

/// What a block of the builder collects.
@Suite struct BuilderTests {
  private func list(_ names: [String], note: String?, isOpen: Bool) -> Node {
    el("ul") {
      if isOpen { el("li") { "mở" } } else { el("li") { "khóa" } }
      for name in names { el("li") { name } }
      if let note { el("li", .class("note")) { note } }
      note
      names.map { Node.text($0) }
    }
  }

  @Test func branchesLoopsAndOptionals() {
    #expect(
      list(["a", "b"], note: "n", isOpen: true).html
        == "<ul><li>mở</li><li>a</li><li>b</li><li class=\"note\">n</li>nab</ul>")
    #expect(list([], note: nil, isOpen: false).html == "<ul><li>khóa</li></ul>")
  }

  @Test func switchAndOptionalNode() {
    func mark(_ number: Int) -> Node {
      el("b") {
        switch number {
        case 0: "không"
        case 1: el("i") { "một" }
        default: nil as Node?
        }
      }
    }
    #expect([0, 1, 2].map { mark($0).html } == ["<b>không</b>", "<b><i>một</i></b>", "<b></b>"])
  }

  @Test func emptyBlockGivesNoChildren() {
    #expect(el("div") {}.html == "<div></div>")
  }
}
