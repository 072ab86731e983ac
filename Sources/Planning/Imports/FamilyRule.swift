import Figures
import Kernel

/// The rule of `ParentRule` for a whole file: places and periods where a part might exceed its whole are found by plain
/// comparisons, and only these are asked in full.
struct FamilyRule {
  /// A fault, at a row of the file.
  struct Fault {
    let row: Int
    let column: String
    let code: String
    let values: [String: String]
  }

  /// The parent and the children of an indicator.
  struct Family {
    var parent: Int32?
    var children: [Int32] = []
  }

  /// The indicators that have a parent or children, by their numbers.
  let families: [Int32: Family]
  /// The levels stored for figures that the file does not touch.
  let stored: [UInt64: FigureLevel]
  /// The level stored for a figure, asked of the database: only for the few places that are asked in full.
  let askStored: (String, ParentRule.Claim) throws -> Ratio?

  /// The families of a file's catalogue.
  static func families(of file: ResultRows) -> [Int32: Family] {
    var families: [Int32: Family] = [:]
    for (index, indicator) in file.indicators.enumerated() {
      guard let parent = indicator.parent.flatMap({ file.numbers[$0] }) else { continue }
      families[Int32(index), default: Family()].parent = parent
      families[parent, default: Family()].children.append(Int32(index))
    }
    return families
  }

  /// The faults of the good rows, each of which is then bad. A row that leans on a bad row is bad itself, so it looks again until
  /// nothing more falls.
  func check(_ file: inout ResultRows) throws -> [Fault] {
    var suspects: Set<UInt64> = []
    for row in file.rows where row.isGood && families[row.indicator] != nil && isSuspect(row, file) {
      suspects.insert(row.key >> 16)
    }
    guard !suspects.isEmpty else { return [] }
    let indices = file.rows.indices.filter { file.rows[$0].isGood && suspects.contains(file.rows[$0].key >> 16) }
    return try fullCheck(indices, &file)
  }

  /// Whether a row's level exceeds its parent's, or a child's exceeds it; rows at fault elsewhere leave what is stored in force.
  private func isSuspect(_ row: ResultRow, _ file: ResultRows) -> Bool {
    guard let family = families[row.indicator], let level = row.level(of: file.indicators[Int(row.indicator)]) else {
      return false
    }
    func other(_ indicator: Int32) -> FigureLevel? {
      let key = ResultRow.key(indicator, row.place, row.period)
      if let index = file.byKey[key] {
        let found = file.rows[Int(index)]
        // What stands behind a bad row is not known here, so it is asked in full.
        return found.isGood ? found.level(of: file.indicators[Int(indicator)]) : nil
      }
      return stored[key]
    }
    func isBad(_ indicator: Int32) -> Bool {
      file.byKey[ResultRow.key(indicator, row.place, row.period)].map { !file.rows[Int($0)].isGood } ?? false
    }
    if let parent = family.parent {
      if isBad(parent) { return true }
      if let limit = other(parent), level > limit { return true }
    }
    return family.children.contains { child in
      isBad(child) || other(child).map { $0 > level } ?? false
    }
  }

  private func fullCheck(_ indices: [Int], _ file: inout ResultRows) throws -> [Fault] {
    let rule = ParentRule(IndicatorLookup(file.indicators), stored: askStored)
    var faults: [Fault] = []
    var left = indices
    while true {
      let claims = left.map { claim($0, file) }
      let conflicts = try rule.check(claims)
      guard !conflicts.isEmpty else { return faults }
      for error in conflicts {
        // A claim's line is the place of its row here.
        file.rows[error.line].isGood = false
        faults.append(Fault(row: error.line, column: error.fault.field, code: error.fault.code, values: error.fault.values))
      }
      left.removeAll { !file.rows[$0].isGood }
    }
  }

  private func claim(_ index: Int, _ file: ResultRows) -> ParentRule.Claim {
    let row = file.rows[index]
    let indicator = file.indicators[Int(row.indicator)]
    let result = file.result(row)
    return ParentRule.Claim(
      line: index, column: result.numerator == nil ? "value" : "numerator", indicator: indicator, place: result.place,
      department: file.departments[row.department], period: result.period, level: result.level(of: indicator))
  }
}
