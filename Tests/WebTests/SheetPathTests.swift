import Directory
import Kernel
import Storage
import TestSupport
import Testing
import WebShared

/// Every path of a sheet answers alike for a unit that is not the person's and for one that is not there.
@Suite struct SheetPathTests {
  private static let own = "02-NCC/A.23431/2021-12"

  /// Sheets that a commune's officer has no part in, and sheets that there are not.
  private static let strange = [
    // A neighbour's, his district's, his province's, another province's; of forms of their level and of another.
    "02-NCC/A.23434/2021-12", "04-BH-Q/A.612/2021-Q4", "02-NCC/A.612/2021-12", "06-TDTH-9T/A.62/2021-9M", "02-NCC/A.62/2021-12",
    "02-NCC/A.31117/2021-12", "02-NCC/A.31117/2021-Q4", "06-TDTH-9T/A.92/2021-9M", "02-NCC/A.31117/2030-12",
    // No unit, no form, no period.
    "02-NCC/A.khong/2021-12", "KHONG/A.31117/2021-12", "02-NCC/A.31117/thang-12", "02-NCC/B.23434/2021-12", "KHONG/-/-",
  ]

  /// Each person, and what he gets for a sheet that is not his.
  private static let people: [(person: TestPerson, status: Int)] = [
    (.commune, 404), (.canThoSpecialist, 404), (.canThoDirector, 404), (.administrator, 403),
  ]

  @Test(arguments: Engine.tested) func nobodyLearnsWhichSheetsThereAre(engine: Engine) async throws {
    try await withSite(engine) { site in
      let routes = site.routes.filter { $0.path.contains(":bieu") }
      #expect(routes.count >= 13, "\(routes.map(\.path))")
      for (person, status) in Self.people {
        let browser = try await site.browser(of: person)
        try await browser.open("/lam-viec")
        let acts = try await site.acts()
        let asked = person == .commune ? Self.strange : Self.strange.filter { !$0.contains("A.31117") && !$0.contains("A.92") }
        for route in routes {
          var answers: Set<String> = []
          for sheet in asked + (person == .commune ? [] : [Self.own]) {
            let answer = try await Self.ask(route, sheet, browser)
            answers.insert("\(answer.status) \(answer.main.text)")
          }
          // A right that the person holds nowhere is refused before any sheet is looked at.
          let isRefused = try await Self.ask(route, "KHONG/-/-", browser).status == 403
          #expect(answers.count == 1, "\(person) \(route.method) \(route.path): \(answers)")
          #expect(answers.first?.hasPrefix(isRefused ? "403" : "\(status)") == true, "\(person) \(route.path): \(answers)")
        }
        #expect(try await site.acts() == acts)
      }
    }
  }

  @Test func onesOwnUnitIsToldWhatIsWrong() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open("/lam-viec")
      for route in site.routes where route.path.contains(":bieu") {
        #expect(try await Self.ask(route, Self.own, browser).status != 404, "\(route.method) \(route.path)")
        let wrongPeriod = try await Self.ask(route, "02-NCC/A.23431/2021-Q4", browser)
        #expect(wrongPeriod.status == 422, "\(route.method) \(route.path)")
      }
    }
  }

  /// A request to a route of sheets, with what its form would carry.
  private static func ask(_ route: Route, _ sheet: String, _ browser: TestBrowser) async throws -> TestPage {
    let parts = sheet.split(separator: "/").map(String.init)
    let address = route.path.replacing(":bieu", with: parts[0]).replacing(":noi", with: parts[1]).replacing(":ky", with: parts[2])
    guard route.method == "POST" else { return try await browser.send("GET", address) }
    let fields = [
      ("ma-bieu-mau", browser.formToken), ("viec", route.path.hasPrefix("/duyet") ? "approve" : "luu"), ("phien-ban", "0"),
      ("ly-do", ""),
    ]
    return try await browser.send("POST", address, content: FormBody.encoded(fields))
  }
}
