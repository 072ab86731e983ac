import ArgumentParser
import Kernel
import Storage
import Wording

/// `ansinh audit verify`: reads every chain and names the first entry that was tampered with.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "The chain of acts.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Check every audit chain and print its head.",
      discussion: "Note the heads outside the database: they show a chain that was cut at its end.")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      let report = try await installation.database.read { try AuditChain.verify($0) }
      await installation.database.close()
      let words = installation.words
      for (department, head) in report.heads.sorted(by: { $0.key < $1.key }) { print("\(department)  \(head)") }
      for fault in report.breaks {
        Console.complain(
          words.text(
            "console.chain_broken",
            [
              "department": fault.department.rawValue, "number": String(fault.number),
              "fault": words.text("audit.fault.\(fault.fault.rawValue)"),
            ]))
      }
      guard report.breaks.isEmpty else { throw ExitCode(1) }
      print(
        words.text(
          "console.chains_whole",
          [
            "entries": words.format.number(report.entries), "chains": words.format.number(report.heads.count),
          ]))
    }
  }
}
