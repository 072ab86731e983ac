import Figures
import Foundation
import Interchange
import Kernel
import Published
import Secrets
import Storage
import Systems

/// Puts the catalogue that comes with the program into a database: indicators, their definitions and lead units.
///
/// What staff have changed since stays as they left it: an indicator whose row was edited is not touched again.
public enum CatalogueLoad {
  private static let load = "planning/catalogue"
  private static let actor = Actor.system

  /// Loads `Content/planning` unless the same files were loaded before.
  /// - Throws: `PlanningError.contentUnreadable`, naming the file.
  public static func run(from directory: URL, into database: Database) async throws {
    let files = ["indicators.csv", "definitions.csv", "lead-units.csv", "forms.csv"]
    let bytes = try files.map { name in
      guard let data = try? Data(contentsOf: directory.appendingPathComponent(name)) else {
        throw PlanningError.contentUnreadable(file: name)
      }
      return [UInt8](data)
    }
    let digest = Digest.sha256(bytes.joined())
    let known = try await database.read {
      try $0.row("SELECT digest FROM reference_load WHERE name = \(load)")?.text("digest")
    }
    guard known != digest else { return }
    let edited = try await database.read { transaction in
      Set(try IndicatorStore.all(transaction).filter { $0.version > 1 }.map(\.code))
    }
    let outcome = try await IndicatorImport.run(
      bytes[0], mode: .goodRows, as: .program, skipping: edited, by: actor, reason: load, into: database)
    // What is in use keeps its meaning, whatever a newer program would call it.
    guard outcome.errors.allSatisfy({ $0.code == "planning.indicator_in_use" }) else {
      throw PlanningError.contentUnreadable(file: files[0])
    }
    let forms = try await FormImport.run(bytes[3], mode: .allOrNothing, by: actor, reason: load, into: database)
    guard forms.errors.isEmpty else { throw PlanningError.contentUnreadable(file: files[3]) }
    let act = Act(by: actor, in: Department.installation, reason: load)
    try await database.write(act) { transaction in
      try transaction.enter(.catalogue)
      transaction.touch(Subject(.catalogue))
      try loadDefinitions(bytes[1], transaction)
      try loadLeadUnits(bytes[2], keeping: edited, transaction)
      // Rows that came with the program count as never edited, however often it brought a newer edition of them.
      try transaction.run("UPDATE planning_indicator SET version = 1 WHERE code NOT IN (\(list: edited.sorted()))")
      try transaction.run(
        """
        INSERT INTO reference_load (name, digest, loaded_at) VALUES (\(load), \(digest), \(transaction.effects.now()))
        ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, loaded_at = excluded.loaded_at
        """)
      transaction.note(AuditNote(kind: "planning.catalogue.loaded", subject: load, detail: ["sha256": digest]))
    }
  }

  private static func loadDefinitions(_ bytes: [UInt8], _ transaction: WriteTransaction) throws {
    let names = [
      "indicator", "version", "valid_from", "definition_vi", "definition_en", "formula_vi", "source_vi", "confidence",
    ]
    let table = CSVTable(bytes, columns: ColumnRule(names: names, required: names))
    guard table.errors.isEmpty else { throw PlanningError.contentUnreadable(file: "definitions.csv") }
    for row in table.rows {
      try transaction.run(
        """
        INSERT INTO planning_definition (indicator, number, valid_from, text_vi, text_en, formula, source, confidence)
        SELECT \(row["indicator"]), \(Int(row["version"]) ?? 1), \(CivilDate(iso: row["valid_from"])), \(row["definition_vi"]),
          \(row["definition_en"]), \(row["formula_vi"]), \(row["source_vi"]), \(row["confidence"])
        WHERE EXISTS (SELECT 1 FROM planning_indicator WHERE code = \(row["indicator"]))
        ON CONFLICT (indicator, number) DO UPDATE SET valid_from = excluded.valid_from, text_vi = excluded.text_vi,
          text_en = excluded.text_en, formula = excluded.formula, source = excluded.source, confidence = excluded.confidence
        """)
    }
  }

  private static func loadLeadUnits(_ bytes: [UInt8], keeping edited: Set<String>, _ transaction: WriteTransaction) throws {
    let names = ["indicator", "lead_unit_vi"]
    let table = CSVTable(bytes, columns: ColumnRule(names: names, required: names))
    guard table.errors.isEmpty else { throw PlanningError.contentUnreadable(file: "lead-units.csv") }
    for row in table.rows where !edited.contains(row["indicator"]) {
      try transaction.run("UPDATE planning_indicator SET lead_unit = \(row["lead_unit_vi"]) WHERE code = \(row["indicator"])")
    }
  }
}
