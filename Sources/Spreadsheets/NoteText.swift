/// The text of one note, made of runs with a font each (`CT_Rst`, ECMA-376 part 1, 18.4.7).
struct NoteText {
  private let content: XMLElement?

  /// The text of a note.
  init(_ comment: XMLElement) { content = comment.child("text") }

  /// The whole text; readings above East Asian letters are no part of it.
  var text: String { parts.map(\.text).joined() }

  private var parts: [XMLElement] {
    content?.children.flatMap { $0.isNamed("t") ? [$0] : $0.isNamed("r") ? $0.children("t") : [] } ?? []
  }

  /// Puts a run at the end; false when the note cannot be changed.
  func add(_ run: String) -> Bool {
    guard let content else { return false }
    // Plain text and a run do not stand together, so the plain text becomes a run.
    if let plain = content.child("t") {
      let p = content.prefix
      let literal = "<\(p)r><\(p)t xml:space=\"preserve\">\(plain.text.markupEscaped)</\(p)t></\(p)r>"
      guard content.add(literal, before: plain) != nil else { return false }
      plain.remove()
    }
    return content.add(run, before: content.child("rPh") ?? content.child("phoneticPr")) != nil
  }

  /// Takes the lines away that begin like this; the fonts of the others stay.
  func cutLines(beginning: String) {
    let parts = parts
    let texts = parts.map { Array($0.text.unicodeScalars) }
    let kept = NoteText.kept(in: texts.flatMap { $0 }, Array(beginning.unicodeScalars))
    var start = 0
    for (part, text) in zip(parts, texts) {
      let rest = text.indices.filter { kept[start + $0] }.map { text[$0] }
      start += text.count
      if rest.count == text.count { continue }
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: rest)
      part.setText(String(scalars))
    }
    for run in content?.children("r") ?? [] where run.text.isEmpty { run.remove() }
  }

  /// Which signs of a text are not on such a line; of the breaks around a line cut, one goes as well.
  private static func kept(in text: [Unicode.Scalar], _ beginning: [Unicode.Scalar]) -> [Bool] {
    var kept = Array(repeating: true, count: text.count)
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: "\n") ?? text.count
      if text[start..<end].starts(with: beginning) {
        for index in max(start - 1, 0)..<end { kept[index] = false }
        if start == 0, end < text.count { kept[end] = false }
      }
      start = end + 1
    }
    return kept
  }
}
