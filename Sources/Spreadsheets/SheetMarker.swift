/// Marks one worksheet: the fills of its cells, its notes, and the drawing that holds their boxes.
struct SheetMarker {
  private static let commentsType = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
  private static let drawingType = "application/vnd.openxmlformats-officedocument.vmlDrawing"
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
    let notes = relationships.first("comments")
    let notesTree: XMLTree? =
      if let notes, package.has(notes.relationship.part) {
        try package.tree(notes.relationship.part)
      } else {
        nil
      }
    let hasNotesOfOurs = notesTree.flatMap { NoteList($0) }?.hasMarks ?? false
    guard !texts.isEmpty || styles.hadMarks || hasNotesOfOurs else { return }
    let sheet = try package.tree(part)
    let grid = SheetGrid(sheet.root)
    guard let form = OfficeForm(namespace: sheet.root.namespace),
      SheetPainter(sheet.root, grid, styles, marks: texts.keys).paint()
    else { throw .unchangeable(part: part) }
    if !texts.isEmpty || hasNotesOfOurs {
      let seen = SheetMarker.seen(texts, beside: package.threadedCells(relationships), grid)
      try write(seen, NotePlace(grid: grid, worksheet: sheet.root, form: form, relationships: relationships), notesTree)
    }
    try package.store(sheet, as: part)
  }

  /// What the notes and their boxes of a sheet hang on.
  private struct NotePlace {
    let grid: SheetGrid
    let worksheet: XMLElement
    let form: OfficeForm
    let relationships: Relationships
  }

  /// The texts where they are seen: that of a cell with a thread of comments stands on the next visible cell of the row that has
  /// none, and names the cell it is about.
  private static func seen(
    _ texts: [CellAddress: String], beside threads: Set<CellAddress>, _ grid: SheetGrid
  ) -> [CellAddress: String] {
    var seen = texts.filter { !threads.contains($0.key) }
    for (cell, text) in texts.filter({ threads.contains($0.key) }).sorted(by: { $0.key.column < $1.key.column }) {
      let place = grid.visibleCell(beside: cell) { !threads.contains($0) }
      let named = text.split(separator: "\n").map { "\(cell): \($0)" }.joined(separator: "\n")
      seen[place] = (seen[place].map { $0 + "\n" } ?? "") + named
    }
    return seen
  }

  private func write(
    _ texts: [CellAddress: String], _ place: NotePlace, _ knownTree: XMLTree?
  ) throws(WorkbookMarkError) {
    let known = place.relationships.first("comments")
    let notesPart: String
    if let known { notesPart = known.relationship.part } else { notesPart = try addNotes(place.form) }
    if known != nil, knownTree == nil {
      package.make(NoteList.empty(place.form), at: notesPart)
      try package.declare(notesPart, as: SheetMarker.commentsType)
    }
    let tree: XMLTree
    if let knownTree { tree = knownTree } else { tree = try package.tree(notesPart) }
    guard let notes = NoteList(tree), let (gone, new) = notes.mark(texts) else { throw .unchangeable(part: notesPart) }
    try package.store(tree, as: notesPart)
    let left = notes.texts
    try draw(left, gone, grown: Set(texts.keys).subtracting(new), place)
    if left.isEmpty, let known { try package.remove(known.relationship.part, relatedBy: known.id, from: part) }
  }

  private func addNotes(_ form: OfficeForm) throws(WorkbookMarkError) -> String {
    let notes = package.add(NoteList.empty(form), "xl/comments", ".xml")
    _ = try package.relate(part, to: notes, as: "comments", in: form)
    try package.declare(notes, as: SheetMarker.commentsType)
    return notes
  }

  /// Brings the boxes in line with the notes: each has one, and those with a line of ours have room for it.
  private func draw(
    _ texts: [CellAddress: String], _ gone: Set<CellAddress>, grown: Set<CellAddress>, _ place: NotePlace
  ) throws(WorkbookMarkError) {
    let element = place.worksheet.child("legacyDrawing")
    let id = element?.relationship
    let known = id.flatMap { id in place.relationships[id].map { (id: id, part: $0.part) } }
    if known == nil { element?.remove() }
    if known == nil, texts.isEmpty { return }
    let drawing: String
    if let known { drawing = known.part } else { drawing = try addDrawing(place) }
    if known != nil, !package.has(drawing) {
      package.make(NoteShapes.empty, at: drawing)
      try package.declare(drawing, as: SheetMarker.drawingType, wholeExtension: true)
    }
    let tree = try package.tree(drawing)
    guard let shapes = NoteShapes(tree) else { throw .unchangeable(part: drawing) }
    shapes.remove(gone)
    for cell in grown { shapes.grow(cell, to: NoteSize(for: texts[cell] ?? ""), place.grid) }
    let boxed = shapes.cells
    let boxes = texts.keys.filter { !boxed.contains($0) }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }.map { cell in
      (cell: cell, anchor: place.grid.anchor(of: NoteSize(for: texts[cell] ?? ""), beside: cell))
    }
    guard shapes.add(boxes) else { throw .unchangeable(part: drawing) }
    try package.store(tree, as: drawing)
    if shapes.isEmpty, let known {
      place.worksheet.child("legacyDrawing")?.remove()
      try package.remove(known.part, relatedBy: known.id, from: part)
    }
  }

  private func addDrawing(_ place: NotePlace) throws(WorkbookMarkError) -> String {
    let worksheet = place.worksheet
    let drawing = package.add(NoteShapes.empty, "xl/drawings/vmlDrawing", ".vml")
    let id = try package.relate(part, to: drawing, as: "vmlDrawing", in: place.form)
    try package.declare(drawing, as: SheetMarker.drawingType, wholeExtension: true)
    let after = worksheet.children.first { SheetMarker.following.contains($0.name) }
    let names = place.form.relationships
    let declared = worksheet.knows("r", as: names) ? "" : " xmlns:r=\"\(names)\""
    let markup = "<\(worksheet.prefix)legacyDrawing\(declared) r:id=\"\(id)\"/>"
    guard worksheet.add(markup, before: after) != nil else { throw .unchangeable(part: part) }
    return drawing
  }
}
