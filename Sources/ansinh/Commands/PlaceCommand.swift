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
    discussion: "Codes were re-used in 2025 with other names, so a code without a day means nothing: --on is required.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv
  }

  @Argument(help: "The official code (31135), or a name with or without marks (\"tan an\").")
  var codeOrName: String

  @Option(help: "The day, such as 2024-01-01.")
  var on: DayArgument

  @Flag(help: "List everything that lies below the unit on that day.")
  var children = false

  @Option(help: "text or csv.")
  var format: Format = .text

  @OptionGroup var database: DatabaseOption

  private var isCode: Bool { codeOrName.utf8.allSatisfy { (48...57).contains($0) } }

  func validate() throws {
    if children, !isCode { throw ValidationError("--children lists what lies below one code, and «\(codeOrName)» is a name.") }
  }

  func run() async throws {
    let installation = try await Installation.ready(database.resolved)
    let (text, day, children, isCode) = (codeOrName, on.day, children, isCode)
    let words = installation.words
    let answer = try await installation.database.read { transaction -> Answer in
      guard isCode else {
        let found = try TerritoryStore.search(text, on: day, limit: 50, transaction)
        return found.isEmpty ? .formerly(try TerritoryStore.searchAnyTime(text, limit: 50, transaction)) : .found(found)
      }
      let unit = try TerritoryStore.requiredUnit(code: text, on: day, transaction)
      if children { return .below(try TerritoryStore.descendants(of: unit.id, on: day, transaction)) }
      let successors = try TerritoryStore.successors(of: unit.id, transaction)
      let predecessors = try TerritoryStore.predecessors(of: unit.id, transaction)
      return .one(
        try TerritoryStore.path(of: unit.id, on: day, transaction),
        try TerritoryStore.versions(of: unit.id, transaction),
        try successors.map { ($0, try TerritoryStore.unit($0.new, on: $0.effective, transaction)) },
        try predecessors.map { ($0, try TerritoryStore.unit($0.old, on: $0.effective.adding(days: -1), transaction)) })
    }
    await installation.database.close()
    print(answer, words)
    if case .formerly = answer {
      Console.complain(words.text("console.no_place", ["read": text, "day": words.format.date(day)]))
      throw ExitCode(1)
    }
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
