/// A relationship of a part to another (ECMA-376 part 2, 6.5).
struct Relationship {
  /// The last word of its type, such as `worksheet`; the rest names the transitional or the strict form.
  let type: String
  /// The path of the other part inside the archive.
  let part: String
}

/// Reads the relationships of a part.
struct Relationships: PartContent {
  static let root: StaticString = "Relationships"

  /// The relationships with their ids in the order of the part, to parts inside the archive. One that does not say where it leads
  /// leads nowhere.
  private(set) var all: [(id: String, relationship: Relationship)] = []
  private let limits: WorkbookLimits
  private let folder: [Substring]

  /// None yet, of those of the part at a path; the archive itself has the empty path.
  init(of part: String, _ limits: WorkbookLimits) {
    self.limits = limits
    folder = part.split(separator: "/").dropLast()
  }

  /// The relationship of an id.
  subscript(id: String) -> Relationship? { all.first { $0.id == id }?.relationship }

  /// The first relationship of a type.
  func first(_ type: String) -> (id: String, relationship: Relationship)? { all.first { $0.relationship.type == type } }

  mutating func open(_ name: XMLName, _ attributes: XMLAttributes) throws {
    guard name == "Relationship", attributes.string("TargetMode") != "External", let id = attributes.string("Id"),
      let type = attributes.string("Type"), let target = attributes.string("Target")
    else { return }
    guard all.count < limits.entries else { throw limits.exceeded }
    let word = type.split(separator: "/").last.map(String.init) ?? ""
    all.append((id, Relationship(type: word, part: path(of: target))))
  }

  /// The path of a target; one without a leading `/` is seen from the folder of the part.
  private func path(of target: String) -> String {
    var path = target.hasPrefix("/") || target.hasPrefix("\\") ? [] : folder
    for step in target.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where step != "." {
      if step == ".." { _ = path.popLast() } else { path.append(step) }
    }
    return path.joined(separator: "/")
  }

  /// Where the relationships of a part stand.
  static func path(for part: String) -> String {
    var steps = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let name = steps.popLast() ?? ""
    return (steps + ["_rels", "\(name).rels"]).joined(separator: "/")
  }
}

/// Reads the names of the sheets from the part that holds the workbook together (`workbook.xml`).
struct WorkbookPart: PartContent {
  static let root: StaticString = "workbook"
  static let otherRoot = WorkbookError.notAWorkbook

  /// A sheet as the workbook names it.
  struct Sheet {
    let name: String
    let isHidden: Bool
    /// The relationship that leads to its part; empty where a macro or module sheet left its name.
    let relationship: String
  }

  /// The sheets, in the order of their tabs.
  private(set) var sheets: [Sheet] = []
  /// Whether days are counted from 1904.
  private(set) var countsFrom1904 = false

  /// Whether the results of formulas are to be worked out anew before anybody trusts them (ECMA-376 part 1, 18.2.2).
  private(set) var awaitsCalculation = false

  private let limits: WorkbookLimits

  /// No sheets yet.
  init(_ limits: WorkbookLimits) { self.limits = limits }

  mutating func open(_ name: XMLName, _ attributes: XMLAttributes) throws {
    if name == "workbookPr" {
      countsFrom1904 = attributes.isTrue("date1904")
    } else if name == "calcPr" {
      awaitsCalculation = attributes.isTrue("fullCalcOnLoad")
    } else if name == "sheet" {
      guard sheets.count < limits.entries else { throw limits.exceeded }
      let name = attributes.string("name") ?? "Sheet\(sheets.count + 1)"
      let state = attributes.string("state") ?? "visible"
      sheets.append(Sheet(name: name, isHidden: state != "visible", relationship: attributes.relationship ?? ""))
    }
  }
}
