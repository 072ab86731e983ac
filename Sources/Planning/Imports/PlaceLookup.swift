import Directory
import Kernel
import Storage
import Territory

/// Resolves the places of a file in the periods of its rows, and the departments whose records they are; asks once for each,
/// and for all at once where a file names many.
struct PlaceLookup {
  /// A place and its department.
  struct Answer: Hashable {
    let place: ID<AdministrativeUnit>
    let department: ID<Department>
  }

  /// What a cell means, or what is wrong with it.
  enum Outcome {
    case found(Answer)
    case refused(any UserFacing)
  }

  private struct Key: Hashable {
    let text: String
    let period: Period
    let isPlan: Bool
  }

  /// So many single questions, and the map of all units is read.
  private static let patience = 40

  private let transaction: ReadTransaction
  private var resolver: UnitResolver
  private var known: [Key: Outcome] = [:]
  private var asked = 0
  private var map: UnitMap?
  private var departments: [CivilDate: [ID<AdministrativeUnit>: ID<Department>]] = [:]

  init(_ transaction: ReadTransaction) {
    self.transaction = transaction
    resolver = UnitResolver(transaction)
  }

  /// The place of a cell in a row's period. A plan's place may have ended during the year; a result's only where the cell says
  /// so, because a bare code means the unit that saw the period's last day.
  mutating func place(_ text: String, in period: Period, isPlan: Bool) throws -> Outcome {
    let key = Key(text: text, period: period, isPlan: isPlan)
    if let outcome = known[key] { return outcome }
    let outcome = try look(text, in: period, isPlan: isPlan)
    known[key] = outcome
    return outcome
  }

  private mutating func look(_ text: String, in period: Period, isPlan: Bool) throws -> Outcome {
    do {
      let life = try resolver.unit(UnitReference(text), during: period.days, ended: isPlan ? .allowed : .whenNamed)
      let day = life.lastDay(during: period.days)
      guard let department = try department(of: life.id, on: day) else {
        return .refused(PlanningError.unknownPlace(code: text, day: day))
      }
      return .found(Answer(place: life.id, department: department))
    } catch let error as TerritoryError {
      return .refused(PlanningError.ofPlace(error))
    }
  }

  private mutating func department(of place: ID<AdministrativeUnit>, on day: CivilDate) throws -> ID<Department>? {
    asked += 1
    if map == nil, asked <= PlaceLookup.patience { return try DirectoryStore.department(ofPlace: place, on: day, transaction) }
    let map = try map ?? UnitMap.read(transaction)
    self.map = map
    if departments[day] == nil {
      departments[day] = Dictionary(
        try DirectoryStore.departments(on: day, transaction).map { ($0.unit, ID($0.id.rawValue)) }
      ) { first, _ in first }
    }
    var top = place
    while let above = map.version(of: top, on: day.iso)?.parent { top = above }
    return departments[day]?[top]
  }
}

extension PlanningError {
  /// What planning says where places do not know a code or name, and where a name is text of an old encoding; everything else
  /// places say themselves.
  public static func ofPlace(_ error: TerritoryError) -> any UserFacing {
    switch error {
    case .unknownCode(let code, let day, let near): PlanningError.unknownPlace(code: code, day: day, near: near)
    case .unknownName(let name, let day):
      LegacyText.found(in: name).map { PlanningError.legacyText($0, read: name) }
        ?? PlanningError.unknownPlace(code: name, day: day)
    default: error
    }
  }
}

/// Finds the place of a board: any unit that lived on a day of the year, one that ended during it too.
public enum PlaceFinder {
  /// The place, its department, and the day on whose map it is read: the last of the year on which it lived.
  /// - Throws: `PlanningError.unknownPlace`; `TerritoryError.ambiguousUnit` where a code means two units in the year,
  ///   `.unitEnded`, `.unitNotBegun`, `.unreadableDay`.
  public static func find(_ text: String, year: Int, _ transaction: ReadTransaction) throws -> (
    place: ID<AdministrativeUnit>, department: ID<Department>, day: CivilDate
  ) {
    let days = Period.year(year).days
    let life: UnitLife
    do {
      var resolver = UnitResolver(transaction)
      life = try resolver.unit(UnitReference(text), during: days, ended: .allowed)
    } catch let error as TerritoryError {
      throw PlanningError.ofPlace(error)
    }
    let day = life.lastDay(during: days)
    guard let department = try DirectoryStore.department(ofPlace: life.id, on: day, transaction) else {
      throw PlanningError.unknownPlace(code: text, day: day)
    }
    return (life.id, department, day)
  }
}
