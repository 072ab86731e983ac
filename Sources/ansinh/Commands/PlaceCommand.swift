import ArgumentParser
import Interchange
import Kernel
import Storage
import Territory
import Wording

/// `ansinh place`: what a code or a name meant on a day.
struct PlaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place", abstract: "Look up an administrative unit by its code or name on a day.",
    discussion: """
      Codes were re-used in 2025 with other names, so a code without a day means nothing: give --on, or write the day behind \
      the code (24@2025-06-30). An id (A.24) needs no day. Without any, it says who had the code when.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv
  }

  @Argument(
    help: "A code (31135), a code on a day (24@2025-06-30), an id (A.24), or a name with or without marks (\"tan an\").")
  var codeOrName: String

  @Option(help: "The day, such as 2024-01-01.")
  var on: DayArgument?

  @Flag(help: "List everything that lies below the unit on that day.")
  var children = false

  @Option(help: "text or csv.")
  var format: Format = .text

  @OptionGroup var database: DatabaseOption

  private var reference: UnitReference { UnitReference(codeOrName) }

  func validate() throws {
    if children, reference.isName {
      throw ValidationError("--children lists what lies below one code, and «\(codeOrName)» is a name.")
    }
    if let on, let day = reference.day, on.day != day { throw ValidationError("--on and «\(codeOrName)» name two days.") }
  }

  func run() async throws {
    let installation = try await Installation.ready(database.resolved)
    let (reference, on, children) = (reference, on?.day, children)
    let words = installation.words
    let today = installation.database.effects.today()
    let (answer, day) = try await installation.database.read { transaction -> (Answer, CivilDate?) in
      guard let day = try PlaceCommand.day(of: reference, on: on, today: today, transaction) else {
        return (try PlaceCommand.everyHolder(of: reference, transaction), nil)
      }
      return (try PlaceCommand.answer(reference, on: day, children: children, transaction), day)
    }
    await installation.database.close()
    guard let day else { throw ValidationError(dayMissing(answer, words)) }
    print(answer, words)
    if case .formerly = answer {
      Console.complain(words.text("console.no_place", ["read": codeOrName, "day": words.format.date(day)]))
      throw ExitCode(1)
    }
  }

  /// The day asked about; for an id alone its last, or today while it lives. `nil` where none was named.
  private static func day(
    of reference: UnitReference, on: CivilDate?, today: CivilDate, _ transaction: ReadTransaction
  ) throws -> CivilDate? {
    if let named = on ?? reference.day { return named }
    guard let id = reference.id, let last = try TerritoryStore.versions(of: id, transaction).last else {
      return reference.id == nil ? nil : today
    }
    return last.lastDay(until: max(today, last.validFrom ?? today))
  }

  private static func answer(
    _ reference: UnitReference, on day: CivilDate, children: Bool, _ transaction: ReadTransaction
  ) throws -> Answer {
    if reference.isName {
      let name = String(reference.text.prefix { $0 != "@" })
      let found = try TerritoryStore.search(name, on: day, limit: 50, transaction)
      return found.isEmpty ? .formerly(try TerritoryStore.searchAnyTime(name, limit: 50, transaction)) : .found(found)
    }
    var resolver = UnitResolver(transaction)
    let unit = try resolver.unit(reference, during: day...day, ended: .refused)
    if children { return .below(try TerritoryStore.descendants(of: unit.id, on: day, transaction)) }
    let successors = try TerritoryStore.successors(of: unit.id, transaction)
    let predecessors = try TerritoryStore.predecessors(of: unit.id, transaction)
    return .one(
      try TerritoryStore.path(of: unit.id, on: day, transaction),
      try TerritoryStore.versions(of: unit.id, transaction),
      try successors.map { ($0, try TerritoryStore.unit($0.new, on: $0.effective, transaction)) },
      try predecessors.map { ($0, try TerritoryStore.unit($0.old, on: $0.effective.adding(days: -1), transaction)) })
  }

  /// Who ever had the code or bore the name.
  private static func everyHolder(of reference: UnitReference, _ transaction: ReadTransaction) throws -> Answer {
    if reference.isName { return .formerly(try TerritoryStore.searchAnyTime(reference.text, limit: 20, transaction)) }
    var resolver = UnitResolver(transaction)
    return .formerly(
      try TerritoryStore.lastPaths(
        of: resolver.everyHolder(of: reference).flatMap { try TerritoryStore.versions(of: $0, transaction) }, transaction))
  }

  /// Who had the code when, and that a day is missing.
  private func dayMissing(_ answer: Answer, _ words: LocalWording) -> String {
    var lines = [words.text("console.place_needs_day", ["read": codeOrName])]
    if case .formerly(let paths) = answer { lines += paths.map { line($0.unit, named: $0.fullName, words) } }
    return lines.joined(separator: "\n")
  }

  private enum Answer: Sendable {
    case one(
      AdministrativePath?, [AdministrativeUnit], [(Succession, AdministrativeUnit?)], [(Succession, AdministrativeUnit?)])
    case below([AdministrativeUnit])
    case found([AdministrativePath])
    /// Nothing of that name on the day, but on others.
    case formerly([AdministrativePath])
  }

  private func print(_ answer: Answer, _ words: LocalWording) {
    switch answer {
    case .below(let units) where format == .csv: Swift.print(PlaceCommand.csv(units), terminator: "")
    case .below(let units): for unit in units { Swift.print("\(unit.code)  \(unit.fullName)") }
    case .found(let paths) where format == .csv: Swift.print(PlaceCommand.csv(paths.map(\.unit)), terminator: "")
    case .found(let paths): for path in paths { Swift.print("\(path.unit.code)  \(path.fullName)") }
    case .formerly(let paths):
      for path in paths { Swift.print(line(path.unit, named: path.fullName, words)) }
    case .one(let path, _, _, _) where format == .csv:
      Swift.print(PlaceCommand.csv([path?.unit].compactMap { $0 }), terminator: "")
    case .one(let path, let versions, let successors, let predecessors):
      Swift.print(path?.fullName ?? "")
      for version in versions {
        Swift.print(line(version, named: version.fullName, words))
      }
      for (succession, unit) in successors { Swift.print(line("console.successor", succession, unit, words)) }
      for (succession, unit) in predecessors { Swift.print(line("console.predecessor", succession, unit, words)) }
    }
  }

  private func line(_ version: AdministrativeUnit, named name: String, _ words: LocalWording) -> String {
    words.text(
      "console.version",
      [
        "id": version.id.rawValue, "name": name, "from": version.validFrom.map { words.format.date($0) } ?? "…",
        "to": version.validTo.map { words.format.date($0) } ?? "…",
      ])
  }

  private func line(_ key: String, _ succession: Succession, _ unit: AdministrativeUnit?, _ words: LocalWording) -> String {
    words.text(
      key,
      [
        "name": unit?.fullName ?? "", "code": unit?.code ?? "", "day": words.format.date(succession.effective),
        "scope": words.text("territory.scope.\(succession.scope.rawValue)"), "reference": succession.legalReference,
      ])
  }

  private static func csv(_ units: [AdministrativeUnit]) -> String {
    var writer = CSVWriter(header: [
      "unit_id", "code", "level", "type", "name", "full_name", "parent_id", "valid_from", "valid_to",
    ])
    for unit in units {
      writer.add([
        .plain(unit.id.rawValue), .plain(unit.code), .plain("\(unit.level)"), .text(unit.type), .text(unit.name),
        .text(unit.fullName), .plain(unit.parent?.rawValue ?? ""), .plain(unit.validFrom?.iso ?? ""),
        .plain(unit.validTo?.iso ?? ""),
      ])
    }
    return writer.text
  }
}
