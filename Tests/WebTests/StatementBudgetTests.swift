import Directory
import Figures
import Foundation
import Kernel
import Planning
import PlanningDemo
import Published
import Reporting
import Storage
import Systems
import Territory
import TestSupport
import Testing

/// What the lists of what waits cost: the same few statements for many rows as for one.
@Suite struct StatementBudgetTests {
  /// A page, who opens it, and its budget of statements with those of the session.
  private static let pages: [(address: String, person: TestPerson, budget: Int)] = [
    ("/quyen-cho-xac-nhan", .director, 12), ("/quyen-cho-xac-nhan", .installation, 12),
    ("/nguoi-dung", .administrator, 7), ("/mat-khau", .everything, 6), ("/de-nghi-chi-tieu", .specialist, 8),
    ("/de-nghi-chi-tieu", .installation, 8), ("/lam-viec", .installation, 8),
  ]

  /// Asks for a role at each unit in turn for several people, and proposes a new indicator beside each.
  private static func fill(_ site: TestSite, _ units: ArraySlice<ID<AdministrativeUnit>>) async throws {
    let people: [TestPerson] = [.specialist, .colleague, .head, .district, .everything]
    let (asking, accounts) = try await site.database.read { transaction in
      (
        try AccountStore.account(username: TestPerson.administrator.username, transaction),
        try people.compactMap { try AccountStore.account(username: $0.username, transaction)?.id }
      )
    }
    let act = Act(by: try #require(asking).actor, in: TestPerson.administrator.department, reason: "thêm việc")
    for (number, unit) in zip(units.indices, units) {
      let row = "code,name_vi,unit,kind,direction\nMOI\(number),Chỉ tiêu mới \(number),người,count,up\n"
      try await site.database.write(act) { transaction in
        let grant = RoleGrant(role: .divisionHead, unit: unit, from: .testDay)
        try AccountStore.grant(grant, to: accounts[number % accounts.count], WebFixture.roles, transaction)
        #expect(try CatalogueActs.propose(Array(row.utf8), seen: 0, by: .installation, transaction).wasWritten)
      }
    }
  }

  @Test func manyRowsCostAsManyStatementsAsOne() async throws {
    for engine in Engine.tested {
      let count = StatementCount()
      try await withSite(engine, counting: count) { site in
        // Communes first: their path is the longest.
        let units = try await site.database.read {
          Array(try TerritoryStore.descendants(of: WebFixture.konTum, on: .testDay, $0).map(\.id).reversed())
        }
        try await Self.fill(site, units.prefix(1))
        // What is remembered of map and catalogue is read by the first who asks.
        _ = try await Self.costs(site, count)
        let few = try await Self.costs(site, count)
        try await Self.fill(site, units[1..<25])
        let many = try await Self.costs(site, count)
        for (page, (few, many)) in zip(Self.pages, zip(few, many)) {
          #expect(many == few && few <= page.budget, "\(page.address) \(page.person): \(few), then \(many)")
        }
      }
    }
  }

  /// The pages of the working side that do not grow with a list of one table.
  private static let staffPages: [(address: String, person: TestPerson, budget: Int)] = [
    ("/lam-viec", .commune, 27), ("/lam-viec", .district, 25), ("/lam-viec", .head, 28), ("/kh/2021?noi=A.62", .specialist, 18),
    ("/kh/2021?noi=A.23431", .commune, 22), ("/kh/2021/JOB?noi=A.62", .specialist, 34),
    ("/kh/2021/JOB/giao?noi=A.62", .specialist, 15), ("/nhap", .commune, 20), (SheetSite.page, .commune, 29),
    ("\(SheetSite.page)/gui", .commune, 29), ("/duyet", .district, 20), ("/duyet", .head, 21),
    ("/duyet/02-NCC/A.23431/2021-12", .district, 29), ("/duyet/khoa?noi=A.62&nam=2021", .director, 9), ("/nhac", .district, 19),
    ("/nhac/nam?nam=2021", .district, 17), ("/nhac/nam?nam=2021", .head, 16), ("/chi-tieu", .specialist, 9),
    ("/chi-tieu/JOB", .administrator, 5), ("/nhap-tep", .specialist, 5),
  ]

  @Test(arguments: Engine.tested) func draftsAndSheetsDoNotMakePagesDearer(engine: Engine) async throws {
    let count = StatementCount()
    try await withSite(engine, counting: count) { site in
      var seen: Set<String> = []
      func costs() async throws -> [Int] {
        var costs: [Int] = []
        for page in Self.staffPages {
          let browser = try await site.browser(of: page.person)
          costs.append(
            try await count.during {
              let answer = try await browser.send("GET", page.address)
              #expect(answer.status == 200, "\(page.address) \(page.person) \(answer.status)")
            })
          seen.formUnion(count.statements)
        }
        return costs
      }
      try await SheetSite.fill(SheetSite.key(), site)
      try await SheetSite.fill(SheetSite.key("2021-07"), site)
      try await SheetSite.perform([.submit], on: SheetSite.key("2021-07"), site)
      _ = try await costs()
      let few = try await costs()
      for month in ["2021-08", "2021-09", "2021-10", "2021-11"] {
        for form in ["01-LD", "02-NCC", "03-XH"] { try await SheetSite.fill(SheetSite.key(month, form: form), site) }
      }
      try await SheetSite.perform([.submit], on: SheetSite.key("2021-11"), site)
      let many = try await costs()
      for (page, (few, many)) in zip(Self.staffPages, zip(few, many)) {
        #expect(many == few && many <= page.budget, "\(page.address) \(page.person): \(few), then \(many)")
      }
      if engine == .sqlite { #expect(try await TableScans.found(among: seen, site.database) == []) }
    }
  }

  /// What the look for scans finds, and what it lets pass.
  @Test(arguments: [
    ("SELECT count(*) FROM planning_result result WHERE value = ?", true),
    ("UPDATE planning_sheet SET odd = ? WHERE odd = ?", true),
    ("WITH w (a) AS (VALUES (?)) SELECT * FROM w JOIN planning_roll_up s ON s.value = w.a", true),
    ("SELECT count(*) FROM planning_result result WHERE department = ? AND place IN (?, ?)", false),
    ("SELECT count(*) FROM planning_form", false),
  ])
  func aScanOfAGrowingTableIsFound(statement: String, isScan: Bool) async throws {
    try await withSite { site in
      let found = try await TableScans.found(among: [statement], site.database)
      #expect(found.isEmpty != isScan, "\(found)")
    }
  }

  /// Acts on a sheet, with the page before and the redirect after; of one line as of all.
  @Test(arguments: Engine.tested) func anActCostsTheSameForOneLineAsForAll(engine: Engine) async throws {
    let count = StatementCount()
    // On PostgreSQL an act also asks for its turns and holds its rows.
    let turns = engine == .postgres ? 3 : 0
    try await withSite(engine, counting: count) { site in
      let (commune, district) = (try await site.browser(of: .commune), try await site.browser(of: .district))
      let context = try await site.database.read { try SheetContext.read(SheetSite.key(), $0) }
      let lines = context.indicators.filter { $0.kind == .count || $0.kind == .stock }.map { "so-\($0.code)" }
      #expect(lines.count > 2)
      func save(_ lines: some Sequence<String>, _ value: String) async throws -> Int {
        try await count.during {
          let answer = try await commune.save(lines.map { ($0, value) })
          #expect(answer.status == 200)
        }
      }
      try await commune.open(SheetSite.page)
      let (one, all) = (try await save(lines.prefix(1), "7"), try await save(lines, "8"))
      let again = try await save(lines, "9")
      var seen = Set(count.statements)
      #expect(one <= 75 + turns && all <= 77 + turns && again == all, "\(one), \(all), \(again)")
      try await SheetSite.fill(SheetSite.key("2021-11"), site)
      try await commune.open("/nhap/02-NCC/A.23431/2021-11/gui")
      let send = try await count.during {
        let answer = try await commune.submit("/nhap/02-NCC/A.23431/2021-11/gui")
        #expect(answer.status == 200)
      }
      seen.formUnion(count.statements)
      try await district.open("/duyet/02-NCC/A.23431/2021-11")
      let pass = try await count.during {
        let answer = try await district.submit("/duyet/02-NCC/A.23431/2021-11")
        #expect(answer.status == 200)
      }
      #expect(send <= 72 + turns && pass <= 54 + turns, "\(send), \(pass)")
      seen.formUnion(count.statements)
      if engine == .sqlite { #expect(try await TableScans.found(among: seen, site.database) == []) }
    }
  }

  /// What a public page costs that is not kept: the same whether two provinces have something to read or all of them.
  private static let publicPages: [(address: String, budget: Int)] = [
    ("/", 13), ("/so-lieu", 13), ("/so-lieu.csv", 12), ("/so-lieu.json", 12), ("/so-lieu/JOB", 15), ("/so-lieu/JOB.csv", 14),
    ("/so-lieu/POVRED", 15), ("/en/so-lieu/POV", 15), ("/so-lieu/KHONGCO", 2), ("/tai-nguyen/ansinh.css", 0),
  ]

  @Test(arguments: Engine.tested) func aPublicPageCostsTheSameForAllProvinces(engine: Engine) async throws {
    let count = StatementCount()
    try await withSite(engine, counting: count) { site in
      let day = try #require(Period("2021")).lastDay
      let provinces = try await site.database.read { try TerritoryStore.provinces(on: day, $0) }
      #expect(provinces.count == 63)
      var seen: Set<String> = []
      func cold() async throws -> [Int] {
        var costs: [Int] = []
        for page in Self.publicPages {
          // Touched first, so that nothing kept is answered.
          try await site.database.maintain { $0.touch(Subject(.published)) }
          costs.append(try await count.during { _ = try await site.ask("GET", page.address) })
          seen.formUnion(count.statements)
        }
        return costs
      }
      // What is remembered of map and catalogue is read by the first who asks.
      _ = try await cold()
      let few = try await cold()
      let rows = provinces.map { "JOB,\($0.id),2021,100\nPOV,\($0.id),2021,9\n" }.joined()
      try await WebFixture.importResults(Data("indicator,place,period,value\n\(rows)".utf8), into: site.database)
      let page = try await site.ask("GET", "/so-lieu/JOB.csv")
      #expect(page.text.split(whereSeparator: \.isNewline).count > 63)
      let many = try await cold()
      for (page, (few, many)) in zip(Self.publicPages, zip(few, many)) {
        // Reading the year before the newest, where that has nothing, is one more look for all provinces together.
        #expect(many <= page.budget && abs(many - few) <= 1, "\(page.address): \(few), then \(many)")
      }
      if engine == .sqlite { #expect(try await TableScans.found(among: seen, site.database) == []) }
    }
  }

  /// The statements of each page.
  private static func costs(_ site: TestSite, _ count: StatementCount) async throws -> [Int] {
    var costs: [Int] = []
    for page in pages {
      let browser = try await site.browser(of: page.person)
      costs.append(
        try await count.during {
          let answer = try await browser.send("GET", page.address)
          #expect(answer.status == 200, "\(page.address) \(page.person)")
        })
    }
    return costs
  }
}
