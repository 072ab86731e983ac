import ArgumentParser
import Foundation
import Interchange
import Kernel
import Planning
import Storage
import Territory
import Wording

/// `ansinh demo`: two provinces with the figures of two press articles, accounts to sign in with, and the site.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Make and open the demo: two provinces, accounts with generated passwords, both boards.",
    discussion: "Its database is .demo/ansinh.db; PORT names the port (8080); a busy port is passed over.")

  @Flag(inversion: .prefixedNo, help: "Serve the site after printing the boards.")
  var serve = true

  private static let folder = ".demo"

  func run() async throws {
    try FileManager.default.createDirectory(atPath: DemoCommand.folder, withIntermediateDirectories: true)
    let installation = try Installation("sqlite:\(DemoCommand.folder)/ansinh.db", isNew: true)
    let words = installation.words
    print(words.text("console.demo_preparing"))
    try await installation.migrate { print("  " + $0) }
    let demo = DemoData(installation)
    try await demo.importFigures { print("  " + $0) }
    let accounts = DemoAccounts(installation, file: "\(DemoCommand.folder)/accounts.txt")
    try await accounts.open()
    for (code, year) in [("62", 2021), ("92", 2017), ("92", 2018)] { try await printBoard(code, year, installation) }
    print("\n" + words.text("console.demo_accounts"))
    print(try accounts.list())
    guard serve else { return await installation.database.close() }
    try await open(installation)
  }

  private func printBoard(_ code: String, _ year: Int, _ installation: Installation) async throws {
    let rulebook = installation.rulebook
    let (board, name) = try await installation.database.read { transaction in
      let found = try PlaceFinder.find(code, year: year, transaction)
      let name = try TerritoryStore.path(of: found.place, on: found.day, transaction)?.fullName ?? code
      return (
        try BoardReader.board(place: found.place, year: year, in: found.department, rulebook: rulebook, transaction), name
      )
    }
    print("\n" + BoardText(board, placeName: name, installation.words).text)
  }

  private func open(_ installation: Installation) async throws {
    let words = installation.words
    let wanted = ProcessInfo.processInfo.environment["PORT"].flatMap { UInt16($0) }.map(Int.init) ?? 8080
    let port = PortProbe.next(from: wanted, host: "127.0.0.1")
    if port != wanted { print(words.text("console.port_passed_over", ["wanted": String(wanted), "port": String(port)])) }
    try await WebProgram(installation: installation, host: "127.0.0.1", port: port) { port in
      print("\n" + words.text("console.serving", ["address": "http://127.0.0.1:\(port)"]))
    }.run()
    await installation.database.close()
  }
}

/// The figures of the two articles, from `Content/demo`; entered once, like any other file.
struct DemoData {
  private let installation: Installation

  init(_ installation: Installation) { self.installation = installation }

  /// Imports the demo's targets and results; the second time nothing changes.
  func importFigures(saying say: (String) -> Void) async throws {
    let (database, actor) = (installation.database, installation.actor)
    let targets = try await TargetImport.run(
      try file("targets.csv"), mode: .allOrNothing, planState: .assigned, by: actor, reason: "demo", into: database)
    let results = try await ResultImport.run(
      try file("results.csv"), mode: .allOrNothing, status: .approved, by: actor, reason: "demo", into: database)
    for outcome in [targets, results] where !outcome.errors.isEmpty {
      for error in outcome.errors { Console.complain("\(error.line):\(error.column): \(error.code)") }
      throw PlanningError.contentUnreadable(file: "demo")
    }
    if targets.wasWritten || results.wasWritten {
      say(
        installation.words.text(
          "console.demo_figures",
          [
            "targets": installation.words.format.number(targets.added),
            "results": installation.words.format.number(results.added),
          ]))
    }
  }

  private func file(_ name: String) throws -> [UInt8] {
    let url = installation.content.appending(path: "demo").appending(path: name)
    guard let data = try? Data(contentsOf: url) else { throw PlanningError.contentUnreadable(file: "demo/\(name)") }
    return [UInt8](data)
  }
}
