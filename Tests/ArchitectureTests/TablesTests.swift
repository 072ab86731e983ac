import Testing

@Suite struct TablesTests {
  private static let tables = Tables(of: Repository.sources)
  private static let arrows = Arrows.parse(table: Repository.text("docs/arrows.txt"))

  @Test func tablesCarryTheirSystemsName() {
    #expect(Self.tables.owners["audit_entry"] == "Storage")
    expectNone(Self.tables.misnamed(), rule: "table-name")
  }

  @Test func statementsNameTablesThatExist() { expectNone(Self.tables.unknown(), rule: "table-unknown") }

  @Test func systemsKeepToTheirOwnTables() { expectNone(Self.tables.trespasses(arrows: Self.arrows), rule: "table-owner") }

  /// A statement in a file of a target, and the tables that should be objected to.
  struct Case: CustomTestStringConvertible {
    let name: String
    let target: String
    let statement: String
    var misnamed = 0
    var unknown = 0
    var trespasses = 0
    var testDescription: String { name }
  }

  private static let cases = [
    Case(name: "own table", target: "Planning", statement: "SELECT code FROM planning_plan"),
    Case(name: "lower system", target: "Planning", statement: "SELECT 1 FROM planning_plan p JOIN territory_unit u USING (id)"),
    Case(name: "upper system", target: "Territory", statement: "DELETE FROM planning_plan", trespasses: 1),
    Case(name: "delivery", target: "StaffWeb", statement: "SELECT 1 FROM planning_plan", trespasses: 1),
    Case(name: "in a fragment", target: "Territory", statement: "EXISTS (SELECT 1) AND planning_plan.code = 1", trespasses: 1),
    Case(name: "a slip", target: "Planning", statement: "UPDATE planning_plans SET code = 1", unknown: 1),
    Case(name: "named query", target: "Planning", statement: "WITH newest(a) AS (SELECT 1) SELECT a FROM newest"),
    Case(name: "function", target: "Planning", statement: "SELECT value FROM json_each(?)"),
    Case(name: "distinct from", target: "Planning", statement: "SELECT 1 WHERE a IS DISTINCT FROM b"),
    Case(name: "wrong prefix", target: "Planning", statement: "CREATE TABLE target (id TEXT)", misnamed: 1),
    Case(name: "engine's own", target: "StorageSQLite", statement: "SELECT name FROM sqlite_master"),
  ]

  @Test(arguments: cases) func statementsAreRead(_ example: Case) {
    let schema = [
      SwiftSource(path: "Sources/Territory/S.swift", text: #"let a = "CREATE TABLE territory_unit (id TEXT)""#),
      SwiftSource(path: "Sources/Planning/S.swift", text: #"let b = "CREATE TABLE planning_plan (code TEXT)""#),
    ]
    let source = SwiftSource(path: "Sources/\(example.target)/X.swift", text: "let sql = \"\(example.statement)\"")
    let tables = Tables(of: schema + [source])
    #expect(tables.misnamed().count == example.misnamed)
    #expect(tables.unknown().count == example.unknown)
    #expect(tables.trespasses(arrows: ["Planning": ["Territory"], "StaffWeb": ["Planning"]]).count == example.trespasses)
  }
}
