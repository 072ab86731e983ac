import Directory
import Kernel
import Storage
import Systems
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning
@testable import Reporting

/// Acts of several people at the same time end as the same acts one after another: nothing is lost, and what cannot be is told to
/// whoever was later.
@Suite struct ConcurrentActsTests {
  /// Random acts of four people and an import over and over, on the same few sheets. The sums are those that a recomputation
  /// written apart finds, the marks those that `rollup rebuild` would set, and no version is missing.
  @Test(arguments: Engine.tested, [20_261_129, 7] as [UInt64])
  func randomInterleavings(engine: Engine, seed: UInt64) async throws {
    try await withPlanning(engine) { database in
      let stage = try await database.read { try RollUpPropertyTests.stage($0) }
      let done = try await withThrowingTaskGroup(of: Int.self) { group in
        for writer in 0..<4 { group.addTask { try await Self.act(stage, writer, seed: seed, database) } }
        group.addTask { try await Self.importAgainAndAgain(stage, seed: seed, database) }
        return try await group.reduce(0, +)
      }
      #expect(done > 60)
      let (kept, expected) = try await database.read { (try RollUpOracle.kept($0), try RollUpOracle.expected($0)) }
      #expect(kept == expected && !kept.isEmpty)
      #expect(try await RollUpRebuild.check(.init(), database).difference == nil)
      let (breaks, gaps) = try await database.read { transaction in
        let gaps = try transaction.rows(
          """
          SELECT place, period, indicator FROM planning_result WHERE version <> 1 + (SELECT count(*)
            FROM planning_result_history history WHERE history.department = planning_result.department
              AND history.place = planning_result.place AND history.period = planning_result.period
              AND history.indicator = planning_result.indicator)
          """)
        return (try AuditChain.verify(transaction).breaks, gaps)
      }
      #expect(breaks == [] && gaps.isEmpty, "a version is missing of \(gaps)")
    }
  }

  private struct Refused: Error {}

  /// One person's acts; how many went through.
  private static func act(
    _ stage: RollUpPropertyTests.Stage, _ writer: Int, seed: UInt64, _ database: Database
  ) async throws -> Int {
    let rules = try PlanningFixture.rulebook
    let decides = writer % 2 == 1
    var random = SeededRandom(seed: seed &+ UInt64(writer))
    var done = 0
    for _ in 0..<100 {
      let own = random.next()
      do {
        try await database.write(
          PlanningFixture.act("thử", by: Actor(id: decides ? "account:decides" : "account:types"))
        ) { transaction in
          transaction.note(AuditNote(kind: "test.step", subject: "writer:\(writer)"))
          var random = SeededRandom(seed: own)
          // What is refused is undone whole, as pages undo it: where a row was taken, PostgreSQL lets nothing follow anyway.
          guard try RollUpPropertyTests.step(stage, decides: decides, &random, rules, transaction) else { throw Refused() }
        }
        done += 1
      } catch is Refused {
      } catch let error as StorageError where error.kind == .conflict || error.kind == .busy {
        // Somebody was quicker, or the server broke a ring of waiting: both are told, and nothing was written.
      }
    }
    return done
  }

  /// A file of decided figures of all sheets, again and again with other numbers.
  private static func importAgainAndAgain(
    _ stage: RollUpPropertyTests.Stage, seed: UInt64, _ database: Database
  ) async throws -> Int {
    var random = SeededRandom(seed: seed &+ 99)
    var done = 0
    for _ in 0..<10 {
      var lines = ["indicator,place,period,value"]
      for sheet in stage.sheets {
        for indicator in sheet.indicators where indicator.kind == .count || indicator.kind == .stock {
          lines.append("\(indicator.code),\(sheet.key.place),\(sheet.key.period),\(Int.random(in: 0...300, using: &random))")
        }
      }
      do {
        let outcome = try await PlanningFixture.importResults(lines.joined(separator: "\n"), mode: .goodRows, into: database)
        done += outcome.wasWritten ? 1 : 0
      } catch PlanningError.staleVersion {
      } catch let error as StorageError where error.kind == .conflict || error.kind == .busy {
      }
    }
    return done
  }

  /// Two who correct the same figure at once: one is kept, the other is told, and history has every version once.
  @Test(arguments: Engine.tested) func theSameFigureTwice(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let place = SheetFixture.district
      for round in 0..<20 {
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
          for writer in 0..<4 {
            group.addTask {
              do {
                try await database.write(PlanningFixture.act("lần \(round)")) { transaction in
                  let result = IndicatorResult(
                    indicator: "POV", place: place, period: .year(2020), value: Quantity(round * 10 + writer))
                  try ResultStore.save(result, seen: round, in: PlanningFixture.konTum.department, transaction)
                }
                return true
              } catch PlanningError.staleVersion {
                return false
              }
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 1)
      }
      let versions = try await database.read {
        try ResultStore.versions(
          "POV", place: place, period: .year(2020), in: PlanningFixture.konTum.department, $0
        ).map(\.result.version)
      }
      #expect(versions == Array((1...20).reversed()))
    }
  }
}
