import Directory
import Foundation
import Kernel
import PlanningDemo
import Storage
import Territory
import TestSupport
import Testing
import WebShared

/// Units that ended with June 2025, and those that began in July: what is offered to them, and what they are told.
@Suite struct ClosedUnitTests {
  /// The day on which the journeys are made: long after the communes of the fixture ended.
  private static let today = CivilDate(daysSinceEpoch: 20_778)
  private static let heir = "xã Kon Đào (B.23430)"

  /// The periods a page offers.
  private static func periods(_ page: TestPage) -> [String] {
    let lists = page.tree.all("select").filter { $0.attributes["name"] == "ky" }
    return lists.flatMap { $0.all("option") }.compactMap { $0.attributes["value"] }
  }

  @Test func theListEndsWithTheUnit() async throws {
    try await withSite(clock: TestClock(on: Self.today)) { site in
      let browser = try await site.browser(of: .commune)
      let ended = "Đơn vị đã kết thúc ngày 30/06/2025, tiếp nhận: \(Self.heir)"
      for address in ["/nhap", "/nhap?noi=A.23431", "/nhap/01-LD/A.23431/2025-06", "/nhap/01-LD/A.23431/2024-12"] {
        let page = try await browser.open(address)
        let periods = Self.periods(page)
        #expect(page.status == 200 && page.main.text.contains(ended), "\(address) \(page.status)")
        #expect(periods.first == "2025-06" && periods.allSatisfy { $0 <= "2025-06" }, "\(address) \(periods)")
      }
      let english = try await browser.open("/en/nhap")
      #expect(english.main.text.contains("ended on 30/06/2025 and was taken over by \(Self.heir)"))
      // Nothing of it while the unit lives: the same page on a day before the end.
      try await withSite { before in
        let page = try await before.browser(of: .commune).open("/nhap/01-LD/A.23431/2021-12")
        #expect(page.status == 200 && !page.main.text.contains("đã kết thúc"))
      }
    }
  }

  @Test func beyondItsEndEveryAddressSaysWhoTookItOver() async throws {
    try await withSite(clock: TestClock(on: Self.today)) { site in
      let browser = try await site.browser(of: .commune)
      for address in [
        "/nhap?ky=2025-07", "/nhap?noi=A.23431&ky=2026-01", "/nhap/01-LD/A.23431/2025-07", "/nhap/01-LD/A.23431/2025-07/tai",
        "/nhap/01-LD/A.23431/2025-07/tep", "/nhap/07-HN-N/A.23431/2025",
      ] {
        let page = try await browser.send("GET", address)
        let isTold = ["A.23431", "30/06/2025", Self.heir].allSatisfy { page.main.text.contains($0) }
        #expect(page.status == 404 && isTold, "\(address) \(page.status) \(page.main.text)")
      }
    }
  }

  @Test func beforeItsBeginningAUnitSaysSinceWhen() async throws {
    try await withSite(clock: TestClock(on: Self.today)) { site in
      let commune = ID<AdministrativeUnit>("B.23430")
      _ = try await WebFixture.accounts(site.database).create(
        username: "xa.kondao", displayName: "Cán bộ xã", password: "rổ tre, bếp than, gió bấc", mustChangePassword: false,
        grants: [RoleGrant(role: .communeOfficer, unit: commune, from: .testDay)],
        Act(by: WebFixture.actor, in: ID("SO.B.51"), reason: "test"))
      let browser = site.visitor()
      try await browser.signIn("xa.kondao", "rổ tre, bếp than, gió bấc")
      let page = try await browser.open("/nhap/01-LD/B.23430/2025-07")
      let periods = Self.periods(page)
      #expect(page.status == 200 && periods.last == "2025-07", "\(page.status) \(periods)")
      for address in ["/nhap/01-LD/B.23430/2025-06", "/nhap?noi=B.23430&ky=2025-06"] {
        let page = try await browser.open(address)
        let isTold = ["B.23430", "01/07/2025", "xã Văn Lem (A.23431)"].allSatisfy { page.main.text.contains($0) }
        #expect(page.status == 404 && isTold, "\(address) \(page.status) \(page.main.text)")
      }
    }
  }

  /// A typed address names a place in any way; what may be two is asked about.
  @Test func placesAreTypedIntoAddresses() async throws {
    try await withSite(clock: TestClock(on: Self.today)) { site in
      let specialist = try await site.browser(of: .specialist)
      let board = try await specialist.open("/kh/2021?noi=A.62")
      for place in ["62", "62@2021-12-31", "a.62", "t%E1%BB%89nh%20Kon%20Tum"] {
        #expect(try await specialist.open("/kh/2021?noi=\(place)").heading == board.heading, "\(place)")
      }
      for place in ["A.62", "62", "62@2025-06-30"] {
        let page = try await specialist.open("/kh/2025?noi=\(place)")
        #expect(page.status == 200 && page.heading.contains("tỉnh Kon Tum"), "\(place) \(page.status)")
      }
      for (address, told) in [
        ("/kh/2025?noi=24", ["«A.24» hoặc «24@2025-06-30»", "«B.24» hoặc «24@2025-07-01»"]),
        ("/kh/2021?noi=4", ["«A.004»", "«A.00004»"]),
        ("/kh/2021?noi=Kon%20Tum", ["«A.62»", "«A.608»"]),
      ] {
        let page = try await specialist.open(address)
        let isTold = told.allSatisfy { page.main.text.contains($0) }
        #expect(page.status == 422 && isTold, "\(address) \(page.status) \(page.main.text)")
      }
      let late = try await specialist.open("/kh/2026?noi=A.62")
      #expect(late.status == 404 && late.main.text.contains("tỉnh Quảng Ngãi (B.51)"))
      let commune = try await site.browser(of: .commune)
      #expect(try await commune.open("/nhap/02-NCC/23431/2021-12").status == 200)
      #expect(try await commune.open("/nhap/02-NCC/23434/2021-12").status == 404, "a neighbour's answers like an unknown one")
    }
  }

  /// The public sees both holders of a code in the year in which it changed hands.
  @Test func thePublicSeesBothBoardsOfAYear() async throws {
    try await withSite(clock: TestClock(on: Self.today)) { site in
      let targets =
        "indicator,place,year,level,comparator,decision\nJOB,A.24,2025,33000,>=,1\nJOB,24@2025-07-01,2025,50000,>=,2\n"
      let results = "indicator,place,period,value\nJOB,24,2025-05,14000\nJOB,24,2025-07,9000\n"
      try await WebFixture.importTargets(Data(targets.utf8), into: site.database)
      try await WebFixture.importResults(Data(results.utf8), into: site.database)
      let visitor = site.visitor()
      let page = try await visitor.open("/so-lieu")
      for (id, heading) in [("A.24", "tỉnh Bắc Giang"), ("B.24", "tỉnh Bắc Ninh")] {
        #expect(!page.rows(ofTable: "so-lieu-\(id)-2025").isEmpty && page.main.text.contains(heading), "\(id)")
        let file = try await visitor.send("GET", "/so-lieu.csv").text
        #expect(file.contains("\(id),\(heading),2025,JOB"), "\(id)")
      }
    }
  }
}
