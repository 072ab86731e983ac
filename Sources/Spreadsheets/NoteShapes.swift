/// The boxes of a sheet's notes (`xl/drawings/vmlDrawingN.vml`), written as libxlsxwriter and Excel write them.
struct NoteShapes {
  private static let blockSize = 1024
  private static let largestBlock = 1_000_000

  private static let namespaces: [(prefix: String, uri: String)] = [
    (prefix: "v", uri: "urn:schemas-microsoft-com:vml"), ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
  ]

  /// A drawing without boxes.
  static let empty = "<xml\(namespaces.map { declaration($0) }.joined())>\(layout("1"))\(shapeType())</xml>"

  private let root: XMLElement

  /// The declarations our markup needs where the drawing uses other prefixes, as that of openpyxl does.
  private let declarations: String

  /// The boxes of a drawing; `nil` when it is none.
  init?(_ tree: XMLTree) {
    let root = tree.root
    guard root.isNamed("xml") else { return nil }
    self.root = root
    declarations = NoteShapes.namespaces.filter { !root.knows($0.prefix, as: $0.uri) }.map { NoteShapes.declaration($0) }.joined()
  }

  /// Whether no box and no other drawing is left.
  var isEmpty: Bool { root.children.allSatisfy { $0.isNamed("shapelayout") || $0.isNamed("shapetype") } }

  /// The cells whose notes have a box.
  var cells: Set<CellAddress> { Set(notes.map(\.cell)) }

  /// Takes boxes away.
  func remove(_ cells: Set<CellAddress>) {
    for note in notes where cells.contains(note.cell) { note.shape.remove() }
  }

  /// Gives a box at least this size.
  func grow(_ cell: CellAddress, to size: NoteSize, _ grid: SheetGrid) {
    for note in notes where note.cell == cell {
      guard let anchor = note.shape.child("ClientData")?.child("Anchor"), let grown = grid.grown(anchor.text, to: size) else {
        continue
      }
      anchor.setText(grown)
    }
  }

  /// Adds boxes with their places; false when the drawing cannot be changed.
  func add(_ boxes: [(cell: CellAddress, anchor: String)]) -> Bool {
    if boxes.isEmpty { return true }
    if !root.children("shapetype").contains(where: { $0["id"] == "_x0000_t202" }) {
      guard root.add(NoteShapes.shapeType(declarations)) != nil else { return false }
    }
    var blocks = blocks
    var id = max(root.children.compactMap(NoteShapes.number).max() ?? 0, (blocks.first ?? 1) * NoteShapes.blockSize)
    for (order, box) in boxes.enumerated() {
      id += 1
      if !blocks.contains(id / NoteShapes.blockSize) { blocks.append(id / NoteShapes.blockSize) }
      guard root.add(shape(id, order: order + 1, box.cell, box.anchor)) != nil else { return false }
    }
    return reserve(blocks)
  }

  private var notes: [(shape: XMLElement, cell: CellAddress)] {
    root.children("shape").compactMap { shape in
      guard let data = shape.child("ClientData"), data["ObjectType"] == "Note",
        let row = data.child("Row").flatMap({ Int($0.trimmedText) }),
        let column = data.child("Column").flatMap({ Int($0.trimmedText) }), (0..<CellAddress.rows).contains(row),
        (0..<CellAddress.columns).contains(column)
      else { return nil }
      return (shape, CellAddress(column: column, row: row + 1))
    }
  }

  /// The blocks of ids that belong to this drawing.
  private var blocks: [Int] {
    (root.child("shapelayout")?.child("idmap")?["data"] ?? "").split(separator: ",").compactMap { Int($0) }
      .filter { (0...NoteShapes.largestBlock).contains($0) }
  }

  private func reserve(_ blocks: [Int]) -> Bool {
    if blocks == self.blocks { return true }
    let data = blocks.map(String.init).joined(separator: ",")
    if let map = root.child("shapelayout")?.child("idmap") {
      map.set("data", data)
      return true
    }
    return root.add(NoteShapes.layout(data, declarations), before: root.firstChild) != nil
  }

  // MARK: Markup

  private static func declaration(_ namespace: (prefix: String, uri: String)) -> String {
    " xmlns:\(namespace.prefix)=\"\(namespace.uri)\""
  }

  private static func layout(_ blocks: String, _ declarations: String = "") -> String {
    "<o:shapelayout\(declarations) v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"\(blocks)\"/></o:shapelayout>"
  }

  private static func shapeType(_ declarations: String = "") -> String {
    """
    <v:shapetype\(declarations) id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
    <v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
    """
  }

  /// The number in an id such as `_x0000_s1025`.
  private static func number(_ shape: XMLElement) -> Int? {
    guard let id = shape["id"], id.hasPrefix("_x0000_s") else { return nil }
    return Int(id.dropFirst(8)).flatMap { (0...largestBlock * blockSize).contains($0) ? $0 : nil }
  }

  private func shape(_ id: Int, order: Int, _ cell: CellAddress, _ anchor: String) -> String {
    """
    <v:shape\(declarations) id="_x0000_s\(id)" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;\
    width:187.5pt;height:60pt;z-index:\(order);visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">\
    <v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
    <v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>\
    <x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>\(anchor)</x:Anchor>\
    <x:AutoFill>False</x:AutoFill><x:Row>\(cell.row - 1)</x:Row><x:Column>\(cell.column)</x:Column></x:ClientData></v:shape>
    """
  }
}

extension XMLElement {
  /// The text inside it without blanks, which some applications put around numbers.
  fileprivate var trimmedText: String { text.filter { !$0.isWhitespace } }
}
