/// One text of the wording, cut at its placeholders once when it is loaded.
struct SentenceTemplate: Sendable, Equatable {
  enum Part: Sendable, Equatable {
    case text(String)
    case placeholder(String)
  }

  let parts: [Part]

  /// Cuts `text` at `{name}`; `nil` where a brace stands alone or a name is not of letters, digits and `_`.
  init?(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { return nil }
      let name = rest[rest.index(after: brace)..<end]
      guard let first = name.utf8.first, first > 57, name.utf8.allSatisfy(SentenceTemplate.isNameByte) else { return nil }
      if brace > rest.startIndex { parts.append(.text(String(rest[..<brace]))) }
      parts.append(.placeholder(String(name)))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  /// The names of the placeholders.
  var placeholders: Set<String> {
    Set(parts.compactMap { if case .placeholder(let name) = $0 { name } else { nil } })
  }

  /// The text with its values; a placeholder without a value stays visible as `{name}`, so that a reader can report it.
  func filled(_ values: [String: String]) -> String {
    if parts.count == 1, case .text(let text) = parts[0] { return text }
    var text = ""
    for part in parts {
      switch part {
      case .text(let piece): text += piece
      case .placeholder(let name): text += values[name] ?? "{\(name)}"
      }
    }
    return text
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 95
  }
}
