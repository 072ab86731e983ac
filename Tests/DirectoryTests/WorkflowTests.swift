import Kernel
import Planning
import PlanningDemo
import Reporting
import Territory
import TestSupport
import Testing

@testable import Directory
@testable import Storage

/// The one door, on a subject of its own: a letter that goes from a commune to its district and to the province.
@Suite struct WorkflowTests {
  /// What is tried on a letter, by whom, with which reason; the refusal, or the state it comes to.
  private static let table:
    [(stands: Letter.State, turn: Letter.Desk, act: Letter.Act, who: String, why: String, comes: String)] = [
      (.draft, .commune, .send, "commune", "", "sent"), (.draft, .commune, .send, "district", "", "sent"),
      (.draft, .commune, .send, "elsewhere", "", "noRight"), (.draft, .commune, .send, "installation", "", "sent"),
      (.draft, .commune, .sign, "district", "", "wrongState"), (.draft, .commune, .sign, "commune", "", "noRight"),
      (.sent, .district, .sign, "district", "", "sent"), (.sent, .district, .sign, "head", "", "notTheTurn"),
      (.sent, .province, .sign, "head", "", "signed"), (.sent, .province, .sign, "district", "", "notTheTurn"),
      (.sent, .province, .sign, "installation", "", "signed"), (.sent, .province, .sign, "author", "", "ownWork"),
      (.sent, .district, .refuse, "district", "", "reasonMissing"), (.sent, .district, .refuse, "district", "thiếu", "draft"),
      // The district's desk is empty: the province signs for it, and says why.
      (.sent, .vacant, .sign, "head", "", "notTheTurn"), (.sent, .vacant, .sign, "head", "huyện đã giải thể", "sent"),
      (.sent, .vacant, .sign, "elsewhere", "vì thử", "noRight"), (.signed, .province, .send, "commune", "", "wrongState"),
    ]

  @Test(arguments: Engine.tested) func theDoor(engine: Engine) async throws {
    try await withDatabase(engine, migrations: DirectoryFixture.migrations) { database in
      for row in Self.table {
        let letter = Letter(state: row.stands, desk: row.turn)
        let authority = try #require(Self.people()[row.who])
        let by = Act(
          by: Actor(id: row.who == "author" ? "account:author" : "account:other"), in: letter.department, reason: row.why)
        var comes = ""
        do {
          comes = try await database.write(by) { try letter.perform(row.act, by: authority, $0).state.rawValue }
        } catch let refused as Letter.Refused {
          comes = "\(refused.why)"
        }
        #expect(comes == row.comes, "\(row)")
      }
    }
  }

  @Test(arguments: Engine.tested) func oneActOneNoteOneEventAndWhoIsTold(engine: Engine) async throws {
    try await withDatabase(engine, migrations: DirectoryFixture.migrations) { database in
      let (letter, authority) = (Letter(state: .sent, desk: .district), try #require(Self.people()["district"]))
      await #expect(throws: Letter.Refused(why: .stale)) {
        try await database.write(DirectoryFixture.act("trễ")) { try letter.perform(.refuse, by: authority, seen: 2, $0) }
      }
      let after = try await database.write(DirectoryFixture.act("thiếu")) { transaction in
        let after = try letter.perform(.refuse, by: authority, seen: 1, transaction)
        let told = transaction.notes[DirectoryFixture.department]?.map(\.kind)
        #expect(told == ["test.letter.refuse", "test.told.writer"])
        return after
      }
      #expect(after.state == .draft && after.version == 2)
      let read = try await database.read { transaction in
        (
          note: try transaction.row("SELECT * FROM audit_entry WHERE kind = 'test.letter.refuse'"),
          event: try transaction.row("SELECT * FROM storage_event")
        )
      }
      for row in [read.note, read.event] {
        #expect(row?.text("kind") == "test.letter.refuse" && row?.text("subject") == "letter:1")
        #expect(row?.text("department") == DirectoryFixture.department.rawValue)
      }
      #expect(read.note?.text("detail") == read.event?.text("payload"))
      #expect(read.note?.text("detail") == #"{"desk":"commune","from":"sent"}"#)
    }
  }

  @Test func theActsOfAState() {
    #expect(Letter.acts(from: .draft) == [.send] && Letter.acts(from: .sent) == [.sign, .refuse])
    #expect(Letter.acts(from: .signed) == [])
  }

  private static func people() throws -> [String: Authority] {
    func person(_ grants: [(Role, String)]) throws -> Authority {
      let account = Account(
        id: ID("a-1"), department: DirectoryFixture.department, username: "an.nguyen", displayName: "Nguyễn An",
        createdAt: Moment(seconds: 0))
      let held = grants.map { RoleGrant(role: $0.0, unit: ID($0.1), from: .testDay) }
      return .person(Viewer(account: account, grants: held, roles: try DirectoryFixture.roles, on: .testDay))
    }
    return [
      "commune": try person([(.communeOfficer, "A.23428")]), "district": try person([(.districtOfficer, "A.613")]),
      "elsewhere": try person([(.communeOfficer, "A.92")]), "head": try person([(.divisionHead, "A.62")]),
      "author": try person([(.divisionHead, "A.62")]), "installation": .installation,
    ]
  }
}

/// A letter of a commune. It is stored nowhere but in its notes.
struct Letter: WorkflowCase {
  enum Act: String, CaseIterable { case send, sign, refuse }
  enum State: String, CaseIterable { case draft, sent, signed }
  enum Desk { case commune, district, vacant, province }
  enum Reader { case writer }
  struct Refused: Error, Equatable { let why: WorkflowRefusal }

  static let table: [Transition<Letter>] = [
    .init(.send, from: [.draft], to: .sent, needs: .enterResults, turns: [.commune]),
    .init(.sign, from: [.sent], to: .sent, needs: .reviewResults, turns: [.district, .vacant], notBySamePerson: true),
    .init(.sign, from: [.sent], to: .signed, needs: .approveResults, turns: [.province], notBySamePerson: true),
    .init(.refuse, from: [.sent], to: .draft, needs: .reviewResults, turns: [.district], needsReason: true, tells: [.writer]),
  ]
  static func kind(of transition: Transition<Letter>) -> String { "test.letter.\(transition.act.rawValue)" }

  private(set) var state: State
  private(set) var version = 1
  var desk: Desk
  var turn: Desk? { desk }
  var department: ID<Department> { DirectoryFixture.department }
  var subject: String { "letter:1" }
  var detail: [String: String] { ["desk": "\(desk)"] }

  init(state: State, desk: Desk) { (self.state, self.desk) = (state, desk) }

  func places(of turn: Desk?, _ transaction: ReadTransaction) -> [ID<AdministrativeUnit>] {
    switch turn {
    case .commune: ["A.23428", "A.613", "A.62"].map { ID($0) }
    case .district: [ID("A.613")]
    case .province: [ID("A.62")]
    case .vacant, nil: []
    }
  }
  func standIn(_ transaction: WriteTransaction) -> Desk? { desk == .vacant ? .province : nil }
  func isOwn(of actor: Actor, _ transaction: ReadTransaction) -> Bool { actor.id == "account:author" }
  mutating func store(_ transition: Transition<Letter>, _ transaction: WriteTransaction) {
    (state, version) = (transition.to, version + 1)
    if transition.to == .draft { desk = .commune }
  }
  func tell(_ audience: Reader, of transition: Transition<Letter>, _ transaction: WriteTransaction) {
    transaction.note(AuditNote(kind: "test.told.\(audience)", subject: subject))
  }
  func error(_ refusal: WorkflowRefusal, of act: Act) -> any Error { Refused(why: refusal) }
}
