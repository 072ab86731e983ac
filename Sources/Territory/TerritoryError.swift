import Kernel

/// What can be wrong with a place that people or files name, and with the files the places are loaded from.
public enum TerritoryError: UserFacing, Hashable {
  /// No unit has this code on this day; `near` are those the writer may have had in mind.
  case unknownCode(String, day: CivilDate, near: [UnitReading] = [])
  /// The unit does not exist on this day: it had not begun, or had ended.
  case notOnDay(ID<AdministrativeUnit>, day: CivilDate)
  /// The unit had ended, and who took it over.
  case unitEnded(UnitReading)
  /// The unit had not begun.
  case unitNotBegun(UnitReading)
  /// What was written can mean several units on the day or in the period.
  case ambiguousUnit(String, [UnitReading])
  /// What stands behind `@` is no day.
  case unreadableDay(String)
  /// No unit has this name on this day, in the province or district searched.
  case unknownName(String, day: CivilDate)
  /// Several units have this name on this day; the candidates are whole addresses.
  case ambiguousName(String, day: CivilDate, candidates: [String])
  /// A file of `Content/territory` is missing or not as it was shipped; the line is 0 when the whole file is meant.
  case unreadableFile(String, line: Int)

  /// So many choices stand in one sentence; of more it names the first and how to narrow them down.
  static let choices = 5

  /// The stable code.
  public var code: String {
    switch self {
    case .unknownCode: "territory.unknown_code"
    case .notOnDay: "territory.not_on_day"
    case .unitEnded: "territory.unit_ended"
    case .unitNotBegun: "territory.unit_not_begun"
    case .ambiguousUnit: "territory.ambiguous_unit"
    case .unreadableDay: "territory.unreadable_day"
    case .unknownName: "territory.unknown_name"
    case .ambiguousName: "territory.ambiguous_name"
    case .unreadableFile: "territory.unreadable_file"
    }
  }

  /// The sentence.
  public var message: Message {
    switch self {
    case .unknownCode(_, _, let near) where !near.isEmpty:
      Message("error.territory.unknown_code_near", values, lists: ["near": near.prefix(TerritoryError.choices).map(\.message)])
    case .ambiguousUnit(_, let readings):
      Message(
        readings.count > TerritoryError.choices ? "error.territory.ambiguous_unit_of_many" : "error.\(code)", values,
        lists: ["readings": readings.prefix(TerritoryError.choices).map(\.message)])
    case .unitEnded(let reading) where reading.heirs.isEmpty: Message("error.territory.unit_ended_without_heir", values)
    default: Message("error.\(code)", values)
    }
  }

  /// What is not there, or not then, is not found; the rest can be mended by who wrote it.
  public var kind: ErrorKind {
    switch self {
    case .unknownCode, .notOnDay, .unitEnded, .unitNotBegun, .unknownName: .notFound
    case .ambiguousUnit, .unreadableDay, .ambiguousName: .refused
    case .unreadableFile: .fault
    }
  }

  private var values: [String: String] {
    switch self {
    case .unknownCode(let code, let day, _): ["code": code, "day": TerritoryError.written(day)]
    case .notOnDay(let unit, let day): ["unit": unit.rawValue, "day": TerritoryError.written(day)]
    case .unitEnded(let reading):
      ["name": reading.name, "id": reading.life.id.rawValue, "to": reading.last].merging(
        reading.heirs.isEmpty ? [:] : ["heirs": reading.heirs.joined(separator: ", ")]
      ) { old, _ in old }
    case .unitNotBegun(let reading):
      ["name": reading.name, "id": reading.life.id.rawValue, "from": reading.first, "origins": reading.origins]
    case .ambiguousUnit(let text, let readings): ["read": text, "count": String(readings.count)]
    case .unreadableDay(let text): ["read": text]
    case .unknownName(let name, let day): ["name": name, "day": TerritoryError.written(day)]
    case .ambiguousName(let name, let day, let candidates):
      ["name": name, "day": TerritoryError.written(day), "candidates": candidates.joined(separator: "; ")]
    case .unreadableFile(let file, let line): ["file": file, "line": String(line)]
    }
  }

  /// The day as Vietnamese offices write it, `01/07/2025`.
  static func written(_ day: CivilDate) -> String {
    day.iso.split(separator: "-").reversed().joined(separator: "/")
  }
}

extension UnitReading {
  /// Of what the unit was formed.
  fileprivate var origins: String {
    if case .unborn(let origins) = standing, !origins.isEmpty { return origins.joined(separator: ", ") }
    return "—"
  }
}
