import ArgumentParser
import FigureWords
import Foundation
import Interchange
import Kernel
import Planning
import Published
import Storage
import Territory
import Wording

/// `ansinh plan show`: the plan board of a place and year.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Look at annual plans.", subcommands: [Show.self])

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print a plan board: targets, results, percentages, gaps, verdicts, with every status.",
      discussion: "CSV columns: " + BoardExport.columns.joined(separator: ","))

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case table, csv, json
    }

    @Option(help: "The place: its code in that year (62), a code on a day (24@2025-06-30), its id (A.24) or its name.")
    var place: String

    @Option(help: "The year of the plan.")
    var year: Int

    @Option(help: "table, csv or json.")
    var format: Format = .table

    @OptionGroup var database: DatabaseOption

    func validate() throws {
      guard Period.years.contains(year) else { throw ValidationError("--year is a year such as 2021, not \(year).") }
    }

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      let (code, year, rulebook) = (place, year, installation.rulebook)
      let (board, name) = try await installation.database.read { transaction in
        let found = try PlaceFinder.find(code, year: year, transaction)
        let name = try TerritoryStore.path(of: found.place, on: found.day, transaction)?.fullName ?? code
        let board = try BoardReader.board(
          place: found.place, year: year, in: found.department, from: .staff, rulebook: rulebook, transaction)
        return (board, name)
      }
      await installation.database.close()
      switch format {
      case .csv: print(BoardExport.csv(board), terminator: "")
      case .json:
        let (vi, en) = (FigureSentence(installation.wording[.vi]), FigureSentence(installation.wording[.en]))
        print(BoardExport.json(board, placeName: name) { (vi.text($0), en.text($0)) }.serialized, terminator: "")
      case .table: print(BoardText(board, placeName: name, installation.words).text)
      }
    }
  }
}
