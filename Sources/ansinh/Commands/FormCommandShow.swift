import ArgumentParser
import Directory
import Kernel
import Planning
import Reporting
import Storage
import Territory
import Wording

extension FormCommand {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the forms; with --unit and --period, those of a unit with where each stands.")

    @Option(help: "The unit: its code in that period (31117), a code on a day (31117@2024-12-31), its id (A.31117) or its name.")
    var unit: String?

    @Option(help: "The period: 2024-12, 2024-Q4, 2024-H2, 2024-9M or 2024.")
    var period: PeriodArgument?

    @OptionGroup var database: DatabaseOption

    func validate() throws {
      if (unit == nil) != (period == nil) { throw ValidationError("--unit and --period go together.") }
    }

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      let text = FormText(installation.words)
      guard let unit, let period = period?.period else {
        let forms = try await installation.database.read { try FormStore.all($0) }
        await installation.database.close()
        print(text.table(of: forms))
        return
      }
      let rulebook = installation.rulebook
      let sheets = try await installation.database.read { transaction in
        let unit = try FormCommand.unit(unit, in: period, transaction)
        let forms = try FormStore.all(transaction).filter { $0.isUsed(for: period) && $0.level == unit.level }
        return try forms.map { form in
          let key = SheetKey(form: form.code, place: unit.id, period: period)
          let context = try SheetContext.read(key, transaction)
          let calendar = try ReportingCalendar(rulebook, department: context.department)
          return (
            view: try SheetReader.view(context, rulebook: rulebook, transaction),
            due: try calendar.submitBy(period, level: form.level)
          )
        }
      }
      await installation.database.close()
      guard !sheets.isEmpty else { throw FormCommandError.noForm(unit: unit, period: period.description) }
      print(text.table(of: sheets))
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print a sheet: where it stands, its lines, its history.")

    @OptionGroup var sheet: SheetOptions

    @OptionGroup var actor: ActorOption

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      let authority = try await actor.resolved(installation).authority
      let (sheet, rulebook) = (sheet, installation.rulebook)
      let view = try await installation.database.read { transaction in
        let context = try SheetContext.read(try sheet.key(transaction), transaction)
        guard authority.mayView(context) else { throw PlanningError.notYourUnit }
        return try SheetReader.view(context, rulebook: rulebook, transaction)
      }
      await installation.database.close()
      print(FormText(installation.words).text(of: view))
    }
  }
}
