import ArgumentParser
import Foundation
import Planning
import Storage

/// `ansinh export`: what counts, as files of the contract.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write what counts as a CSV file that `ansinh import` reads.",
    subcommands: ConsoleSystem.all.flatMap(\.exports))

  struct Results: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "results", abstract: "Results of indicators that count, to standard output.",
      discussion: """
        The approved version of each figure, of every department. Drafts, and figures that are only sums, are left out. A text \
        that a spreadsheet would run as a formula has a ' before it.
        """)

    @Option(help: "Only the periods of this year.")
    var year: Int?

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      let year = year
      try await installation.database.read { transaction in
        try ResultExport.write(year: year, transaction) { part in
          try FileHandle.standardOutput.write(contentsOf: Data(part.utf8))
        }
      }
      await installation.database.close()
    }
  }
}
