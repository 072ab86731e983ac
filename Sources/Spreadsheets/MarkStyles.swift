/// The cell formats of a workbook (`xl/styles.xml`), with a marked twin for each that needs one: the same font, number format,
/// lines and protection on our light red.
final class MarkStyles {
  /// The colour of a marked cell.
  static let colour = "FFC7CE"

  let tree: XMLTree
  private var formats: [XMLElement]
  private let formatList: XMLElement
  private let fills: XMLElement
  private var markedFills: Set<Int>
  private var indices: [String: Int]
  private var twins: [Twin: Int] = [:]

  private struct Twin: Hashable {
    let format: Int
    let isMarked: Bool
  }

  /// Reads the formats; `nil` when the part is none of ours. Lists that a program left out are added.
  init?(_ tree: XMLTree) {
    let root = tree.root
    guard OfficeForm(namespace: root.namespace) != nil, MarkStyles.complete(root), let fills = root.child("fills"),
      let list = root.child("cellXfs")
    else { return nil }
    self.tree = tree
    self.fills = fills
    formatList = list
    formats = list.children("xf")
    guard !formats.isEmpty else { return nil }
    markedFills = Set(fills.children("fill").enumerated().filter { MarkStyles.isOurs($0.element) }.map(\.offset))
    indices = Dictionary(formats.enumerated().map { ($0.element.markup, $0.offset) }) { first, _ in first }
    hadMarks = formats.contains { isOnMarkedFill($0) }
  }

  /// The formats of a workbook that has none: `count` plain ones, for cells name them by number whether they are there or not.
  static func plain(_ form: OfficeForm, count: Int) -> String {
    let format = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    let formats = String(repeating: format, count: count)
    let list = "<cellXfs count=\"\(count)\">\(formats)</cellXfs>"
    return "\(EditedPackage.declaration)<styleSheet xmlns=\"\(form.main)\">\(list)</styleSheet>"
  }

  /// The lists a part must have before a fill can be given, each with what stands in it at least.
  private static let lists: [(name: StaticString, content: String)] = [
    ("fonts", "<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"),
    ("fills", "<fill><patternFill patternType=\"none\"/></fill>"),
    ("borders", "<border><left/><right/><top/><bottom/><diagonal/></border>"),
    ("cellStyleXfs", "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"),
    ("cellXfs", "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"),
  ]

  /// Adds the lists that are missing, in the order of the schema (ECMA-376 part 1, 18.8.39); false when that fails.
  private static func complete(_ root: XMLElement) -> Bool {
    let p = root.prefix
    for (position, list) in lists.enumerated() where root.child(list.name) == nil {
      let before = ["numFmts"] + lists[..<position].map { "\($0.name)" }
      let next = root.children.first { !before.contains($0.name) }
      let content = list.content.replacing("</", with: "\u{0}").replacing("<", with: "<\(p)").replacing("\u{0}", with: "</\(p)")
      guard root.add("<\(p)\(list.name) count=\"1\">\(content)</\(p)\(list.name)>", before: next) != nil else { return false }
    }
    return true
  }

  /// Whether any cell may have been marked before this return.
  private(set) var hadMarks = false

  /// Whether cells of a format are marked.
  func isMarked(_ format: Int) -> Bool { formats.indices.contains(format) && isOnMarkedFill(formats[format]) }

  /// The format of the same cell when it is marked; `nil` when the part cannot be changed.
  func marked(_ format: Int) -> Int? {
    let format = formats.indices.contains(format) ? format : 0
    if isOnMarkedFill(formats[format]) { return format }
    return twin(of: Twin(format: format, isMarked: true))
  }

  /// The format of the same cell when it is no longer marked: the one that differs in nothing but its fill, as long as there is
  /// a single one; otherwise one without a fill.
  func unmarked(_ format: Int) -> Int? {
    guard isMarked(format) else { return format }
    let twins = looks[MarkStyles.look(formats[format])] ?? []
    return twins.count == 1 ? twins[0] : twin(of: Twin(format: format, isMarked: false))
  }

  /// The formats that are not marked, by all they say but the fill.
  private lazy var looks = Dictionary(
    grouping: formats.indices.filter { !isOnMarkedFill(formats[$0]) }, by: { MarkStyles.look(formats[$0]) })

  private static func look(_ format: XMLElement) -> String {
    format.markup.replacing(/\ (?:fillId|applyFill)="[^"]*"/, with: "")
  }

  private func isOnMarkedFill(_ format: XMLElement) -> Bool { markedFills.contains(format["fillId"].flatMap { Int($0) } ?? 0) }

  private func twin(of key: Twin) -> Int? {
    if let known = twins[key] { return known }
    guard let fill = key.isMarked ? markedFill() : 0, let copy = formatList.add(formats[key.format].markup) else { return nil }
    copy.set("fillId", String(fill))
    copy.set("applyFill", key.isMarked ? "1" : nil)
    let markup = copy.markup
    if let known = indices[markup] {
      copy.remove()
      twins[key] = known
      return known
    }
    formats.append(copy)
    formatList.set("count", String(formats.count))
    indices[markup] = formats.count - 1
    twins[key] = formats.count - 1
    return formats.count - 1
  }

  private func markedFill() -> Int? {
    if let known = markedFills.min() { return known }
    let p = fills.prefix
    let colours = "<\(p)fgColor rgb=\"FF\(MarkStyles.colour)\"/><\(p)bgColor indexed=\"64\"/>"
    let fill = "<\(p)fill><\(p)patternFill patternType=\"solid\">\(colours)</\(p)patternFill></\(p)fill>"
    // The first two fills are Excel's own, whatever stands there.
    let own = "<\(p)fill><\(p)patternFill patternType=\"gray125\"/></\(p)fill>"
    while fills.children("fill").count < 2 { guard fills.add(own) != nil else { return nil } }
    guard fills.add(fill) != nil else { return nil }
    let count = fills.children("fill").count
    fills.set("count", String(count))
    markedFills.insert(count - 1)
    return count - 1
  }

  private static func isOurs(_ fill: XMLElement) -> Bool {
    guard let pattern = fill.child("patternFill"), pattern["patternType"] == "solid" else { return false }
    return pattern.child("fgColor")?["rgb"]?.uppercased() == "FF" + colour
  }
}
