import Interchange
import Kernel
import Storage

/// The reference files as rows of the tables. Pure: it reads no file and no database.
struct TerritoryRows: Sendable {
  static let unitColumns = [
    "unit_id", "valid_from", "valid_to", "code", "level", "type", "name", "alternative_name", "parent_id", "source", "type_key",
    "name_key", "name_spelling", "alternative_key", "alternative_spelling",
  ]
  static let successionColumns = [
    "old_id", "new_id", "effective", "scope", "population_share", "main", "legal_reference", "note",
  ]
  static let statisticColumns = ["unit_id", "area", "population", "longitude_millionths", "latitude_millionths"]

  private(set) var units: [[Value]] = []
  private(set) var successions: [[Value]] = []
  private(set) var statistics: [[Value]] = []

  /// Names repeat (a commune and its next version, «Tân An» twenty times), so a key is made once.
  private var keys: [String: UnitNameKey] = [:]

  init(_ files: TerritoryFiles) throws(TerritoryError) {
    for row in try files.rows(of: .units) { try addUnit(row) }
    for row in try files.rows(of: .earlierUnits) { try addEarlierUnit(row) }
    for row in try files.rows(of: .successions) { try addSuccession(row) }
    for row in try files.rows(of: .earlierSuccessions) { try addEarlierSuccession(row) }
    for row in try files.rows(of: .statistics) { try addStatistic(row) }
  }

  private mutating func addUnit(_ row: CSVTable.Row) throws(TerritoryError) {
    let id = row["unit_id"]
    try add(
      UnitLine(
        file: .units, row: row, id: id, isTwoLevel: id.hasPrefix("B."), parent: row["parent_id"],
        alternativeName: row["alt_name"], source: row["source"]))
  }

  private mutating func addEarlierUnit(_ row: CSVTable.Row) throws(TerritoryError) {
    let parent = row["parent_code"]
    try add(
      UnitLine(
        file: .earlierUnits, row: row, id: "A." + row["code"], isTwoLevel: false, parent: parent.isEmpty ? "" : "A." + parent,
        alternativeName: "", source: "GSO catalogue (dated snapshots 2019-09-11 to 2025-02-28)"))
  }

  /// What differs between the two files of units, beside the row.
  private struct UnitLine {
    let file: TerritoryFiles.File
    let row: CSVTable.Row
    let id: String
    let isTwoLevel: Bool
    let parent: String
    let alternativeName: String
    let source: String
  }

  private mutating func add(_ line: UnitLine) throws(TerritoryError) {
    let row = line.row
    let from = row["valid_from"].isEmpty ? UnitRows.openBeginning : row["valid_from"]
    let to = row["valid_to"].isEmpty ? UnitRows.openEnd : row["valid_to"]
    guard let level = TerritoryRows.level(row["level"], isTwoLevel: line.isTwoLevel), !row["code"].isEmpty,
      line.id.dropFirst(2) == row["code"], !row["type"].isEmpty, !row["name"].isEmpty,
      line.parent.isEmpty == (level == .province), CivilDate(iso: from) != nil, CivilDate(iso: to) != nil, from <= to
    else { throw .unreadableFile(line.file.rawValue, line: row.line) }
    let name = key(row["name"])
    let alternative = line.alternativeName.isEmpty ? nil : key(line.alternativeName)
    units.append([
      .text(line.id), .text(from), .text(to), .text(row["code"]), .integer(Int64(level.rawValue)), .text(row["type"]),
      .text(row["name"]), TerritoryRows.optional(line.alternativeName), TerritoryRows.optional(line.parent),
      .text(line.source), .text(key(row["type"]).folded), .text(name.folded), .text(name.spelling),
      alternative.map { .text($0.folded) } ?? .null, alternative.map { .text($0.spelling) } ?? .null,
    ])
  }

  private mutating func addSuccession(_ row: CSVTable.Row) throws(TerritoryError) {
    let share = row["population_share"].isEmpty ? nil : Quantity(plain: row["population_share"])
    let main = row["main_hint"]
    guard CivilDate(iso: row["effective"]) != nil, Succession.Scope(rawValue: row["scope"]) != nil,
      (share == nil) == row["population_share"].isEmpty,
      main.isEmpty || Succession.MainSuccessor(rawValue: main) != nil
    else { throw .unreadableFile(TerritoryFiles.File.successions.rawValue, line: row.line) }
    successions.append([
      .text(row["old_id"]), .text(row["new_id"]), .text(row["effective"]), .text(row["scope"]), share?.bound ?? .null,
      TerritoryRows.optional(main), .text(row["legal_ref"]), .text(row["official_note"]),
    ])
  }

  private mutating func addEarlierSuccession(_ row: CSVTable.Row) throws(TerritoryError) {
    // The file has no shares; a unit that went over whole took all its people along.
    guard CivilDate(iso: row["effective"]) != nil, row["scope"] == Succession.Scope.whole.rawValue else {
      throw .unreadableFile(TerritoryFiles.File.earlierSuccessions.rawValue, line: row.line)
    }
    successions.append([
      .text("A." + row["old_code"]), .text("A." + row["new_code"]), .text(row["effective"]), .text(row["scope"]),
      Quantity(1).bound, .null, .text(row["legal_ref"]), .text(row["confidence"]),
    ])
  }

  private mutating func addStatistic(_ row: CSVTable.Row) throws(TerritoryError) {
    let area = row["area_km2"].isEmpty ? nil : Quantity(plain: row["area_km2"])
    let population = row["population"].isEmpty ? nil : Int(row["population"])
    guard (area == nil) == row["area_km2"].isEmpty, (population == nil) == row["population"].isEmpty,
      let longitude = TerritoryRows.millionths(row["lon"]), let latitude = TerritoryRows.millionths(row["lat"])
    else { throw .unreadableFile(TerritoryFiles.File.statistics.rawValue, line: row.line) }
    statistics.append([
      .text("B." + row["code"]), area?.bound ?? .null, population?.bound ?? .null, longitude.bound, latitude.bound,
    ])
  }

  private mutating func key(_ name: String) -> UnitNameKey {
    if let known = keys[name] { return known }
    let key = UnitNameKey(name)
    keys[name] = key
    return key
  }

  /// The files number levels within a structure: the second is the district before July 2025 and the commune after.
  private static func level(_ text: String, isTwoLevel: Bool) -> AdministrativeUnit.Level? {
    guard let number = Int(text) else { return nil }
    if isTwoLevel { return number == 1 ? .province : number == 2 ? .commune : nil }
    return AdministrativeUnit.Level(rawValue: number)
  }

  private static func optional(_ text: String) -> Value { text.isEmpty ? .null : .text(text) }

  /// A decimal of at most six decimals as millionths, exactly.
  private static func millionths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int(parts[0]), whole >= 0 else { return nil }
    guard parts.count == 2 else { return whole * 1_000_000 }
    guard (1...6).contains(parts[1].utf8.count), let fraction = Int(parts[1]), fraction >= 0 else { return nil }
    return (0..<(6 - parts[1].utf8.count)).reduce(fraction) { value, _ in value * 10 } + whole * 1_000_000
  }
}
