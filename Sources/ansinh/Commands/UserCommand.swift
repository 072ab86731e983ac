import ArgumentParser
import Directory
import Foundation
import Kernel
import Storage
import Territory
import Wording

/// `ansinh user add`: the first accounts, before anybody can sign in.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Accounts of the working side.", subcommands: [Add.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Open an account with one role at one unit; its password must be changed at first sign-in.")

    @Option(help: "The name to sign in with.")
    var username: String

    @Option(help: "The name shown on pages.")
    var name: String

    @Option(help: "specialist, division_head, director, district_officer, commune_officer or administrator.")
    var role: String

    @Option(help: "The unit the role is for, with its version of the map, such as A.62; it covers all units below.")
    var unit: String

    @Flag(help: "Read the password from standard input instead of generating one.")
    var passwordFromInput = false

    @OptionGroup var database: DatabaseOption

    func validate() throws {
      if Role(rawValue: role) == nil {
        throw ValidationError("--role is one of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
    }

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      let effects = installation.database.effects
      guard let role = Role(rawValue: role) else { return }
      let unit = ID<AdministrativeUnit>(unit)
      let department = try await installation.database.read { transaction in
        try AccountOpening.department(of: unit, transaction)
      }
      let password = passwordFromInput ? readLine(strippingNewline: true) ?? "" : Password.generate(effects)
      _ = try await AccountService(database: installation.database).create(
        username: username, displayName: name, password: password, mustChangePassword: !passwordFromInput,
        grants: [RoleGrant(role: role, unit: unit, from: effects.today())],
        Act(by: installation.actor, in: department, reason: "user add"))
      await installation.database.close()
      print(installation.words.text("console.account_opened", ["username": username]))
      if !passwordFromInput { print(installation.words.text("console.password", ["password": password])) }
    }
  }
}

/// Where a new account belongs.
enum AccountOpening {
  /// The department whose unit this is, on the last day the unit existed.
  static func department(of unit: ID<AdministrativeUnit>, _ transaction: ReadTransaction) throws -> ID<Department> {
    let today = CivilDate(year: 9999, month: 12, day: 31)
    guard let last = try TerritoryStore.versions(of: unit, transaction).last, let day = last.validTo ?? today,
      let department = try DirectoryStore.department(ofPlace: unit, on: day, transaction)
    else { throw DirectoryError.unknownUnit(unit.rawValue) }
    return department
  }
}
