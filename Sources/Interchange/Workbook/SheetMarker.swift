/// Marks one worksheet: the fills of its cells, its notes, and the drawing that holds their boxes.
struct SheetMarker {
  private static let commentsType = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
  private static let drawingType = "application/vnd.openxmlformats-officedocument.vmlDrawing"
  private static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  /// What may follow the drawing of the notes in a worksheet (`CT_Worksheet`, ECMA-376 part 1, 18.3.1.99).
  private static let following: Set<String> = [
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    "AlternateContent",
  ]

  let package: EditedPackage
  let part: String
  let styles: MarkStyles

  /// Leaves these marks on the sheet and no other.
  func mark(_ texts: [CellAddress: String]) throws(WorkbookMarkError) {
    let relationships = try package.relationships(of: part)
    let notes = relationships.first { $0.value.type == "comments" }
    let notesTree: XMLTree? = if let notes { try package.tree(notes.value.part) } else { nil }
    let hasNotesOfOurs = notesTree.flatMap { NoteList($0) }?.hasMarks ?? false
    guard !texts.isEmpty || styles.hadMarks || hasNotesOfOurs else { return }
    let sheet = try package.tree(part)
    let grid = SheetGrid(sheet.root)
    guard sheet.root.namespace.hasPrefix("http://schemas.openxmlformats.org/"),
      SheetPainter(sheet.root, grid, styles, marks: texts.keys).paint()
    else { throw .unchangeable(part: part) }
    if !texts.isEmpty || hasNotesOfOurs {
      try write(texts, grid, sheet.root, notes.map { ($0.key, $0.value.part) }, notesTree, relationships)
    }
    try package.store(sheet, as: part)
  }

  private func write(
    _ texts: [CellAddress: String], _ grid: SheetGrid, _ worksheet: XMLElement, _ known: (id: String, part: String)?,
    _ knownTree: XMLTree?, _ relationships: [String: Relationship]
  ) throws(WorkbookMarkError) {
    let notesPart: String
    if let known { notesPart = known.part } else { notesPart = try addNotes() }
    let tree: XMLTree
    if let knownTree { tree = knownTree } else { tree = try package.tree(notesPart) }
    guard let notes = NoteList(tree), let (gone, new) = notes.mark(texts) else { throw .unchangeable(part: notesPart) }
    try package.store(tree, as: notesPart)
    let left = notes.texts
    try draw(left, gone, grown: Set(texts.keys).subtracting(new), grid, worksheet, relationships)
    if left.isEmpty, let known { try package.remove(known.part, relatedBy: known.id, from: part) }
  }

  private func addNotes() throws(WorkbookMarkError) -> String {
    let notes = package.add(NoteList.empty, "xl/comments", ".xml")
    _ = try package.relate(part, to: notes, as: "comments")
    try package.declare(notes, as: SheetMarker.commentsType)
    return notes
  }

  /// Brings the boxes in line with the notes: each has one, and those with a line of ours have room for it.
  private func draw(
    _ texts: [CellAddress: String], _ gone: Set<CellAddress>, grown: Set<CellAddress>, _ grid: SheetGrid,
    _ worksheet: XMLElement, _ relationships: [String: Relationship]
  ) throws(WorkbookMarkError) {
    let element = worksheet.child("legacyDrawing")
    let id = element?["id"]
    let known = id.flatMap { id in relationships[id].map { (id: id, part: $0.part) } }
    if known == nil { element?.remove() }
    if known == nil, texts.isEmpty { return }
    let drawing: String
    if let known { drawing = known.part } else { drawing = try addDrawing(to: worksheet) }
    let tree = try package.tree(drawing)
    guard let shapes = NoteShapes(tree) else { throw .unchangeable(part: drawing) }
    shapes.remove(gone)
    for cell in grown { shapes.grow(cell, to: NoteSize(for: texts[cell] ?? ""), grid) }
    let boxed = shapes.cells
    let boxes = texts.keys.filter { !boxed.contains($0) }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }.map { cell in
      (cell: cell, anchor: grid.anchor(of: NoteSize(for: texts[cell] ?? ""), beside: cell))
    }
    guard shapes.add(boxes) else { throw .unchangeable(part: drawing) }
    try package.store(tree, as: drawing)
    if shapes.isEmpty, let known {
      worksheet.child("legacyDrawing")?.remove()
      try package.remove(known.part, relatedBy: known.id, from: part)
    }
  }

  private func addDrawing(to worksheet: XMLElement) throws(WorkbookMarkError) -> String {
    let drawing = package.add(NoteShapes.empty, "xl/drawings/vmlDrawing", ".vml")
    let id = try package.relate(part, to: drawing, as: "vmlDrawing")
    try package.declare(drawing, as: SheetMarker.drawingType, wholeExtension: true)
    let after = worksheet.children.first { SheetMarker.following.contains($0.name) }
    let declared = worksheet.knows("r", as: SheetMarker.relationships) ? "" : " xmlns:r=\"\(SheetMarker.relationships)\""
    let markup = "<\(worksheet.prefix)legacyDrawing\(declared) r:id=\"\(id)\"/>"
    guard worksheet.add(markup, before: after) != nil else { throw .unchangeable(part: part) }
    return drawing
  }
}
