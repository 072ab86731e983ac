import ArgumentParser
import Directory
import Figures
import Foundation
import Interchange
import Kernel
import Planning
import PlanningDemo
import Storage
import Systems
import Territory
import Wording

/// `ansinh demo`: two provinces with the figures of two press articles, accounts to sign in with, and the site; or a made-up
/// province at true scale.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Make and open the demo: two provinces, accounts with generated passwords, both boards.",
    discussion: """
      Its database is .demo/ansinh.db; PORT names the port (8080); a busy port is passed over.

      With --province it is a made-up province at true scale: every commune, every form, every month. The same options give \
      the same figures. December of the last year is open, to be reported by the accounts it prints. Its database is \
      .demo/PROVINCE-YEARS-SEED.db, unless --database or ANSINH_DATABASE names another.
      """)

  @Flag(inversion: .prefixedNo, help: "Serve the site after printing the boards.")
  var serve = true

  @Option(help: "Make up a province: 92 (Cần Thơ), 62 (Kon Tum) or 51 (Quảng Ngãi).")
  var province: String?

  @Option(help: "How many years it has figures for (1).")
  var years: Int?

  @Option(help: "What its figures are drawn from (1).")
  var seed: UInt64?

  @Option(help: "Its last year: 2024; for 51 it is 2025.")
  var until: Int?

  @Option(name: .customLong("database"), help: "Its database: sqlite:PATH or postgres://….")
  var address: String?

  func validate() throws {
    guard let province else {
      guard years == nil, seed == nil, until == nil, address == nil else {
        throw ValidationError("--years, --seed, --until and --database belong to --province.")
      }
      return
    }
    guard ["92", "62", "51"].contains(province) else {
      throw ValidationError("--province is 92, 62 or 51, not \(province).")
    }
    let (count, last) = (years ?? 1, SyntheticDemo.lastYear(of: province, until))
    guard count >= 1, Period.years.contains(last), last - count + 1 >= SyntheticProvince.firstYear else {
      throw ValidationError("Made-up years begin with \(SyntheticProvince.firstYear): \(count) to \(last) are too many.")
    }
  }

  func run() async throws {
    if let province {
      let demo = SyntheticDemo(province, years: years ?? 1, until: until, seed: seed ?? 1, address: address)
      return try await demo.run(serving: serve)
    }
    let address = "sqlite:\(DemoFolder.path)/ansinh.db"
    try DemoFolder.make(for: address)
    let installation = try Installation(address, isNew: true)
    let words = installation.words
    print(words.text("console.demo_preparing"))
    try await installation.migrate { print("  " + $0) }
    for system in ConsoleSystem.all { try await system.demo(installation) { print("  " + $0) } }
    let accounts = DemoAccounts(installation, file: try DemoAccounts.file(of: address, named: "accounts.txt"))
    try await accounts.open()
    for (code, year) in [("62", 2021), ("92", 2017), ("92", 2018)] { try await DemoSite.printBoard(code, year, installation) }
    print("\n" + words.text("console.demo_accounts"))
    print(try await accounts.list())
    guard serve else { return await installation.database.close() }
    try await DemoSite.serve(installation, on: DemoSite.port(words))
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
      try file("targets.csv"), mode: .allOrNothing, by: .installation, as: actor, reason: "demo", into: database)
    let results = try await ResultImport.run(
      try file("results.csv"), mode: .allOrNothing, status: .approved, by: .installation, as: actor, reason: "demo",
      into: database)
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
