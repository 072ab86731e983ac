import HTML
import Testing

/// What is printed for which node.
@Suite struct RenderingTests {
  @Test(arguments: [
    (el("p") { "Kon Tum" }, "<p>Kon Tum</p>"),
    (el("p") { "a < b & c > d \"e\"" }, "<p>a &lt; b &amp; c &gt; d \"e\"</p>"),
    (el("p") { "<script>alert(1)</script>" }, "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    (el("p") { "đạt 114,35%" }, "<p>đạt 114,35%</p>"),
    (el("p") { "&" }, "<p>&amp;</p>"),
    (el("p"), "<p></p>"),
    (el("br"), "<br>"),
    (el("input", .type("text"), .value("\"><b>&")), "<input type=\"text\" value=\"&quot;&gt;&lt;b&gt;&amp;\">"),
    (el("path", .attribute("d", "M0 0")), "<path d=\"M0 0\"></path>"),
    (.trusted("<b>&amp;</b>"), "<b>&amp;</b>"),
    (.fragment([.text("a"), .text("b")]), "ab"),
    (.empty, ""),
  ])
  func node(_ node: Node, printsAs expected: String) {
    #expect(node.html == expected)
    #expect(node.bytes == Array(expected.utf8))
  }

  @Test(arguments: [
    ([Attribute.class("a b"), .id("x")], " class=\"a b\" id=\"x\""),
    ([.id("x"), .class("a b")], " id=\"x\" class=\"a b\""),
    ([.class(nil), .id("x")], " id=\"x\""),
    ([.value("")], " value=\"\""),
    ([.attribute("rows", 5), .attribute("cols", Int?.none)], " rows=\"5\""),
    ([.flag("checked", true), .flag("disabled", false)], " checked"),
    ([.attribute("data-label", "Kế hoạch")], " data-label=\"Kế hoạch\""),
  ])
  func attributes(_ attributes: [Attribute], printAs expected: String) {
    #expect(el("i", attributes).html == "<i\(expected)></i>")
  }

  @Test(arguments: [
    ("/kh/2021", "/kh/2021"), ("?trang=2", "?trang=2"), ("#field-ten", "#field-ten"), ("", ""),
    ("https://sldtbxh.kontum.gov.vn/", "https://sldtbxh.kontum.gov.vn/"), ("HTTP://a.vn", "HTTP://a.vn"),
    ("mailto:so@kontum.gov.vn", "mailto:so@kontum.gov.vn"), ("tel:02603", "tel:02603"),
    ("/tim?q=a:b", "/tim?q=a:b"), ("javascript:alert(1)", "#"), ("JavaScript:alert(1)", "#"),
    (" javascript:alert(1)", "#"), ("java\nscript:alert(1)", "#"), ("data:text/html,x", "#"),
  ])
  func address(_ address: String, becomes expected: String) {
    #expect(el("a", .href(address)).html == "<a href=\"\(expected)\"></a>")
  }

  @Test func textWithManyEntitiesKeepsEveryRun() {
    let text = String(repeating: "một&hai<ba>", count: 500)
    let expected = String(repeating: "một&amp;hai&lt;ba&gt;", count: 500)
    #expect(Node.text(text).html == expected)
  }

  @Test func documentHasDoctypeLanguageAndTitle() {
    let document = HTMLDocument(language: "vi", title: "Kế hoạch & kết quả", classes: "large") {
      el("link", .attribute("rel", "stylesheet"), .href("/a.css"))
    } body: {
      el("main") { "x" }
    }
    let expected = """
      <!doctype html>
      <html lang="vi" class="large"><head><meta charset="utf-8">\
      <meta name="viewport" content="width=device-width, initial-scale=1"><title>Kế hoạch &amp; kết quả</title>\
      <link rel="stylesheet" href="/a.css"></head><body><main>x</main></body></html>
      """
    #expect(String(decoding: document.bytes, as: UTF8.self) == expected)
  }
}
