import Directory
import Foundation
import Kernel
import Planning
import Storage
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
        try AccountStore.grant(grant, to: accounts[number % accounts.count], transaction)
        #expect(try CatalogueActs.propose(Array(row.utf8), seen: 0, transaction).wasWritten)
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
        let few = try await Self.costs(site, count)
        try await Self.fill(site, units[1..<25])
        let many = try await Self.costs(site, count)
        for (page, (few, many)) in zip(Self.pages, zip(few, many)) {
          #expect(many == few && few <= page.budget, "\(page.address) \(page.person): \(few), then \(many)")
        }
      }
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
      func cold() async throws -> [Int] {
        var costs: [Int] = []
        for page in Self.publicPages {
          // Touched first, so that nothing kept is answered.
          try await site.database.maintain { $0.touch(Subject(.published)) }
          costs.append(try await count.during { _ = try await site.ask("GET", page.address) })
        }
        return costs
      }
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
