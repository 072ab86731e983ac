import Figures
import HTML
import WebShared
import Wording

/// What an indicator means, version by version, with its formula, its source and how sure we are.
public struct DefinitionView: Sendable {
  private let words: LocalWording

  /// The view in one language.
  public init(_ words: LocalWording) { self.words = words }

  /// The versions, newest first.
  public func content(_ definitions: [IndicatorDefinition]) -> Node {
    el("section") {
      el("h2", .id("dinh-nghia")) { words.text("definition.heading") }
      if definitions.isEmpty { el("p") { words.text("definition.none") } }
      for definition in definitions.reversed() { version(definition) }
    }
  }

  private func version(_ definition: IndicatorDefinition) -> Node {
    var lines = [
      SummaryLine(words.text("definition.text"), .text(words.language == .vi ? definition.textVi : definition.textEn))
    ]
    if !definition.formula.isEmpty { lines.append(SummaryLine(words.text("definition.formula"), vietnamese(definition.formula))) }
    if !definition.source.isEmpty { lines.append(SummaryLine(words.text("definition.source"), vietnamese(definition.source))) }
    lines.append(SummaryLine(words.text("definition.confidence"), .text(words.text("confidence.\(definition.confidence)"))))
    let number = String(definition.number)
    let heading =
      definition.validFrom.map { words.text("definition.version", ["number": number, "from": words.format.date($0)]) }
      ?? words.text("definition.version_always", ["number": number])
    return .fragment([
      el("h3") { heading },
      summaryList(lines),
    ])
  }

  /// Text that exists in Vietnamese only says so to a screen reader.
  private func vietnamese(_ text: String) -> Node {
    words.language == .vi ? .text(text) : el("span", .lang("vi")) { text }
  }
}
