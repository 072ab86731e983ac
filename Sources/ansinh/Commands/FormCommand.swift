import ArgumentParser
import Directory
import Kernel
import Planning
import Reporting
import Storage
import Territory
import Wording

/// `ansinh form`: reporting forms from the shell, from the download of a workbook to the lock of a year.
struct FormCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form", abstract: "Fill in, send and approve reporting forms.",
    discussion: """
      A sheet is a form of one unit and period: --form 01-LD --unit 31117 --period 2024-12. The unit is named by its \
      official code in that period (31117), a code on a day (31117@2024-12-31), its id (A.31117) or its full name. Periods \
      are written 2024-12, 2024-Q4, 2024-H2, 2024-9M, 2024.

      --as USERNAME acts as that account, with its roles of today; without it the operating system's user acts.
      """,
    subcommands: [
      List.self, Download.self, Upload.self, Submit.self, Approve.self, Return.self, Unapprove.self, Lock.self,
      Correct.self, LockYear.self, Show.self, Calendar.self,
    ])

  /// Who acts.
  struct ActorOption: ParsableArguments {
    @Option(name: .customLong("as"), help: "Act as this account, with its roles of today.")
    var username: String?

    /// The right and the name under which a command acts.
    /// - Throws: `DirectoryError.unknownAccount` for an unknown or closed account.
    func resolved(_ installation: Installation) async throws -> (authority: Authority, actor: Actor) {
      guard let username else { return (.installation, installation.actor) }
      let today = installation.database.effects.today()
      let viewer = try await installation.database.read { transaction in
        try AccountStore.account(username: username, transaction).flatMap {
          try AccountStore.viewer($0.id, installation.roles, on: today, transaction)
        }
      }
      guard let viewer else { throw DirectoryError.unknownAccount(username) }
      return (.person(viewer), viewer.account.actor)
    }
  }

  /// Which sheet.
  struct SheetOptions: ParsableArguments {
    @Option(help: "The form's code, such as 01-LD.")
    var form: String

    @Option(help: "The unit: its code in that period (31117), a code on a day (31117@2024-12-31), its id (A.31117) or its name.")
    var unit: String

    @Option(help: "The period: 2024-12, 2024-Q4, 2024-H2, 2024-9M or 2024.")
    var period: PeriodArgument

    /// The sheet these name.
    /// - Throws: `TerritoryError` for a unit that did not exist on the period's last day, or an ambiguous one.
    func key(_ transaction: ReadTransaction) throws -> SheetKey {
      SheetKey(form: form, place: try FormCommand.unit(unit, in: period.period, transaction).id, period: period.period)
    }
  }

  /// The unit that is named for a sheet of a period, as it was on the period's last day.
  /// - Throws: `TerritoryError` for a unit that did not see that day, or a text that can mean two units in the period.
  static func unit(_ text: String, in period: Period, _ transaction: ReadTransaction) throws -> AdministrativeUnit {
    var resolver = UnitResolver(transaction)
    let life = try resolver.unit(UnitReference(text), during: period.days, ended: .refused)
    return try TerritoryStore.requiredUnit(life.id, on: period.lastDay, transaction)
  }
}

/// A period on the command line, `2024-12`.
struct PeriodArgument: ExpressibleByArgument {
  let period: Period

  init?(argument: String) {
    guard let period = Period(argument) else { return nil }
    self.period = period
  }
}
