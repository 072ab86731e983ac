import Figures
import Interchange
import Kernel
import Storage
import Systems
import Territory

/// Imports reporting forms from CSV, a row a form.
public enum FormImport {
  /// The columns of the contract; `indicators` lists codes divided by `;`, in the order of the form's lines.
  public static let columns = ColumnRule(
    names: ["form", "name_vi", "name_en", "period", "level", "valid_from", "valid_to", "indicators"],
    required: ["form", "name_vi", "period", "level", "indicators"])

  private struct Candidate: Sendable {
    let form: DataForm
    let before: DataForm?

    var effect: RowEffect {
      guard let before else { return .added }
      var same = form
      same.version = before.version
      return same == before ? .unchanged : .changed
    }
  }

  /// Imports a file as one act of one actor.
  public static func run(
    _ bytes: [UInt8], mode: ImportMode, by actor: Actor, reason: String, into database: Database
  ) async throws -> ImportOutcome {
    let table = CSVTable(bytes, columns: columns)
    let job = ImportWriter.Job<Candidate>(
      kind: "planning.import.forms", validate: { try validate(table, $0) }, scopes: { _ in [.catalogue] },
      department: { _ in Department.installation }, effect: \.effect,
      write: { try FormStore.save($0.form, $1) })
    return try await ImportWriter.run(job, bytes, mode: mode, by: actor, reason: reason, into: database)
  }

  private static func validate(_ table: CSVTable, _ transaction: ReadTransaction) throws -> (ImportOutcome, [Candidate]) {
    var outcome = ImportOutcome(errors: table.errors)
    // A form is filled in by every department, so no department's own indicator stands in it.
    let lookup = IndicatorLookup(try IndicatorStore.all(visibleTo: Department.installation, transaction))
    let stored = Dictionary(uniqueKeysWithValues: try FormStore.all(transaction).map { ($0.code, $0) })
    var candidates: [Candidate] = []
    var lines: [String: Int] = [:]
    for row in table.rows {
      var reader = RowReader(row)
      if let form = form(&reader, lookup) {
        if let first = lines[form.code] {
          reader.fail("form", "planning.duplicate_row", ["line": String(first)])
        }
        lines[form.code] = lines[form.code] ?? row.line
        if reader.isGood { candidates.append(Candidate(form: form, before: stored[form.code])) }
      }
      outcome.errors += reader.errors
    }
    for candidate in candidates { outcome.count(candidate.effect) }
    return (outcome, candidates)
  }

  private static func form(_ reader: inout RowReader, _ lookup: IndicatorLookup) -> DataForm? {
    let code = reader.required("form")
    if let code, !DataForm.isCode(code) { reader.fail("form", "planning.bad_code", ["read": code]) }
    let name = reader.required("name_vi")
    reader.refuseLegacy("name_vi")
    let kind: Period.Kind? = reader.choice("period", else: nil)
    let level = reader.level("level")
    let (from, to) = (reader.day("valid_from"), reader.day("valid_to"))
    var indicators: [String] = []
    for text in reader.required("indicators")?.split(separator: ";") ?? [] {
      let text = VietnameseText.cleaned(String(text))
      guard let indicator = lookup.indicator(text) else {
        reader.fail(lookup.fault(of: text, at: "indicators"))
        continue
      }
      if indicator.kind == .reduction {
        reader.fail("indicators", "planning.form_has_reduction", ["indicator": indicator.nameVi])
      } else if !indicators.contains(indicator.code) {
        indicators.append(indicator.code)
      }
    }
    guard let code, let name, let kind, let level, !indicators.isEmpty else { return nil }
    return DataForm(
      code: code, nameVi: name, nameEn: reader.text("name_en"), periodKind: kind, level: level, validFrom: from, validTo: to,
      indicators: indicators)
  }
}

extension DataForm {
  /// Whether a text can be a form's code: it stands in addresses and file names, so letters, digits and `-` only, at most 30.
  static func isCode(_ text: String) -> Bool {
    (1...30).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}

extension RowReader {
  /// The level of units, by its word.
  mutating func level(_ column: String) -> AdministrativeUnit.Level? {
    let words: [(String, AdministrativeUnit.Level)] = [("commune", .commune), ("district", .district), ("province", .province)]
    guard let text = required(column) else { return nil }
    if let found = words.first(where: { $0.0 == text.lowercased() }) { return found.1 }
    fail(
      column, "planning.unknown_word",
      ["column": column, "read": text, "known": words.map(\.0).joined(separator: ", ")])
    return nil
  }

  /// A day, or nothing where the cell is empty.
  mutating func day(_ column: String) -> CivilDate? {
    let text = text(column)
    guard !text.isEmpty else { return nil }
    if let day = CivilDate(typed: text) { return day }
    fail(column, "planning.wrong_day", ["read": text])
    return nil
  }
}
