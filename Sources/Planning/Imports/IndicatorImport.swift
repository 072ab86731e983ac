import Figures
import Interchange
import Kernel
import Storage
import Systems

/// Imports rows of the indicator catalogue from CSV.
public enum IndicatorImport {
  /// The columns of the contract.
  public static let columns = ColumnRule(
    names: [
      "code", "name_vi", "name_en", "aliases", "unit", "sector", "kind", "direction", "decimals", "attainment_decimals",
      "headline", "parent", "base",
    ],
    required: ["code", "name_vi", "unit", "kind", "direction"])

  /// A row that may be written.
  struct Candidate: Sendable {
    let line: Int
    let indicator: Indicator
    let before: Indicator?

    var effect: RowEffect { before.map { $0 == indicator ? .unchanged : .changed } ?? .added }
  }

  /// Imports a file as one act of one actor, in the name of the installation or as the program's own catalogue.
  /// - Parameter skipped: codes whose rows are passed over: those that staff have edited, when the program brings its own.
  public static func run(
    _ bytes: [UInt8], mode: ImportMode, as scope: CatalogueScope = .installation, skipping skipped: Set<String> = [],
    by actor: Actor, reason: String, into database: Database
  ) async throws -> ImportOutcome {
    let table = CSVTable(bytes, columns: columns)
    let job = ImportWriter.Job<Candidate>(
      kind: "planning.import.indicators", validate: { try validate(table, as: scope, skipping: skipped, $0) },
      scopes: { _ in [.catalogue] }, department: { _ in Department.installation },
      effect: \.effect,
      write: { candidate, transaction in try IndicatorStore.save(candidate.indicator, transaction) })
    return try await ImportWriter.run(job, bytes, mode: mode, by: actor, reason: reason, into: database)
  }

  /// What the rows of a file would do, written in the name of a scope, and the good ones.
  static func judge(
    _ bytes: [UInt8], as scope: CatalogueScope, _ transaction: ReadTransaction
  ) throws -> (ImportOutcome, [Candidate]) {
    try validate(CSVTable(bytes, columns: columns), as: scope, skipping: [], transaction)
  }

  private static func validate(
    _ table: CSVTable, as scope: CatalogueScope, skipping skipped: Set<String>, _ transaction: ReadTransaction
  ) throws -> (ImportOutcome, [Candidate]) {
    var outcome = ImportOutcome(errors: table.errors)
    let stored = Dictionary(uniqueKeysWithValues: try scope.stored(transaction).map { ($0.code, $0) })
    var candidates: [Candidate] = []
    var lines: [String: Int] = [:]
    for row in table.rows where !skipped.contains(row["code"]) {
      var reader = RowReader(row)
      let candidate = candidate(&reader, stored, scope)
      if let candidate, let fault = scope.fault(of: candidate.indicator, before: candidate.before) {
        reader.fail(fault)
      }
      if let candidate, let fault = try IndicatorUse.fault(of: candidate.indicator, before: candidate.before, transaction) {
        reader.fail(fault)
      }
      if let candidate {
        if let first = lines[candidate.indicator.code] {
          reader.fail("code", "planning.duplicate_row", ["line": String(first)])
        }
        lines[candidate.indicator.code] = lines[candidate.indicator.code] ?? row.line
      }
      outcome.errors += reader.errors
      if let candidate, reader.isGood { candidates.append(candidate) }
    }
    // A row that leans on a bad row is bad itself, so look again until nothing more falls.
    var faults: [CellError]
    repeat {
      faults = relations(of: candidates, stored, scope)
      let bad = Set(faults.map(\.line))
      candidates.removeAll { bad.contains($0.line) }
      outcome.errors += faults
    } while !faults.isEmpty
    outcome.errors.sort { $0.line < $1.line }
    for candidate in candidates { outcome.count(candidate.effect) }
    return (outcome, candidates)
  }

  private static func candidate(
    _ reader: inout RowReader, _ stored: [String: Indicator], _ scope: CatalogueScope
  ) -> Candidate? {
    let code = reader.required("code")
    if let code, !Indicator.isCode(code) { reader.fail("code", "planning.bad_code", ["read": code]) }
    let (name, unit) = (reader.required("name_vi"), reader.required("unit"))
    for column in ["name_vi", "name_en", "aliases", "unit"] { reader.refuseLegacy(column) }
    let kind: IndicatorKind? = reader.choice("kind", else: nil)
    let direction: Direction? = reader.choice("direction", else: nil)
    let headline = reader.yesOrNo("headline")
    guard let code, let name, let unit, let kind, let direction else { return nil }
    let before = stored[code]
    // A column the file does not have leaves what is stored; an empty cell empties it.
    func kept<Value>(_ column: String, _ stored: Value?, else read: Value) -> Value {
      reader.row.has(column: column) ? read : stored ?? read
    }
    let (parent, base) = (reader.text("parent"), reader.text("base"))
    let decimals = reader.digit("decimals", in: 0...Quantity.decimals, else: Indicator.usualDecimals(of: kind))
    let attainmentDecimals = reader.digit("attainment_decimals", in: 0...Quantity.decimals, else: 2)
    let indicator = Indicator(
      code: code, nameVi: name, nameEn: kept("name_en", before?.nameEn, else: reader.text("name_en")),
      aliases: kept("aliases", before?.aliases, else: reader.aliases()), unit: unit,
      sector: kept("sector", before?.sector, else: reader.text("sector")), kind: kind, direction: direction,
      decimals: kept("decimals", before?.decimals, else: decimals),
      attainmentDecimals: kept("attainment_decimals", before?.attainmentDecimals, else: attainmentDecimals),
      isHeadline: kept("headline", before?.isHeadline, else: headline),
      parent: kept("parent", before?.parent, else: parent.isEmpty ? nil : parent),
      base: kept("base", before?.base, else: base.isEmpty ? nil : base), leadUnit: before?.leadUnit ?? "",
      owner: before == nil ? scope.owner : before?.owner, version: before?.version ?? 1)
    return Candidate(line: reader.row.line, indicator: indicator, before: before)
  }

  /// Parents must exist and not go in a ring; a reduction cuts a rate that exists. Where all do, no name means two indicators.
  private static func relations(
    of candidates: [Candidate], _ stored: [String: Indicator], _ scope: CatalogueScope
  ) -> [CellError] {
    var all = stored
    for candidate in candidates { all[candidate.indicator.code] = candidate.indicator }
    var errors: [CellError] = []
    // What is shared leans on nothing of a department's own.
    let owners = Set(candidates.map { $0.indicator.owner ?? Department.installation })
    let visible = Dictionary(uniqueKeysWithValues: owners.map { owner in (owner, all.filter { $0.value.isVisible(to: owner) }) })
    for candidate in candidates {
      let indicator = candidate.indicator
      let beside = visible[indicator.owner ?? Department.installation] ?? [:]
      if let base = indicator.base, indicator.kind != .reduction || beside[base]?.kind != .rate {
        errors.append(CellError(line: candidate.line, column: "base", code: "planning.base_is_no_rate", ["read": base]))
      }
      if let parent = indicator.parent {
        if beside[parent] == nil {
          errors.append(CellError(line: candidate.line, column: "parent", code: "planning.unknown_indicator", ["read": parent]))
        } else if Indicator.isInRing(indicator.code, beside) {
          errors.append(CellError(line: candidate.line, column: "parent", code: "planning.parent_ring", ["read": parent]))
        }
      }
    }
    return errors.isEmpty ? NameRule(candidates, in: all, scope).faults() : errors
  }
}

extension Indicator {
  /// Whether a text can be a code: it stands in addresses, so letters, digits, `_`, `-` and `.` only, at most 40, a letter first.
  public static func isCode(_ text: String) -> Bool {
    // These stand in addresses where a code does.
    guard !["moi", "trang-thai"].contains(text.lowercased()) else { return false }
    guard let first = text.utf8.first, (1...40).contains(text.utf8.count) else { return false }
    func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
    return isLetter(first) && text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || "_-.".utf8.contains($0) }
  }

  /// Whether following parents from an indicator leads back to it.
  static func isInRing(_ code: String, _ all: [String: Indicator]) -> Bool {
    var current = all[code]?.parent
    var steps = 0
    while let next = current, steps <= all.count {
      if next == code { return true }
      current = all[next]?.parent
      steps += 1
    }
    return false
  }
}

extension RowReader {
  /// The names of a cell, divided by `;`, each once.
  func aliases() -> [String] {
    var seen: Set<String> = []
    return text("aliases").split(separator: ";").map { VietnameseText.cleaned(String($0)) }.filter {
      !$0.isEmpty && seen.insert(VietnameseText.searchKey($0)).inserted
    }
  }

  /// Yes or no in the ways people write it; no where the cell is empty.
  mutating func yesOrNo(_ column: String) -> Bool {
    let text = text(column).lowercased()
    if ["1", "true", "yes", "x", "có"].contains(text) { return true }
    if !["", "0", "false", "no", "không"].contains(text) {
      fail(column, "planning.unknown_word", ["column": column, "read": text, "known": "1, 0"])
    }
    return false
  }
}

extension IndicatorProposal {
  /// The cells of the row by the columns of `IndicatorImport`.
  public var cells: [String: String] {
    guard let row = CSVTable(row, columns: IndicatorImport.columns).rows.first else { return [:] }
    return Dictionary(uniqueKeysWithValues: IndicatorImport.columns.names.map { ($0, row[$0]) })
  }
}
