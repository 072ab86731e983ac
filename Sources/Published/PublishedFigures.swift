import Figures
import Kernel
import Rulebook
import Storage
import Territory

/// A board as the public sees it, with its place's name on the day of its figures.
public struct PublishedBoard: Sendable {
  /// The board.
  public let board: PlanBoard
  /// The place's full name.
  public let name: String
  /// The last day of the figures.
  public let day: CivilDate
}

/// What everybody may read of plans and figures, in a constant number of statements however many provinces have something.
public struct PublishedFigures: Sendable {
  /// One indicator at one place.
  public struct Series: Sendable {
    /// The newest board of the place that has the indicator.
    public let newest: PublishedBoard
    /// The indicator over the years.
    public let years: IndicatorSeries
  }

  /// The years that have something to read, with each place as it was then.
  private struct Calendar {
    struct Year {
      let year: Int
      let name: String
      let day: CivilDate
    }

    /// Newest first.
    var years: [PlaceOfDepartment: [Year]] = [:]

    /// The whole of some years.
    var all: [Int] { Set(years.values.joined().map(\.year)).sorted() }
  }

  /// Every year of every province with something to read, by the provinces' names, newest first.
  public static func boards(_ rulebook: Rulebook, _ transaction: ReadTransaction) throws -> [PublishedBoard] {
    let calendar = try calendar(transaction)
    let catalogue = try CatalogueReader.all(.published, transaction)
    let records = try FigureReader.records(Set(calendar.years.keys), years: calendar.all, from: .published, transaction)
    return try sorted(boards(of: calendar, from: records, rulebook, catalogue))
  }

  /// The newest board of every province.
  public static func newestBoards(_ rulebook: Rulebook, _ transaction: ReadTransaction) throws -> [PublishedBoard] {
    var waiting = try calendar(transaction)
    let catalogue = try CatalogueReader.all(.published, transaction)
    var found: [PublishedBoard] = []
    // A year may have nothing that everybody may see; then the one before it is looked at, for all such places at once.
    while !waiting.years.isEmpty {
      let newest = Calendar(years: waiting.years.mapValues { Array($0.prefix(1)) })
      let records = try FigureReader.records(Set(newest.years.keys), years: newest.all, from: .published, transaction)
      let boards = try boards(of: newest, from: records, rulebook, catalogue)
      found += boards
      let done = Set(boards.map { PlaceOfDepartment(department: $0.board.department, place: $0.board.place) })
      waiting.years = waiting.years.filter { !done.contains($0.key) }.mapValues { Array($0.dropFirst()) }
        .filter { !$0.value.isEmpty }
    }
    return sorted(found)
  }

  /// The boards that have an indicator, with this line alone, and its series at each place; empty where there is nothing to read.
  public static func indicator(
    _ code: String, _ rulebook: Rulebook, _ transaction: ReadTransaction
  ) throws -> (indicator: Indicator, boards: [PublishedBoard], series: [Series])? {
    guard let indicator = try CatalogueReader.indicator(code, .published, transaction) else { return nil }
    let calendar = try calendar(transaction)
    let codes = Set([indicator.code, indicator.base].compactMap { $0 })
    let records = try FigureReader.records(
      Set(calendar.years.keys), years: calendar.all, indicators: codes, from: .published, transaction)
    let boards = try sorted(boards(of: calendar, from: records, rulebook, [indicator]))
    guard !boards.isEmpty else { return nil }
    var seen: Set<ID<AdministrativeUnit>> = []
    let series = try boards.filter { seen.insert($0.board.place).inserted }.map { newest in
      let place = PlaceOfDepartment(department: newest.board.department, place: newest.board.place)
      let years = (calendar.years[place] ?? []).map(\.year).sorted()
      return Series(
        newest: newest,
        years: try IndicatorSeries.of(indicator, at: place, years: years, from: records, rulebook: rulebook))
    }
    return (indicator, boards, series)
  }

  private static func boards(
    of calendar: Calendar, from records: BoardRecords, _ rulebook: Rulebook, _ catalogue: [Indicator]
  ) throws -> [PublishedBoard] {
    try calendar.years.flatMap { place, years in
      try years.compactMap { year -> PublishedBoard? in
        let board = try PlanBoard.of(
          place, year: year.year, from: records, rulebook: rulebook, indicators: catalogue)
        return board.rows.isEmpty ? nil : PublishedBoard(board: board, name: year.name, day: year.day)
      }
    }
  }

  private static func sorted(_ boards: [PublishedBoard]) -> [PublishedBoard] {
    boards.sorted { ($0.name, $1.board.year, $0.board.place) < ($1.name, $0.board.year, $1.board.place) }
  }

  private static func calendar(_ transaction: ReadTransaction) throws -> Calendar {
    var stored: [PlaceOfDepartment: Set<Int>] = [:]
    for row in try transaction.rows("SELECT department, place, year FROM published_year") {
      let year = try row.requiredInteger("year")
      // A level and a change tell the level of the year before, which may have nothing stored of its own.
      stored[try PlaceOfDepartment(row), default: []].formUnion([year, year - 1])
    }
    let versions = try TerritoryStore.versions(of: Set(stored.keys.map(\.place)), transaction)
    return Calendar(
      years: stored.reduce(into: [:]) { calendar, entry in
        let years = entry.value.sorted(by: >).compactMap { year in calendarYear(year, versions[entry.key.place] ?? []) }
        if !years.isEmpty { calendar[entry.key] = years }
      })
  }

  /// A place as it was in a year: on the last day of it that the place saw; `nil` where it saw none, or something lay above it.
  private static func calendarYear(_ year: Int, _ versions: [AdministrativeUnit]) -> Calendar.Year? {
    guard Period.years.contains(year), let last = versions.last else { return nil }
    let days = Period.year(year).days
    let day = last.lastDay(until: days.upperBound)
    guard day >= days.lowerBound, let unit = versions.first(where: { $0.isValid(on: day) }), unit.parent == nil else {
      return nil
    }
    return Calendar.Year(year: year, name: unit.fullName, day: day)
  }
}
