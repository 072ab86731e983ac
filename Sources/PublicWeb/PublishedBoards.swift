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
      return try PlanStore.boards(transaction).compactMap { key -> PublishedBoard? in
        let period = Period.year(key.year)
        for day in [period.lastDay, period.firstDay] {
          guard let path = try TerritoryStore.path(of: key.place, on: day, transaction) else { continue }
          guard path.above.isEmpty else { return nil }
          let board = try BoardReader.board(
            place: key.place, year: key.year, in: key.department, for: .everybody, rulebook: rulebook, indicators: indicators,
            transaction)
          return board.rows.isEmpty ? nil : PublishedBoard(board: board, name: path.fullName, day: day)
        }
        return nil
      }
      .sorted { ($0.name, $1.board.year) < ($1.name, $0.board.year) }
    }
  }

  /// The newest board of each province.
  static func newest(_ site: Site, _ rulebook: Rulebook) async throws -> [PublishedBoard] {
    var seen: Set<ID<AdministrativeUnit>> = []
    return try await all(site, rulebook).filter { seen.insert($0.board.place).inserted }
  }
}
