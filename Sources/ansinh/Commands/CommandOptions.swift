import ArgumentParser
import Foundation
import Kernel

/// The address of the database, as every command that needs one takes it.
struct DatabaseOption: ParsableArguments {
  @Option(name: .customLong("database"), help: "sqlite:PATH or postgres://…; else ANSINH_DATABASE, else sqlite:ansinh.db.")
  var address: String?

  /// The address to use.
  var resolved: String { address ?? ProcessInfo.processInfo.environment["ANSINH_DATABASE"] ?? "sqlite:ansinh.db" }
}

/// A day on the command line, `2024-01-01`.
struct DayArgument: ExpressibleByArgument {
  let day: CivilDate

  init?(argument: String) {
    guard let day = CivilDate(iso: argument) else { return nil }
    self.day = day
  }
}
