import ArgumentParser
import Kernel
import Planning
import Storage
import Wording

/// `ansinh rollup rebuild`: the sums kept, worked out anew from the figures.
struct RollUpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollup", abstract: "The sums kept of what was approved.", subcommands: [Rebuild.self])

  struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rebuild", abstract: "Work out the sums of districts and provinces anew from the figures.",
      discussion: """
        The program keeps the sums right in every act; this is for figures that were loaded past it, and to be sure. With \
        --check nothing is written: the first sum that is kept otherwise is named, and the status is 1.
        """)

    @Flag(help: "Compare, and write nothing.")
    var check = false

    @Option(help: "Only this department, by its id such as SO.A.92. May be given several times.")
    var department: [String] = []

    @Option(help: "Only this period: 2024-12, 2024-Q4, 2024-H2, 2024-9M, 2024. May be given several times.")
    var period: [PeriodArgument] = []

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      let scope = RollUpRebuild.Scope(
        departments: department.isEmpty ? nil : department.map { ID(rawValue: $0) },
        periods: period.isEmpty ? nil : period.map(\.period))
      let report =
        check
        ? try await RollUpRebuild.check(scope, installation.database)
        : try await RollUpRebuild.run(scope, by: installation.actor, reason: "rollup rebuild", installation.database)
      await installation.database.close()
      let words = installation.words
      if let difference = report.difference {
        Console.complain(words.text("console.sum_differs", ["sum": difference]))
        throw ExitCode(1)
      }
      print(
        words.text(
          check ? "console.sums_agree" : "console.sums_rebuilt",
          ["sums": words.format.number(report.sums), "departments": words.format.number(report.departments)]))
    }
  }
}
