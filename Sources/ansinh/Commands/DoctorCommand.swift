import ArgumentParser
import Directory
import Foundation
import Kernel
import Planning
import Rulebook
import Storage
import Territory
import Wording

/// `ansinh doctor`: looks at everything the program needs and says what to do where something is missing.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check content, database, fonts and versions, and say what to do.")

  @OptionGroup var database: DatabaseOption

  func run() async throws {
    let content = ContentFolder.find()
    let wording = try ContentFolder.wording(of: content, asked: ProgramSystems.words)
    var report = Report(words: wording[Console.language])
    report.good("content", ["path": content.path, "keys": String(wording.keys.count)])
    checkRules(content, &report)
    await checkDatabase(&report)
    checkFonts(&report)
    print(report.lines.joined(separator: "\n"))
    if report.hasFault { throw ExitCode(1) }
  }

  private struct Report {
    let words: LocalWording
    var lines: [String] = []
    var hasFault = false

    mutating func good(_ check: String, _ values: [String: String] = [:]) {
      lines.append("✓ " + words.text("doctor.\(check)", values))
    }

    /// What works, and should be changed all the same.
    mutating func warn(_ check: String, _ values: [String: String] = [:]) {
      lines.append("! " + words.text("doctor.\(check)", values))
    }

    mutating func bad(_ check: String, _ values: [String: String] = [:]) {
      hasFault = true
      lines.append("✗ " + words.text("doctor.\(check)", values))
    }
  }

  private func checkRules(_ content: URL, _ report: inout Report) {
    do {
      let rulebook = try Rulebook(directory: content.appending(path: "rules"))
      let unverified = rulebook.rules.filter { $0.values.contains { $0.confidence == .unverified } }.map(\.id)
      report.good("rules", ["count": String(rulebook.rules.count), "unverified": unverified.joined(separator: ", ")])
    } catch {
      report.bad("rules_bad", ["reason": Console.sentence(for: error)])
    }
  }

  private func checkDatabase(_ report: inout Report) async {
    do {
      let installation = try await Installation.ready(database.resolved)
      let today = installation.database.effects.today()
      let facts = try await installation.database.read {
        transaction -> (version: String, units: Int, indicators: Int, chain: Int, strays: [Role]) in
        (
          try DatabaseFacts.version(transaction),
          try TerritoryStore.counts(on: today, transaction).values.reduce(0, +),
          try IndicatorStore.all(transaction).count, try AuditChain.verify(transaction).breaks.count,
          try AccountStore.unknownRoles(installation.roles, on: today, transaction)
        )
      }
      await installation.database.close()
      report.good("database", ["address": DatabaseFacts.masked(database.resolved), "version": facts.version])
      checkFileRights(&report)
      if facts.units > 0 { report.good("territory", ["units": String(facts.units)]) } else { report.bad("territory_empty") }
      if facts.indicators > 0 {
        report.good("catalogue", ["count": String(facts.indicators)])
      } else {
        report.bad("catalogue_empty")
      }
      for role in facts.strays { report.warn("unknown_role", ["role": role.rawValue]) }
      if facts.chain == 0 { report.good("audit") } else { report.bad("audit_broken") }
    } catch {
      let reason = (error as? any UserFacing).map { Console.sentence(for: $0) } ?? "\(error)"
      report.bad("database_bad", ["address": DatabaseFacts.masked(database.resolved), "reason": reason])
    }
  }

  /// The database holds password hashes and drafts: nobody else on the machine reads its files.
  private func checkFileRights(_ report: inout Report) {
    guard case .sqlite(let path) = try? DatabaseAddress(database.resolved) else { return }
    for file in [path, path + "-wal", path + "-shm"] {
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      guard let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 != 0 else { continue }
      report.warn("file_rights", ["path": file, "mode": String(mode, radix: 8)])
    }
  }

  /// Pages use the reader's own fonts; printed documents will need one that has every Vietnamese letter.
  private func checkFonts(_ report: inout Report) {
    let folders = ["/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/noto", "/usr/share/fonts/truetype/dejavu"]
    if let folder = folders.first(where: { FileManager.default.fileExists(atPath: $0) }) {
      report.good("fonts", ["path": folder])
    } else {
      report.good("fonts_missing")
    }
  }
}
