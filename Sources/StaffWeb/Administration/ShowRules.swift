import Directory
import HTML
import Kernel
import Rulebook
import WebShared
import Wording

/// The dated rules with their documents; what nobody has verified is marked as such.
extension StaffPages {
  var ruleRoutes: [Route] { [.page("/quy-tac", .holding(.viewRules)) { rules($0) }] }

  private func rules(_ request: StaffRequest) -> WebResponse {
    let words = site.words(request)
    let page = Page(words.text("rules.title")) {
      el("p") { words.text("rules.intro") }
      for rule in rulebook.rules { section(rule, words) }
    }
    return site.respond(page, request)
  }

  private func section(_ rule: Rule, _ words: LocalWording) -> Node {
    el("section") {
      el("h2") { words.language == .vi ? rule.titleVi : rule.titleEn }
      dataTable(
        DataTable(
          id: "quy-tac-" + rule.id.replacing("/", with: "-"), title: rule.id, unit: rule.unit,
          columns: [
            .init(words.text("rules.from")), .init(words.text("rules.to")), .init(words.text("rules.value")),
            .init(words.text("rules.document")), .init(words.text("rules.confidence")),
          ],
          rows: rule.values.map { value in
            [
              .text(value.from.map { words.format.date($0) } ?? "…"), .text(value.to.map { words.format.date($0) } ?? "…"),
              .text(text(of: value.value, in: rule, words)),
              .text([value.document, value.article].filter { !$0.isEmpty }.joined(separator: ", ")),
              confidence(value.confidence, words),
            ]
          }, kind: .list), in: words)
    }
  }

  private func confidence(_ confidence: Confidence, _ words: LocalWording) -> Node {
    let text = words.text("confidence.\(confidence.rawValue)")
    return confidence == .unverified ? el("strong", .class("unverified")) { text } : .text(text)
  }

  private func text(of content: RuleContent, in rule: Rule, _ words: LocalWording) -> String {
    switch content {
    case .scalar(let text): text
    case .fields(let fields):
      fields.sorted { $0.key < $1.key }.map { "\(name(of: $0.key, words)): \(terms($0.value, in: rule, words))" }
        .joined(separator: "; ")
    }
  }

  /// What a field of a rule is called; its key for one that nobody has named.
  private func name(of field: String, _ words: LocalWording) -> String {
    let role = Role(rawValue: field).label.key
    if words.has(role) { return words.text(role) }
    let key = "rules.field.\(field)"
    return words.has(key) ? words.text(key) : field
  }

  /// A text as it stands; in the rule about roles, what its words are called.
  private func terms(_ text: String, in rule: Rule, _ words: LocalWording) -> String {
    guard rule.id == Roles.rule else { return text }
    return text.split(separator: " ").map { word in
      let labels = [Role(rawValue: String(word)).label, Permission(String(word)).label]
      return labels.first { words.has($0.key) }.map { words.text($0) } ?? String(word)
    }.joined(separator: ", ")
  }
}
