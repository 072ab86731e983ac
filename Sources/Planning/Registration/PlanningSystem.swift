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
    words: [.figures, .planning],
    load: { try await CatalogueLoad.run(from: $0.appending(path: "planning"), into: $1) })
}

extension ImportKind {
  /// Targets, as proposals.
  public static let targets = ImportKind("planning.targets", address: "ke-hoach", permission: .importFiles) { file, database in
    try await TargetImport.run(
      file.bytes, mode: file.mode, by: .person(file.sender), as: file.sender.account.actor, reason: file.name, into: database)
  }

  /// Results, as drafts.
  public static let results = ImportKind("planning.results", address: "ket-qua", permission: .importFiles) { file, database in
    var limits = WorkbookLimits()
    // How far a workbook of a page is unpacked before it is refused.
    limits.unpackedBytes = 100_000_000
    return try await ResultImport.run(
      file.bytes, mode: file.mode, status: .draft, by: .person(file.sender), as: file.sender.account.actor, reason: file.name,
      limits: limits, into: database, progress: file.progress)
  }
}
