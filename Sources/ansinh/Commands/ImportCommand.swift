import ArgumentParser
import Directory
import Figures
import Foundation
import Interchange
import Kernel
import Planning
import Storage
import Systems
import Wording

/// `ansinh import`: files of the contract into the database.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Import a CSV file: indicators, targets, results or forms.",
    discussion: """
      Any error writes nothing and ends with status 1; errors stand on standard error, one a line:

        FILE:LINE:COLUMN: CODE: sentence

      The header is line 1. With --good-rows the good rows are written in one transaction, and the status is still 1. \
      The same file again changes nothing.
      """,
    subcommands: ConsoleSystem.all.flatMap(\.imports))

  /// What the three kinds of file have in common.
  struct FileOptions: ParsableArguments {
    @Argument(
      help: "The CSV file: UTF-8, a header, columns in any order. Results may come as .xlsx, from its first visible sheet.")
    var file: String

    @Flag(help: "Write the good rows although others are bad.")
    var goodRows = false

    @Flag(help: "Say what would be written, and write nothing.")
    var dryRun = false

    @OptionGroup var database: DatabaseOption

    func run(_ body: (Installation, [UInt8], ImportMode) async throws -> ImportOutcome) async throws {
      let installation = try await Installation.ready(database.resolved)
      let outcome = try await body(installation, try bytes(), dryRun ? .preview : goodRows ? .goodRows : .allOrNothing)
      await installation.database.close()
      try report(outcome, installation)
    }

    private func bytes() throws -> [UInt8] {
      do {
        // Mapped, so that a large file is in memory once.
        return [UInt8](try Data(contentsOf: URL(filePath: file), options: .mappedIfSafe))
      } catch {
        throw InstallationError.fileUnreadable(path: file)
      }
    }

    private func report(_ outcome: ImportOutcome, _ installation: Installation) throws {
      let words = installation.words
      for error in outcome.errors {
        let place = error.cell ?? "\(error.line):\(error.column)"
        Console.complain("\(file):\(place): \(error.code): \(words.text(error.message))".onOneLine)
      }
      let counts = [
        "added": words.format.number(outcome.added), "changed": words.format.number(outcome.changed),
        "unchanged": words.format.number(outcome.unchanged), "errors": words.format.number(outcome.errors.count),
      ]
      let key =
        outcome.errors.isEmpty
        ? (outcome.wasWritten
          ? "console.imported" : outcome.added + outcome.changed > 0 ? "console.would_import" : "console.nothing_changed")
        : outcome.wasWritten
          ? "console.imported_good_rows"
          : dryRun ? "console.would_import_some" : goodRows ? "console.nothing_good" : "console.nothing_written"
      print(words.text(key, counts))
      if !outcome.errors.isEmpty { throw ExitCode(1) }
    }
  }

  struct Indicators: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "indicators", abstract: "Rows of the indicator catalogue.",
      discussion: "Columns: " + IndicatorImport.columns.names.joined(separator: ","))

    @OptionGroup var options: FileOptions

    func run() async throws {
      try await options.run { installation, bytes, mode in
        try await IndicatorImport.run(
          bytes, mode: mode, by: installation.actor, reason: options.file, into: installation.database)
      }
    }
  }

  struct Forms: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "forms", abstract: "Reporting forms and their lines.",
      discussion: """
        A changed list of indicators makes a new version of the form; workbooks of the version before are still read.

        Columns: \(FormImport.columns.names.joined(separator: ","))
        """)

    @OptionGroup var options: FileOptions

    func run() async throws {
      try await options.run { installation, bytes, mode in
        try await FormImport.run(
          bytes, mode: mode, by: installation.actor, reason: options.file, into: installation.database)
      }
    }
  }

  struct Targets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "targets", abstract: "Targets of annual plans.",
      discussion: """
        A new plan begins as assigned: files carry what was decided. A changed target needs a new decision's number.

        A place is its code in that year (62), a code on a day (24@2025-06-30), an id (A.24) or a full name.

        Columns: \(TargetImport.columns.names.joined(separator: ","))
        """)

    @OptionGroup var options: FileOptions

    func run() async throws {
      try await options.run { installation, bytes, mode in
        try await TargetImport.run(
          bytes, mode: mode, by: .installation, as: installation.actor, reason: options.file, into: installation.database)
      }
    }
  }

  struct Results: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "results", abstract: "Results of indicators.",
      discussion: """
        Figures enter as approved, because files of the command line carry adopted figures; with --draft they wait for \
        a second person's approval and the public does not see them.

        A place is its code in that period (62), a code on a day (24@2025-06-30), an id (A.24) or a full name.

        Columns: \(ResultImport.columns.names.joined(separator: ","))
        """)

    @Flag(help: "Enter the figures as drafts, to be approved on the working side.")
    var draft = false

    @OptionGroup var options: FileOptions

    func run() async throws {
      try await options.run { installation, bytes, mode in
        let bar = ProgressBar(installation.words)
        defer { bar.clear() }
        return try await ResultImport.run(
          bytes, mode: mode, status: draft ? .draft : .approved, by: .installation, as: installation.actor,
          reason: options.file, into: installation.database, progress: { bar.show($0.rawValue, $1, of: $2) })
      }
    }
  }
}
