/// The parts of a workbook while some of them are changed (ECMA-376 part 2, Open Packaging Conventions).
final class EditedPackage {
  /// How large a part may be to be changed: as a tree it takes 27 times the memory. A form is far
  /// smaller: 8 MB hold 100,000 cells.
  static let largestPart = 8_000_000

  private let original: [UInt8]
  private let archive: WorkbookArchive
  private let limits: WorkbookLimits
  private var rewrite = ArchiveRewrite()

  /// Opens a workbook.
  init(_ bytes: [UInt8], limits: WorkbookLimits) throws(WorkbookMarkError) {
    if let error = OldFile.error(bytes) { throw .workbook(error) }
    original = bytes
    self.limits = limits
    do { archive = try WorkbookArchive(bytes, limits: limits) } catch { throw .workbook(error) }
  }

  /// The workbook with its changes; the bytes given when there are none.
  func bytes() throws(WorkbookMarkError) -> [UInt8] {
    if rewrite.changed.isEmpty, rewrite.removed.isEmpty { return original }
    guard let bytes = rewrite.bytes(of: archive) else { throw .workbook(.damaged) }
    return bytes
  }

  /// Whether there is such a part.
  func has(_ part: String) -> Bool {
    rewrite.changed[part] != nil || (archive.has(part) && !rewrite.removed.contains(part))
  }

  /// Reads a part to change it; call `store` when that is done.
  func tree(_ part: String) throws(WorkbookMarkError) -> XMLTree {
    var bytes = rewrite.changed[part] ?? []
    if bytes.isEmpty {
      do {
        try archive.unpack(part) { chunk in
          bytes.append(contentsOf: chunk)
          return bytes.count <= EditedPackage.largestPart
        }
      } catch {
        throw .workbook(error as? WorkbookError ?? .damaged)
      }
    }
    guard bytes.count <= EditedPackage.largestPart, let tree = XMLTree(bytes) else { throw .unchangeable(part: part) }
    return tree
  }

  /// Keeps the changes of a part.
  func store(_ tree: XMLTree, as part: String) throws(WorkbookMarkError) {
    guard tree.isChanged else { return }
    guard let bytes = tree.bytes else { throw .unchangeable(part: part) }
    rewrite.changed[part] = bytes
  }

  /// Adds a part whose name is not taken: `xl/comments` and `.xml` give `xl/comments3.xml`, unless there is a usual name.
  func add(_ markup: String, _ beginning: String, _ ending: String, usual: String? = nil) -> String {
    var number = usual == nil ? 1 : 0
    var part: String { number == 0 ? usual ?? "" : "\(beginning)\(number)\(ending)" }
    while archive.has(part) || rewrite.changed[part] != nil { number += 1 }
    rewrite.changed[part] = Array(markup.utf8)
    return part
  }

  /// Makes a part to which a relationship leads already, though the archive does not have it.
  func make(_ markup: String, at part: String) { rewrite.changed[part] = Array(markup.utf8) }

  /// What the threads of a sheet hang on, as Excel calls modern comments; none where their part cannot be read.
  func threadedCells(_ relationships: Relationships) -> Set<CellAddress> {
    var cells = ThreadedComments()
    for (_, relationship) in relationships.all where relationship.type == "threadedComment" && archive.has(relationship.part) {
      try? cells.parse(relationship.part, of: archive)
    }
    return cells.cells
  }

  // MARK: Relationships

  /// The relationships of a part; the archive itself has the empty path.
  func relationships(of part: String) throws(WorkbookMarkError) -> Relationships {
    let path = Relationships.path(for: part)
    var relationships = Relationships(of: part, limits)
    guard has(path) else { return relationships }
    do {
      try relationships.parse(path, of: archive)
      return relationships
    } catch {
      throw .workbook(error as? WorkbookError ?? .damaged)
    }
  }

  /// Relates a part to another and gives the id.
  func relate(
    _ part: String, to other: String, as type: String, in form: OfficeForm
  ) throws(WorkbookMarkError) -> String {
    let path = Relationships.path(for: part)
    if !has(path) {
      let namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
      rewrite.changed[path] = Array("\(EditedPackage.declaration)<Relationships xmlns=\"\(namespace)\"/>".utf8)
    }
    let tree = try tree(path)
    let taken = Set(tree.root.children.compactMap { $0["Id"]?.lowercased() })
    var number = taken.count + 1
    while taken.contains("rid\(number)") { number += 1 }
    let type = "\(form.relationships)/\(type)"
    let name = tree.root.prefix + "Relationship"
    guard tree.root.add("<\(name) Id=\"rId\(number)\" Type=\"\(type)\" Target=\"/\(other.markupEscaped)\"/>") != nil else {
      throw .unchangeable(part: path)
    }
    try store(tree, as: path)
    return "rId\(number)"
  }

  /// Takes a part away, with its own relationships and the one that leads to it.
  func remove(_ other: String, relatedBy id: String, from part: String) throws(WorkbookMarkError) {
    let path = Relationships.path(for: part)
    let tree = try tree(path)
    for relationship in tree.root.children where relationship["Id"] == id { relationship.remove() }
    try store(tree, as: path)
    let gone = [other, Relationships.path(for: other)] + (tree.root.children.isEmpty ? [path] : [])
    let names = Set(gone.map { "/" + $0.lowercased() })
    let types = try self.tree(EditedPackage.contentTypes)
    for type in types.root.children("Override") where names.contains(type["PartName"]?.lowercased() ?? "") { type.remove() }
    try store(types, as: EditedPackage.contentTypes)
    for part in gone {
      rewrite.changed[part] = nil
      if archive.has(part) { rewrite.removed.insert(part) }
    }
  }

  // MARK: Content types

  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let contentTypes = "[Content_Types].xml"

  /// Says what a new part is: of all parts with its extension, or of this one.
  func declare(_ part: String, as type: String, wholeExtension: Bool = false) throws(WorkbookMarkError) {
    let tree = try tree(EditedPackage.contentTypes)
    let ending = String(part[(part.lastIndex(of: ".").map { part.index(after: $0) } ?? part.startIndex)...])
    let known = tree.root.children("Default").first { $0["Extension"]?.lowercased() == ending }?["ContentType"]
    if known == type { return }
    let isDefault = wholeExtension && known == nil
    let what = isDefault ? "Default Extension=\"\(ending)\"" : "Override PartName=\"/\(part.markupEscaped)\""
    guard tree.root.add("<\(tree.root.prefix)\(what) ContentType=\"\(type)\"/>") != nil else {
      throw .unchangeable(part: EditedPackage.contentTypes)
    }
    try store(tree, as: EditedPackage.contentTypes)
  }

  // MARK: Sheets

  /// The path of the part that holds the workbook together.
  func workbookPart() throws(WorkbookMarkError) -> String {
    guard let part = try relationships(of: "").first("officeDocument")?.relationship.part else {
      throw .workbook(.notAWorkbook)
    }
    return part
  }

  /// The worksheets with their parts, in the order of their tabs.
  func sheets(of workbook: String) throws(WorkbookMarkError) -> [(name: String, part: String)] {
    let relationships = try relationships(of: workbook)
    do {
      var content = WorkbookPart(limits)
      try content.parse(workbook, of: archive)
      return content.sheets.compactMap { sheet -> (name: String, part: String)? in
        guard let relationship = relationships[sheet.relationship], relationship.type == "worksheet" else { return nil }
        return (sheet.name, relationship.part)
      }
    } catch {
      throw .workbook(error as? WorkbookError ?? .damaged)
    }
  }
}
