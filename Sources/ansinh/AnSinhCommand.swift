import ArgumentParser
import Foundation
import Kernel

/// The program. Exit status 0: done; 1: the input is at fault; 2: wrong usage.
@main
struct AnSinhCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ansinh",
    abstract: "The information system of a province's labour, merit and social-affairs sector.",
    discussion: """
      The database is named by --database or ANSINH_DATABASE: sqlite:PATH or postgres://…; without either it is \
      sqlite:ansinh.db. Content is read from ANSINH_CONTENT, else ./Content, else beside the program.

      Messages are in Vietnamese; ANSINH_LANGUAGE=en gives English.

      Exit status 0: done; 1: the input is at fault; 2: wrong usage.
      """,
    version: "AnSinh 0.1.0",
    subcommands: [
      ServeCommand.self, DemoCommand.self, MigrateCommand.self, ImportCommand.self, ExportCommand.self,
    ] + ConsoleSystem.all.flatMap(\.commands) + [
      JobsCommand.self, PlaceCommand.self, UserCommand.self, AuditCommand.self, DoctorCommand.self,
    ])

  static func main() async {
    // What the program makes holds people's data: for its user alone.
    umask(0o077)
    do {
      var command = try parseAsRoot()
      let kind = type(of: command)
      // A command that only holds others was named without one of them.
      if !kind.configuration.subcommands.isEmpty {
        Console.complain(helpMessage(for: kind))
        Foundation.exit(2)
      }
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let status as ExitCode {
      Foundation.exit(status.rawValue)
    } catch {
      finish(error)
    }
  }

  /// Says what went wrong and ends with the status of the contract.
  private static func finish(_ error: any Error) -> Never {
    if let error = error as? any UserFacing {
      Console.complain("\(error.code): \(Console.sentence(for: error))")
      Foundation.exit(1)
    }
    let status = exitCode(for: error)
    let text = fullMessage(for: error)
    if status == .success {
      print(text)
      Foundation.exit(0)
    }
    Console.complain(text)
    Foundation.exit(status == .validationFailure ? 2 : 1)
  }
}
