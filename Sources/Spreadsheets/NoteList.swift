/// The notes of a sheet (`xl/commentsN.xml`). Each line of ours begins with our name, whether it stands in a note of its own or
/// in one of somebody else: LibreOffice forgets the authors of notes, and an officer may write his answer below. What others
/// wrote stays.
struct NoteList {
  /// The author of our notes.
  static let author = "AnSinh"
  /// How our lines begin.
  static let beginning = "[\(author)] "

  /// A list without notes.
  static func empty(_ form: OfficeForm) -> String {
    "\(EditedPackage.declaration)<comments xmlns=\"\(form.main)\"><authors/><commentList/></comments>"
  }

  private let authors: XMLElement
  private let list: XMLElement
  private let p: String

  /// Reads the notes; `nil` when the part is not a list of notes.
  init?(_ tree: XMLTree) {
    guard let authors = tree.root.child("authors"), let list = tree.root.child("commentList") else { return nil }
    self.authors = authors
    self.list = list
    p = tree.root.prefix
  }

  /// Whether an earlier mark left a line.
  var hasMarks: Bool { list.children("comment").contains { !NoteList.ourLines(NoteText($0).text).isEmpty } }

  /// The cells that have a note, and what it says.
  var texts: [CellAddress: String] {
    let texts = list.children("comment").compactMap { comment in
      comment["ref"].flatMap { CellAddress($0) }.map { ($0, NoteText(comment).text) }
    }
    return Dictionary(texts) { first, _ in first }
  }

  /// Leaves our lines with these texts at these cells and at no other. The cells whose notes are gone or were written anew, or
  /// `nil` when the part cannot be changed.
  func mark(_ texts: [CellAddress: String]) -> (gone: Set<CellAddress>, new: Set<CellAddress>)? {
    var left = texts.mapValues(NoteList.lines)
    var gone: Set<CellAddress> = []
    for comment in list.children("comment") {
      guard let address = comment["ref"].flatMap({ CellAddress($0) }) else { continue }
      let note = NoteText(comment)
      let ours = NoteList.ourLines(note.text)
      if ours == left[address] ?? [] {
        left[address] = nil
      } else if ours.count == note.text.split(separator: "\n").count, !ours.isEmpty {
        gone.insert(address)
        comment.remove()
      } else {
        note.cutLines(beginning: NoteList.beginning)
        guard let lines = left.removeValue(forKey: address) else { continue }
        guard note.add(run("\n" + lines.joined(separator: "\n"))) else { return nil }
      }
    }
    for (address, lines) in left.sorted(by: { ($0.key.row, $0.key.column) < ($1.key.row, $1.key.column) }) {
      guard add(lines.joined(separator: "\n"), at: address) else { return nil }
    }
    return (gone, Set(left.keys))
  }

  /// A text as lines of ours, as they stand in the file.
  private static func lines(_ text: String) -> [String] {
    text.writableInCell.split(separator: "\n").map { beginning + $0 }
  }

  private static func ourLines(_ text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix(beginning) }.map(String.init)
  }

  private var ourAuthor: String? {
    authors.children("author").firstIndex { $0.text == NoteList.author }.map(String.init)
  }

  private func add(_ text: String, at address: CellAddress) -> Bool {
    if ourAuthor == nil { authors.add("<\(p)author>\(NoteList.author)</\(p)author>") }
    guard let author = ourAuthor else { return false }
    let content = "<\(p)text>\(run(text))</\(p)text>"
    return list.add("<\(p)comment ref=\"\(address)\" authorId=\"\(author)\">\(content)</\(p)comment>") != nil
  }

  private func run(_ text: String) -> String {
    let font = "<\(p)sz val=\"9\"/><\(p)color indexed=\"81\"/><\(p)rFont val=\"Tahoma\"/><\(p)family val=\"2\"/>"
    let literal = text.markupEscaped
    return "<\(p)r><\(p)rPr>\(font)</\(p)rPr><\(p)t xml:space=\"preserve\">\(literal)</\(p)t></\(p)r>"
  }
}
