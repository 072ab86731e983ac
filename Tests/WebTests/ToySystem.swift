import Directory
import HTML
import Interchange
import Kernel
import Storage
import Systems
import Territory
import WebShared

@testable import StaffWeb

/// A whole system as a guest of the house, the example of `docs/systems.md`: visits to families. A table, a form, a list, a workflow,
/// a job, an import, a menu entry, a desk block and a place to search, and no line anywhere else.
enum ToySystem {
  static let system = Systems.System(
    "toy", migrations: [Visit.migration], permissions: [.planVisits, .confirmVisits], imports: [Visit.imports],
    jobs: { [JobHandler(VisitCount($0.database))] })

  static let staff = StaffSystem(
    "toy", menu: [MenuItem(85, key: "work", path: "/tham-hoi", needs: [.planVisits])], desk: [VisitList.block],
    search: [VisitList.search]
  ) { pages in
    [.page("/tham-hoi", .holding(.planVisits)) { try await pages.visits($0) }]
      + pages.form("/tham-hoi/moi", .holding(.planVisits), PlanVisit.self)
      + [pages.act("/tham-hoi/:id/xac-nhan", .holding(.confirmVisits), ConfirmVisit.self)]
  }
}

extension Permission {
  static let planVisits = Permission("plan_visits")
  static let confirmVisits = Permission("confirm_visits", isGivenByTwo: true)
}

struct Visit: Sendable {
  enum State: String, CaseIterable { case planned, confirmed }

  let id: ID<Visit>
  let department: ID<Department>
  let unit: ID<AdministrativeUnit>
  let day: CivilDate
  let family: String
  let madeBy: String
  var state = State.planned
  var version = 1

  static let migration = Migration("9001_toy") { dialect in
    [
      """
      CREATE TABLE toy_visit (id \(dialect.text) PRIMARY KEY, department \(dialect.text) NOT NULL, unit \(dialect.text) NOT NULL,
        day \(dialect.text) NOT NULL, family TEXT NOT NULL, made_by TEXT NOT NULL, state TEXT NOT NULL,
        version \(dialect.integer) NOT NULL)\(dialect.strict)
      """,
      "CREATE INDEX toy_visit_of_department ON toy_visit (department, day, id)",
    ]
  }

  init(
    _ unit: ID<AdministrativeUnit>, _ day: CivilDate, _ family: String, in department: ID<Department>,
    _ transaction: WriteTransaction
  ) {
    (id, self.department, self.unit, self.day) = (ID(transaction.effects.newID()), department, unit, day)
    (self.family, madeBy) = (family, transaction.act.actor.id)
  }

  init(_ row: Row) throws {
    (id, department, unit) = (try row.id("id"), try row.id("department"), try row.id("unit"))
    guard let day = row.date("day") else { throw StorageError.unreadable(column: "day") }
    (self.day, family, madeBy) = (day, try row.requiredText("family"), try row.requiredText("made_by"))
    (state, version) = (try row.choice("state"), try row.requiredInteger("version"))
  }

  func add(_ transaction: WriteTransaction) throws {
    try transaction.run(
      """
      INSERT INTO toy_visit (id, department, unit, day, family, made_by, state, version)
      VALUES (\(id), \(department), \(unit), \(day), \(family), \(madeBy), \(state.rawValue), \(version))
      """)
    transaction.note(AuditNote(kind: "toy.visit.planned", subject: "visit:\(id)"), in: department)
  }

  static func page(of department: ID<Department>, after key: ListKey?, _ transaction: ReadTransaction) throws -> ListPage<Visit> {
    try transaction.page(
      "SELECT * FROM toy_visit WHERE department = \(department)", by: ["day", "id"], after: key, size: 2
    ).map { try Visit($0) }
  }

  static func count(of department: ID<Department>, _ transaction: ReadTransaction) throws -> Int {
    try transaction.row("SELECT COUNT(*) AS n FROM toy_visit WHERE department = \(department)")?.requiredInteger("n") ?? 0
  }

  private struct Candidate: Sendable {
    let unit: ID<AdministrativeUnit>
    let day: CivilDate
    let family: String
  }

  static let imports = ImportKind("toy.visits", address: "tham-hoi", permission: .planVisits) { file, database in
    let table = CSVTable(file.bytes, columns: ColumnRule(names: ["unit", "day", "family"], required: ["unit", "day", "family"]))
    let own = file.sender.account.department
    let job = ImportWriter.Job<Candidate>(
      kind: "toy.import.visits",
      validate: { transaction in
        var (outcome, good) = (ImportOutcome(errors: table.errors), [Candidate]())
        for row in table.rows {
          let unit = ID<AdministrativeUnit>(row["unit"])
          guard let day = CivilDate(iso: row["day"]) else {
            outcome.errors.append(CellError(line: row.line, column: "day", code: "planning.bad_period", ["read": row["day"]]))
            continue
          }
          let path = try TerritoryStore.path(of: unit, on: day, transaction)?.units.map(\.id) ?? []
          guard file.sender.may(.planVisits, at: path) else {
            outcome.errors.append(CellError(line: row.line, column: "unit", code: "planning.not_your_unit"))
            continue
          }
          outcome.count(.added)
          good.append(Candidate(unit: unit, day: day, family: row["family"]))
        }
        return (outcome, good)
      }, scopes: { _ in [] }, department: { _ in own }, effect: { _ in .added },
      write: { try Visit($0.unit, $0.day, $0.family, in: own, $1).add($1) })
    return try await ImportWriter.run(
      job, file.bytes, mode: file.mode, by: file.sender.account.actor, reason: file.name, into: database)
  }
}

/// A visit on its way: planned by one person, confirmed by another.
struct VisitCase: WorkflowCase {
  enum Act: String, CaseIterable { case confirm }

  static let table: [Transition<VisitCase>] = [
    .init(.confirm, from: [.planned], to: .confirmed, needs: .confirmVisits, notBySamePerson: true)
  ]
  static func kind(of transition: Transition<VisitCase>) -> String { "toy.visit.\(transition.act.rawValue)" }

  private(set) var visit: Visit
  var department: ID<Department> { visit.department }
  var subject: String { "visit:\(visit.id)" }
  var state: Visit.State { visit.state }
  var version: Int { visit.version }
  var detail: [String: String] { [:] }

  init(_ id: String, _ transaction: ReadTransaction) throws {
    guard let row = try transaction.row("SELECT * FROM toy_visit WHERE id = \(id)") else { throw WebError.notFound }
    visit = try Visit(row)
  }
  func places(of turn: Never?, _ transaction: ReadTransaction) throws -> [ID<AdministrativeUnit>] {
    try TerritoryStore.path(of: visit.unit, on: visit.day, transaction)?.units.map(\.id) ?? []
  }
  func isOwn(of actor: Actor, _ transaction: ReadTransaction) -> Bool { visit.madeBy == actor.id }
  mutating func store(_ transition: Transition<VisitCase>, _ transaction: WriteTransaction) throws {
    (visit.state, visit.version) = (transition.to, visit.version + 1)
    try transaction.run(
      "UPDATE toy_visit SET state = \(visit.state.rawValue), version = \(visit.version) WHERE id = \(visit.id)")
  }
  func error(_ refusal: WorkflowRefusal, of act: Act) -> any Error { WebError.forbidden }
}

struct VisitCount: JobKind {
  static let name = "toy.count"
  private let database: Database

  init(_ database: Database) { self.database = database }

  func run(_ department: ID<Department>, _ run: JobRun) async throws -> Int {
    try await database.read { try Visit.count(of: department, $0) }
  }
}

struct PlanVisit: ActForm {
  let setting: PageSetting

  init(_ setting: PageSetting, _ transaction: ReadTransaction) { self.setting = setting }

  var department: ID<Department> { request.viewer.account.department }
  var address: String { request.address("/tham-hoi/moi") }
  var title: String { "Kế hoạch thăm hỏi" }
  var inputs: [any FormInput] { [unit, day, family] }
  private var unit: Input<String> { .text("don-vi", "Đơn vị", width: .short) }
  private var day: Input<String> { .text("ngay", "Ngày", width: .short) }
  private var family: Input<String> { .text("gia-dinh", "Gia đình", width: .long) }
  var buttons: [Node] { submitButton("Lưu") }

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    guard let day = CivilDate(iso: try typed[day]) else {
      throw FormRefused(errors: [FieldError(field: "ngay", message: "Ngày viết như 2021-12-31.")])
    }
    let unit = ID<AdministrativeUnit>(try typed[unit])
    try request.require(.planVisits, at: unit, on: day, transaction)
    try Visit(unit, day, try typed[family], in: department, transaction).add(transaction)
    return request.address("/tham-hoi")
  }
}

struct ConfirmVisit: ActForm {
  let setting: PageSetting
  private let visit: VisitCase

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    visit = try VisitCase(setting.request.parameter("id"), transaction)
  }

  var department: ID<Department> { visit.department }
  var address: String { request.address("/tham-hoi/\(visit.visit.id)/xac-nhan") }
  var title: String { visit.visit.family }
  var inputs: [any FormInput] { [] }
  var buttons: [Node] { submitButton("Xác nhận") }

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    try visit.perform(.confirm, by: .person(request.viewer), seen: nil, transaction)
    return request.address("/tham-hoi")
  }
}

enum VisitList {
  static let block = DeskBlock(rank: 50) { setting, units, transaction in
    var nodes = DeskNodes()
    for unit in units where setting.request.viewer.may(.planVisits, for: unit.path.unit.id) {
      let count = try Visit.count(of: unit.department, transaction)
      nodes.ofUnit[unit.path.unit.id] = [el("p") { "Lượt thăm hỏi: \(count)" }]
    }
    return nodes
  }

  static let search = SearchSource(rank: 50, key: "plans") { text, setting, transaction in
    let department = setting.request.viewer.account.department
    return try Visit.page(of: department, after: nil, transaction).rows.filter { $0.family.contains(text) }.map {
      SearchFinding(title: $0.family, address: setting.request.address("/tham-hoi"))
    }
  }
}

extension StaffPages {
  fileprivate func visits(_ request: StaffRequest) async throws -> WebResponse {
    let (words, key, department) = (site.words(request), ListKey(request.query["sau"]), request.viewer.account.department)
    let (page, total) = try await site.database.read {
      (try Visit.page(of: department, after: key, $0), try Visit.count(of: department, $0))
    }
    let shown = Page("Thăm hỏi") {
      dataTable(
        DataTable(
          id: "tham-hoi", title: "Thăm hỏi", columns: [.init("Ngày"), .init("Gia đình"), .init("Trạng thái")],
          rows: page.rows.map { [.text($0.day.iso), .text($0.family), .text($0.state.rawValue)] }, kind: .list), in: words)
      pagination(of: total, next: page.next, isFirst: key == nil, list: "Thăm hỏi", in: words) { key in
        request.address("/tham-hoi", key.map { [("sau", $0.description)] } ?? [])
      }
    }
    return site.respond(shown, request)
  }
}
