import ArgumentParser
import Directory
import Foundation
import Kernel
import Storage
import Territory
import Wording

/// `ansinh user`: the first accounts, before anybody can sign in; and who came and went.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Accounts of the working side.", subcommands: [Add.self, SignIns.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Open an account with one role at one unit; its password must be changed at first sign-in.")

    @Option(help: "The name to sign in with.")
    var username: String

    @Option(help: "The name shown on pages.")
    var name: String

    @Option(help: "A role of the rule directory/roles, such as specialist, director or commune_officer.")
    var role: String?

    @Option(
      help: "The unit the role is for, with all below: its id (A.62), code of today, code on a day (62@2025-06-30) or name.")
    var unit: String?

    @Flag(help: "An administrator of the whole installation, without role and unit: decides about the shared catalogue.")
    var installation = false

    @Flag(help: "Read the password from standard input instead of generating one.")
    var passwordFromInput = false

    @OptionGroup var database: DatabaseOption

    func validate() throws {
      if installation, role == nil, unit == nil { return }
      guard !installation, role != nil, unit != nil else {
        throw ValidationError("Name --role and --unit, or --installation alone.")
      }
    }

    func run() async throws {
      let program = try await Installation.ready(database.resolved)
      let effects = program.database.effects
      let role = installation ? Role.administrator : Role(rawValue: role ?? "")
      let known = program.roles.all(on: effects.today())
      guard known.contains(role) else {
        throw ValidationError("--role is one of \(known.map(\.rawValue).joined(separator: ", ")).")
      }
      let reference = installation ? nil : UnitReference(unit ?? "")
      let (unit, department) = try await program.database.read { transaction in
        let unit = try reference?.unit(on: effects.today(), transaction) ?? RoleGrant.installation
        return (unit, try AccountOpening.department(of: unit, transaction))
      }
      let password = passwordFromInput ? readLine(strippingNewline: true) ?? "" : Password.generate(effects)
      _ = try await program.accounts.create(
        username: username, displayName: name, password: password, mustChangePassword: !passwordFromInput,
        grants: [RoleGrant(role: role, unit: unit, from: effects.today())],
        Act(by: program.actor, in: department, reason: "user add"))
      await program.database.close()
      print(program.words.text("console.account_opened", ["username": username]))
      if !passwordFromInput { print(program.words.text("console.password", ["password": password])) }
    }
  }
}

extension UserCommand {
  struct SignIns: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sign-ins", abstract: "When an account signed in, failed to, and signed out; the newest first.",
      discussion: "What happened before migration 0011 stands in the audit chain, as directory.signed_in and the like.")

    @Argument(help: "The name to sign in with.")
    var username: String

    @Option(help: "How many lines.")
    var limit = 50

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      let program = try await Installation.ready(database.resolved)
      let (username, limit) = (username, limit)
      let lines = try await program.database.read { transaction in
        guard let account = try AccountStore.account(username: username, transaction) else {
          throw DirectoryError.unknownAccount(username)
        }
        return try SignInLog.lines(of: account.id, limit: limit, transaction)
      }
      await program.database.close()
      for line in lines { print("\(line.at.iso)  \(program.words.text("console.sign_in.\(line.event.rawValue)"))") }
    }
  }
}
