import Kernel
import Testing

@Suite("The outside world, held still")
struct EffectsTests {
  @Test("a fixed clock stands at noon in Viet Nam", arguments: ["2022-01-13", "1969-12-31", "2020-02-29"])
  func fixedClock(iso: String) throws {
    let day = try #require(CivilDate(iso: iso))
    let effects = Effects.fixed(on: day)
    #expect(effects.today() == day)
    #expect(effects.now() == effects.now())
    #expect(effects.now().iso == "\(iso)T05:00:00Z")
    #expect(effects.now().vietnameseTime == "12:00")
  }

  @Test("ids count up and differ between seeds; bytes repeat for a seed")
  func fixedSources() throws {
    let day = CivilDate(daysSinceEpoch: 0)
    let (one, same, other) = (Effects.fixed(on: day), Effects.fixed(on: day), Effects.fixed(on: day, seed: 2))
    let ids = (0..<100).map { _ in one.newID() }
    #expect(Set(ids).count == 100)
    #expect(ids == (0..<100).map { _ in same.newID() })
    #expect(Set(ids).isDisjoint(with: (0..<100).map { _ in other.newID() }))
    let bytes = one.randomBytes(64)
    #expect(bytes.count == 64 && Set(bytes).count > 30)
    #expect(bytes == same.randomBytes(64))
    #expect(bytes != other.randomBytes(64))
    #expect(bytes != one.randomBytes(64))
    #expect(one.randomBytes(0) == [])
  }

  @Test("live ids are long, different and sorted by time; live bytes are not constant")
  func live() {
    let ids = (0..<100).map { _ in Effects.live.newID() }
    #expect(Set(ids).count == 100)
    #expect(ids.allSatisfy { $0.utf8.count == 28 })
    #expect(ids.map { $0.prefix(12) } == ids.map { $0.prefix(12) }.sorted())
    #expect(Effects.live.randomBytes(32) != Effects.live.randomBytes(32))
  }

  static let moments: [(seconds: Int64, iso: String, day: String, time: String)] = [
    (0, "1970-01-01T00:00:00Z", "1970-01-01", "07:00"),
    (-1, "1969-12-31T23:59:59Z", "1970-01-01", "06:59"),
    (1_642_093_199, "2022-01-13T16:59:59Z", "2022-01-13", "23:59"),
    (1_642_093_200, "2022-01-13T17:00:00Z", "2022-01-14", "00:00"),
  ]

  @Test("a moment's day is that of the offices, seven hours ahead", arguments: moments)
  func moment(seconds: Int64, iso: String, day: String, time: String) {
    let moment = Moment(seconds: seconds)
    #expect(moment.iso == iso && Moment(iso: iso) == moment)
    #expect(moment.vietnameseDay.iso == day && moment.vietnameseTime == time)
    #expect(moment < moment.adding(seconds: 1))
  }
}
