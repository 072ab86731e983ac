import HTML
import Storage
import WebShared
import Wording

/// Finding anything by what it is called: each system names where to look.
extension StaffPages {
  var searchRoutes: [Route] { [.page("/tim-kiem", .signedIn) { try await find($0) }] }

  private func find(_ request: StaffRequest) async throws -> WebResponse {
    let setting = setting(request)
    let (words, text) = (setting.words, request.query["q"])
    let sources = systems.flatMap(\.search).sorted { $0.rank < $1.rank }
    let found = try await site.database.read { transaction in
      text.isEmpty ? [] : try sources.map { ($0.key, try $0.find(text, setting, transaction)) }
    }
    let page = Page(words.text("search.title")) {
      findForm(text, request, words)
      for (key, findings) in found where !findings.isEmpty {
        el("section") {
          el("h2") { words.text("search.\(key)") }
          el("ul", .class("plain-list")) {
            for finding in findings { el("li") { el("a", .href(finding.address)) { finding.title } } }
          }
          if findings.count == SearchSource.most { el("p", .class("muted")) { words.text("search.first_only") } }
        }
      }
      if !text.isEmpty, found.allSatisfy({ $0.1.isEmpty }) { el("p") { words.text("search.nothing", ["text": text]) } }
    }
    return site.respond(page, request)
  }

  /// The field to type into, for this page and the desk.
  func findForm(_ text: String, _ request: StaffRequest, _ words: LocalWording) -> Node {
    el("form", .class("inline-form no-print"), .method("get"), .action(request.address("/tim-kiem")), .role("search")) {
      textField(Field(name: "q", label: words.text("search.label")), value: text, kind: .search, in: words)
      submitButton(words.text("search.find"), rank: .secondary)
    }
  }
}
