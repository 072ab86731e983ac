import ArgumentParser
import Directory
import Kernel
import Planning
import Reporting
import Storage
import Territory
import Wording

extension FormCommand {
  /// What the acts on a sheet have in common.
  struct ActOptions: ParsableArguments {
    @OptionGroup var sheet: SheetOptions

    @Option(help: "Why; taking something back, fixing and correcting need it.")
    var reason = ""

    @OptionGroup var actor: ActorOption

    @OptionGroup var database: DatabaseOption

    func perform(_ act: SheetAct) async throws {
      let installation = try await Installation.ready(database.resolved)
      let (authority, actor) = try await actor.resolved(installation)
      let (sheet, rulebook) = (sheet, installation.rulebook)
      let context = try await installation.database.read { try SheetContext.read(try sheet.key($0), $0) }
      let reason = VietnameseText.cleaned(reason)
      let after = try await installation.database.write(
        Act(by: actor, in: context.department, reason: reason)
      ) { transaction in
        try SheetActs.perform(
          act, on: SheetContext.read(context.key, transaction), by: authority, rulebook: rulebook, transaction)
      }
      await installation.database.close()
      print(FormText(installation.words).state(of: after, context))
    }
  }

  struct Submit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Send a sheet up to the level that reviews it.")
    @OptionGroup var options: ActOptions
    func run() async throws { try await options.perform(.submit) }
  }

  struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Pass a sheet on, or approve it finally, for the level whose turn it is.")
    @OptionGroup var options: ActOptions
    func run() async throws { try await options.perform(.approve) }
  }

  struct Return: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Send a sheet back to its unit, with a reason.")
    @OptionGroup var options: ActOptions
    func run() async throws { try await options.perform(.sendBack) }
  }

  struct Unapprove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take the approval of a sheet back, with a reason.")
    @OptionGroup var options: ActOptions
    func run() async throws { try await options.perform(.unapprove) }
  }

  struct Lock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Fix an approved sheet, with a reason.")
    @OptionGroup var options: ActOptions
    func run() async throws { try await options.perform(.lock) }
  }

  struct Correct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Open a fixed sheet for a correction, with a reason.")
    @OptionGroup var options: ActOptions
    func run() async throws { try await options.perform(.correct) }
  }

  struct LockYear: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Fix every approved figure of a province's year, when its report is adopted.")

    @Option(help: "The province: its code in that year (92), a code on a day (24@2025-06-30), its id (A.24) or its name.")
    var place: String

    @Option(help: "The year.")
    var year: Int

    @Option(help: "Why: the number of the report that was adopted.")
    var reason: String

    @OptionGroup var actor: ActorOption

    @OptionGroup var database: DatabaseOption

    func validate() throws {
      guard Period.years.contains(year) else { throw ValidationError("--year is a year such as 2021, not \(year).") }
    }

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      let (authority, actor) = try await actor.resolved(installation)
      let (code, year, reason) = (place, year, VietnameseText.cleaned(reason))
      let (unit, department) = try await installation.database.read { transaction in
        let found = try PlaceFinder.find(code, year: year, transaction)
        return (try TerritoryStore.requiredUnit(found.place, on: found.day, transaction), found.department)
      }
      guard unit.level == .province else { throw PlanningError.unknownPlace(code: code, day: Period.year(year).lastDay) }
      let count = try await installation.database.write(Act(by: actor, in: department, reason: reason)) { transaction in
        try SheetActs.lockYear(year, of: unit, in: department, by: authority, transaction)
      }
      await installation.database.close()
      let words = installation.words
      print(
        words.text(
          "console.form.year_locked", ["count": words.format.number(count), "year": String(year), "unit": unit.fullName]))
    }
  }
}
