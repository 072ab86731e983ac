import Foundation
import Kernel
import PlanningDemo
import Storage
import Territory
import Wording

/// `ansinh demo --province`: makes a province up, says what is in it, and how to report its open month.
struct SyntheticDemo {
  private let province: SyntheticProvince
  private let address: String

  /// The last year unless another is asked for: the last whole year of the province as it was, for Quảng Ngãi the year in which
  /// it became larger.
  static func lastYear(of code: String, _ until: Int?) -> Int { until ?? (code == "51" ? 2025 : 2024) }

  init(_ code: String, years: Int, until: Int?, seed: UInt64, address: String?) {
    let last = SyntheticDemo.lastYear(of: code, until)
    province = SyntheticProvince(code: code, years: (last - years + 1)...last, seed: seed)
    let ending = last == SyntheticDemo.lastYear(of: code, nil) ? "" : "-\(last)"
    let name = "\(DemoFolder.path)/\(code)-\(years)-\(seed)\(ending)"
    self.address = address ?? ProcessInfo.processInfo.environment["ANSINH_DATABASE"] ?? "sqlite:\(name).db"
  }

  /// Makes it, prints its last board and what to do, and serves.
  func run(serving: Bool) async throws {
    try province.check(Effects.live.today())
    try DemoFolder.make(for: address)
    let installation = try Installation(address, isNew: true)
    let (words, database) = (installation.words, installation.database)
    try await installation.migrate { print("  " + $0) }
    let cast = try await database.read { [province] in try province.cast($0) }
    print(
      words.text(
        "console.synthetic_preparing",
        [
          "place": cast.province.fullName, "first": String(province.years.lowerBound), "last": String(province.years.upperBound),
          "seed": String(province.seed),
        ]))
    let people = SyntheticPeople(cast.units, installation.wording[.vi])
    let accounts = DemoAccounts(installation, file: try DemoAccounts.file(of: address), people: people.people)
    let staff = people.staff(try await accounts.open())
    let made = try await province.make(
      by: staff, texts: texts(installation.wording[.vi]), actor: installation.actor, rulebook: installation.rulebook,
      into: database)
    try await DemoSite.printBoard(province.code, province.years.upperBound, installation)
    printCounts(made, cast, accounts: people.people.count, words)
    let port = DemoSite.port(words)
    OpenMonthText(
      cast, year: province.years.upperBound, address: address, port: port,
      try await accounts.list(of: OpenMonthText.usernames(cast)), words
    ).print()
    guard serving else { return await database.close() }
    try await DemoSite.serve(installation, on: port)
  }

  private func printCounts(
    _ made: SyntheticProvince.Outcome, _ cast: SyntheticProvince.Cast, accounts: Int, _ words: LocalWording
  ) {
    func number(_ count: Int) -> String { words.format.number(count) }
    func count(_ level: AdministrativeUnit.Level) -> String { number(cast.units.count { $0.level == level }) }
    print("")
    print(
      words.text(
        "console.synthetic_counts",
        [
          "communes": count(.commune), "districts": count(.district), "figures": number(made.figures),
          "sheets": number(made.sheets), "targets": number(made.targets), "accounts": number(accounts),
        ]))
    print(words.text("console.synthetic_digest", ["digest": made.digest]))
    if !made.wasWritten { print(words.text("console.synthetic_unchanged", ["database": shownAddress])) }
  }

  /// The database without a password that its address may hold.
  private var shownAddress: String { address.hasPrefix("sqlite:") ? address : "PostgreSQL" }

  /// What stands in the records is Vietnamese, whatever the terminal speaks.
  private func texts(_ words: LocalWording) -> SyntheticTexts {
    SyntheticTexts(
      decisionEnding: words.text("console.synthetic_decision"), oddCause: words.text("console.synthetic_odd_cause"),
      returnReason: words.text("console.synthetic_return_reason"), lockReason: words.text("console.synthetic_lock_reason"))
  }
}
