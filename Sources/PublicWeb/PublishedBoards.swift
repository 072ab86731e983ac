import Kernel
import Planning
import Rulebook
import Storage
import Territory
import WebShared

/// A board as the public sees it, with its place's name on the day of its figures.
struct PublishedBoard: Sendable {
  let board: PlanBoard
  /// The place's full name.
  let name: String
  /// The last day of the figures.
  let day: CivilDate
}

/// Reads the boards that have anything for the public: provinces only, because lower units report to them.
enum PublishedBoards {
  /// Every year of every province with approved figures or an approved plan, newest first.
  static func all(_ site: Site, _ rulebook: Rulebook) async throws -> [PublishedBoard] {
    try await site.database.read { transaction in
      let indicators = try IndicatorStore.all(transaction)
      let stored = Set(try PlanStore.boards(transaction).map { Key(department: $0.department, place: $0.place, year: $0.year) })
      // A level and a change tell the level of the year before, which may have nothing stored of its own.
      return try stored.union(stored.map(\.yearBefore)).compactMap { key -> PublishedBoard? in
        guard Period.years.contains(key.year), let (path, day) = try path(of: key.place, in: key.year, transaction),
          path.above.isEmpty
        else { return nil }
        let board = try BoardReader.board(
          place: key.place, year: key.year, in: key.department, for: .everybody, rulebook: rulebook, indicators: indicators,
          transaction)
        return board.rows.isEmpty ? nil : PublishedBoard(board: board, name: path.fullName, day: day)
      }
      .sorted { ($0.name, $1.board.year) < ($1.name, $0.board.year) }
    }
  }

  private struct Key: Hashable {
    let department: ID<Department>
    let place: ID<AdministrativeUnit>
    let year: Int

    var yearBefore: Key { Key(department: department, place: place, year: year - 1) }
  }

  /// A place as it was in a year: on the last day of it that the place saw; `nil` where it saw none.
  private static func path(of place: ID<AdministrativeUnit>, in year: Int, _ transaction: ReadTransaction) throws -> (
    path: AdministrativePath, day: CivilDate
  )? {
    let days = Period.year(year).days
    guard let last = try TerritoryStore.versions(of: place, transaction).last else { return nil }
    let day = last.lastDay(until: days.upperBound)
    guard day >= days.lowerBound else { return nil }
    return try TerritoryStore.path(of: place, on: day, transaction).map { ($0, day) }
  }

  /// The newest board of each province.
  static func newest(_ site: Site, _ rulebook: Rulebook) async throws -> [PublishedBoard] {
    var seen: Set<ID<AdministrativeUnit>> = []
    return try await all(site, rulebook).filter { seen.insert($0.board.place).inserted }
  }
}
