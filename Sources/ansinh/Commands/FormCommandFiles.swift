import ArgumentParser
import Directory
import FigureWords
import Foundation
import Kernel
import Reporting
import Storage
import Wording

extension FormCommand {
  struct Download: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Write the workbook of a sheet, to be filled in with Excel.")

    @OptionGroup var sheet: SheetOptions

    @Option(help: "The workbook to write, such as 01-LD.xlsx.")
    var out: String

    @OptionGroup var actor: ActorOption

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      let authority = try await actor.resolved(installation).authority
      let sheet = sheet
      let key = try await installation.database.read { try sheet.key($0) }
      let file = try await FormDownload.workbook(
        of: key, by: authority, rulebook: installation.rulebook, words: installation.words, database: installation.database)
      await installation.database.close()
      try FormCommand.write(file.bytes, to: out)
      print(installation.words.text("console.form.downloaded", ["path": out]))
    }
  }

  struct Upload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a filled-in workbook; with --commit, save it into the sheet's draft.",
      discussion: """
        Without --commit nothing is written. Any error writes nothing and ends with status 1; errors stand on standard \
        error, one a line:

          FILE:SHEET!CELL: CODE: sentence

        With --keep-good the good lines are saved although others are bad, and the status is still 1. The same file again \
        changes nothing.
        """)

    @Argument(help: "The workbook, made by «ansinh form download» or by the entry page.")
    var file: String

    @Flag(help: "Save the lines.")
    var commit = false

    @Flag(help: "Save the good lines although others are bad.")
    var keepGood = false

    @Option(help: "With errors, write the workbook here with the cells at fault marked.")
    var returned: String?

    @OptionGroup var actor: ActorOption

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      guard let data = FileManager.default.contents(atPath: file) else { throw InstallationError.fileUnreadable(path: file) }
      let bytes = [UInt8](data)
      let (authority, actor) = try await actor.resolved(installation)
      let outcome: UploadOutcome
      do {
        outcome = try await FormUpload.run(
          bytes, commit: commit, keepGood: keepGood, by: authority, actor: actor, rulebook: installation.rulebook,
          database: installation.database)
      } catch let error as any UserFacing {
        await installation.database.close()
        Console.complain("\(file): \(error.code): \(installation.words.text(error.message))".onOneLine)
        throw ExitCode(1)
      }
      await installation.database.close()
      try report(outcome, installation)
      if let returned, !outcome.faults.isEmpty { try giveBack(bytes, outcome, to: returned, installation.words) }
      if !outcome.faults.isEmpty { throw ExitCode(1) }
    }

    private func report(_ outcome: UploadOutcome, _ installation: Installation) throws {
      let words = installation.words
      print(words.text("workbook.for_sheet", outcome.sheetWords(words)))
      for fault in outcome.faults {
        Console.complain("\(file):\(fault.place): \(fault.code): \(words.text(fault.message))".onOneLine)
      }
      for warning in outcome.titleWarnings(installation.wording) + outcome.warnings {
        let values = ["place": "\(file):\(warning.place)", "sentence": words.text(warning.message)]
        print(words.text("console.form.warning", values).onOneLine)
      }
      if let emptied = outcome.emptiedText(words) { print(emptied) }
      if outcome.isOlderVersion { print(words.text("workbook.page.older")) }
      if !outcome.absent.isEmpty {
        let show = BoardWords(words)
        print(words.text("workbook.page.absent", ["names": outcome.absent.map { show.title($0) }.joined(separator: "; ")]))
      }
      let counts = [
        "saved": words.format.number(outcome.saved.count), "unchanged": words.format.number(outcome.unchanged.count),
        "errors": words.format.number(outcome.faults.count),
      ]
      let isRefused = commit && !outcome.wasWritten && !outcome.faults.isEmpty
      let key =
        isRefused ? "console.form.nothing_saved" : commit ? "console.form.saved" : "console.form.would_save"
      print(words.text(key, counts))
    }

    private func giveBack(_ bytes: [UInt8], _ outcome: UploadOutcome, to path: String, _ words: LocalWording) throws {
      guard let marked = try? outcome.returnedWorkbook(bytes, words) else {
        Console.complain(words.text("console.form.not_marked"))
        return
      }
      try FormCommand.write(marked, to: path)
      print(words.text("console.form.returned", ["path": path]))
    }
  }

  /// Writes a file named on the command line.
  private static func write(_ bytes: [UInt8], to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      throw FormCommandError.fileUnwritable(path: path)
    }
  }
}

/// Why a command about forms cannot be done, beside what planning refuses.
enum FormCommandError: UserFacing, Equatable {
  /// A file named on the command line cannot be written.
  case fileUnwritable(path: String)
  /// The unit has no form for the period.
  case noForm(unit: String, period: String)

  var code: String {
    switch self {
    case .fileUnwritable: "console.file_unwritable"
    case .noForm: "console.form_none"
    }
  }

  var message: Message {
    switch self {
    case .fileUnwritable(let path): Message("error.\(code)", ["path": path])
    case .noForm(let unit, let period): Message("error.\(code)", ["unit": unit, "period": period])
    }
  }
}
