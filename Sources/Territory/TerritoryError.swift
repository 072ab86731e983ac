import Kernel

/// What can be wrong with a place that people or files name, and with the files the places are loaded from.
public enum TerritoryError: UserFacing, Hashable {
  /// No unit has this code on this day.
  case unknownCode(String, day: CivilDate)
  /// The unit does not exist on this day: it had not begun, or had ended.
  case notOnDay(ID<AdministrativeUnit>, day: CivilDate)
  /// No unit has this name on this day, in the province or district searched.
  case unknownName(String, day: CivilDate)
  /// Several units have this name on this day; the candidates are whole addresses.
  case ambiguousName(String, day: CivilDate, candidates: [String])
  /// A file of `Content/territory` is missing or not as it was shipped; the line is 0 when the whole file is meant.
  case unreadableFile(String, line: Int)

  /// The stable code.
  public var code: String {
    switch self {
    case .unknownCode: "territory.unknown_code"
    case .notOnDay: "territory.not_on_day"
    case .unknownName: "territory.unknown_name"
    case .ambiguousName: "territory.ambiguous_name"
    case .unreadableFile: "territory.unreadable_file"
    }
  }

  /// The sentence.
  public var message: Message { Message("error.\(code)", values) }

  private var values: [String: String] {
    switch self {
    case .unknownCode(let code, let day): ["code": code, "day": TerritoryError.written(day)]
    case .notOnDay(let unit, let day): ["unit": unit.rawValue, "day": TerritoryError.written(day)]
    case .unknownName(let name, let day): ["name": name, "day": TerritoryError.written(day)]
    case .ambiguousName(let name, let day, let candidates):
      ["name": name, "day": TerritoryError.written(day), "candidates": candidates.joined(separator: "; ")]
    case .unreadableFile(let file, let line): ["file": file, "line": String(line)]
    }
  }

  /// The day as Vietnamese offices write it, `01/07/2025`.
  private static func written(_ day: CivilDate) -> String {
    day.iso.split(separator: "-").reversed().joined(separator: "/")
  }
}
