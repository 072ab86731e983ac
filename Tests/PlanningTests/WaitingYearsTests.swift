import Kernel
import Storage
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning

@Suite("Yearly figures that wait for approval") struct WaitingYearsTests {
  private static let department = PlanningFixture.konTum.department

  private static func enter(
    _ indicator: String, _ place: String, _ period: String, status: DataStatus = .draft, _ transaction: WriteTransaction
  ) throws {
    let result = IndicatorResult(
      indicator: indicator, place: ID(place), period: try #require(Period(period)), value: Quantity(1), status: status)
    try ResultStore.save(result, seen: 0, in: department, transaction)
  }

  @Test("250 monthly drafts and a form's yearly ones hide none of three yearly figures", arguments: Engine.tested)
  func monthlyDrafts(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let communes = try await database.read {
        try TerritoryStore.descendants(of: ID("A.62"), on: .testDay, $0).filter { $0.level == .commune }.map(\.id.rawValue)
      }
      try await database.write(PlanningFixture.act()) { transaction in
        for number in 0..<250 {
          let month = "2021-\(number % 12 < 9 ? "0" : "")\(number % 12 + 1)"
          try Self.enter("CONV", communes[number / 12], month, transaction)
        }
        // What communes report once a year goes with its form's sheet; the same indicator of the province does not.
        for commune in communes { try Self.enter("POV", commune, "2021", transaction) }
        try Self.enter("POV", "A.62", "2021", transaction)
        try Self.enter("JOB", "A.62", "2020", status: .submitted, transaction)
        try Self.enter("JOB", communes[0], "2021", transaction)
        for (year, status) in [("2018", DataStatus.approved), ("2017", .locked), ("2016", .returned)] {
          try Self.enter("JOB", "A.62", year, status: status, transaction)
        }
        try Self.enter("JOB", "A.62", "2021-9M", transaction)
      }
      let waiting = try await database.read { try WaitingYears.read(in: Self.department, $0) }
      let names = waiting.figures.map { "\($0.indicator) \($0.place) \($0.period)" }
      #expect(names == ["JOB \(communes[0]) 2021", "POV A.62 2021", "JOB A.62 2020"])
      #expect(waiting.total == 3)
      let first = try await database.read { try WaitingYears.read(in: Self.department, limit: 2, $0) }
      #expect(first.figures.count == 2 && first.total == 3)
      #expect(try await database.read { try WaitingYears.read(in: PlanningFixture.canTho.department, $0) } == .none)
    }
  }
}
