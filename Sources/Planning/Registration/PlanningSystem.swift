import Directory
import Figures
import Foundation
import Kernel
import Spreadsheets
import Storage
import Systems
import Territory

/// Plans, targets, results and verdicts.
extension System {
  /// This system.
  public static let planning = System(
    "planning", migrations: PlanningSchema.migrations, permissions: Permission.ofPlanning, imports: [.targets, .results],
    load: { try await CatalogueLoad.run(from: $0.appending(path: "planning"), into: $1) })
}

extension ImportKind {
  /// Targets, as proposals.
  public static let targets = ImportKind("planning.targets", address: "ke-hoach", permission: .importFiles) { file, database in
    try await TargetImport.run(
      file.bytes, mode: file.mode, planState: .proposed, by: file.sender.account.actor, reason: file.name,
      visibleTo: file.sender.account.department, mayWrite: file.mayWrite, into: database)
  }

  /// Results, as drafts.
  public static let results = ImportKind("planning.results", address: "ket-qua", permission: .importFiles) { file, database in
    var limits = WorkbookLimits()
    // How far a workbook of a page is unpacked before it is refused.
    limits.unpackedBytes = 100_000_000
    return try await ResultImport.run(
      file.bytes, mode: file.mode, status: .draft, by: file.sender.account.actor, reason: file.name, limits: limits,
      visibleTo: file.sender.account.department, mayWrite: file.mayWrite, into: database, progress: file.progress)
  }
}

extension FileToImport {
  /// Whether a person's file may touch a unit: only his own, each on the last day it was there.
  fileprivate var mayWrite: @Sendable (ID<AdministrativeUnit>, ReadTransaction) throws -> Bool {
    { place, transaction in
      guard let last = try TerritoryStore.versions(of: place, transaction).last else { return false }
      let path = try TerritoryStore.path(of: place, on: last.validTo ?? .lastOfAll, transaction)
      return sender.may(.importFiles, at: path?.units.map(\.id) ?? [])
    }
  }
}

extension CivilDate {
  /// The last day there is: where a unit is still in force.
  fileprivate static let lastOfAll = CivilDate(daysSinceEpoch: 2_932_896)
}
