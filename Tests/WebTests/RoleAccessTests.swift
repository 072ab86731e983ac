import Directory
import Kernel
import Storage
import TestSupport
import Testing
import WebShared

/// What each role sees of Kon Tum's 2021, and that nobody sees another unit's.
@Suite struct RoleAccessTests {
  private static let roles: [TestPerson] = [.specialist, .head, .director, .district, .commune, .administrator]

  /// A page and its status for each of `roles`.
  private static let pages: [(address: String, statuses: [Int])] = [
    ("/lam-viec", [200, 200, 200, 200, 200, 200]),
    ("/tim-kiem", [200, 200, 200, 200, 200, 200]),
    ("/tro-giup", [200, 200, 200, 200, 200, 200]),
    ("/mat-khau", [200, 200, 200, 200, 200, 200]),
    ("/chi-tieu", [200, 200, 200, 200, 200, 200]),
    ("/chi-tieu/moi", [200, 403, 403, 403, 403, 200]),
    ("/chi-tieu/JOB", [200, 403, 403, 403, 403, 200]),
    ("/de-nghi-chi-tieu", [200, 403, 403, 403, 403, 200]), ("/de-nghi-chi-tieu/id-1", [404, 403, 403, 403, 403, 404]),
    ("/nhap-tep", [200, 403, 403, 403, 403, 403]), ("/nhap-tep/id-1", [404, 403, 403, 403, 403, 403]),
    ("/quy-tac", [200, 200, 200, 403, 403, 200]),
    ("/nguoi-dung", [403, 403, 403, 403, 403, 200]),
    // Roles that wait for a second person: whoever confirms them.
    ("/quyen-cho-xac-nhan", [403, 403, 200, 403, 403, 200]), ("/quyen-cho-xac-nhan/id-1", [403, 403, 404, 403, 403, 404]),
    ("/kh", [303, 303, 303, 303, 303, 403]),
    // The province.
    ("/kh/2021?noi=A.62", [200, 200, 200, 403, 403, 403]),
    ("/kh/2021.csv?noi=A.62", [200, 200, 200, 403, 403, 403]),
    ("/kh/2021/JOB?noi=A.62", [200, 200, 200, 403, 403, 403]),
    ("/kh/2021/JOB/ke-hoach?noi=A.62", [200, 403, 403, 403, 403, 403]),
    ("/kh/2021/JOB/giao?noi=A.62", [200, 403, 403, 403, 403, 403]),
    ("/kh/2021/JOB/ket-qua?noi=A.62", [200, 403, 403, 403, 403, 403]),
    // The district officer's district, and the one beside it.
    ("/kh/2021?noi=A.612", [200, 200, 200, 200, 403, 403]),
    ("/kh/2021/JOB?noi=A.612", [200, 200, 200, 200, 403, 403]),
    ("/kh/2021/JOB/ket-qua?noi=A.612", [200, 403, 403, 200, 403, 403]),
    ("/kh/2021/JOB/ke-hoach?noi=A.612", [200, 403, 403, 403, 403, 403]),
    ("/kh/2021?noi=A.611", [200, 200, 200, 403, 403, 403]),
    ("/kh/2021.csv?noi=A.611", [200, 200, 200, 403, 403, 403]),
    ("/kh/2021/JOB/ket-qua?noi=A.611", [200, 403, 403, 403, 403, 403]),
    // The commune officer's commune.
    ("/kh/2021?noi=A.23431", [200, 200, 200, 200, 200, 403]),
    ("/kh/2021/JOB/ket-qua?noi=A.23431", [200, 403, 403, 200, 200, 403]),
    // Sheets: those who enter figures type and send, those above look.
    ("/nhap", [200, 200, 200, 200, 200, 403]), ("/nhap?noi=A.62", [200, 200, 200, 404, 404, 403]),
    ("/nhap/02-NCC/A.23431/2021-12", [200, 200, 200, 200, 200, 403]),
    ("/nhap/02-NCC/A.23431/2021-12/gui", [200, 403, 403, 200, 200, 403]),
    ("/nhap/02-NCC/A.23431/2021-12/dan", [200, 403, 403, 200, 200, 403]),
    ("/nhap/02-NCC/A.23431/2021-12/tai", [200, 200, 200, 200, 200, 403]),
    ("/nhap/02-NCC/A.23431/2021-12/tep", [200, 403, 403, 200, 200, 403]),
    ("/nhap/04-BH-Q/A.611/2021-Q4", [200, 200, 200, 404, 404, 403]),
    ("/nhap/06-TDTH-9T/A.62/2021-9M", [200, 200, 200, 404, 404, 403]),
    ("/nhap/06-TDTH-9T/A.92/2021-9M", [404, 404, 404, 404, 404, 403]),
    // Reviewing and reminding: those above decide and remind, everybody looks at his own.
    ("/duyet", [403, 200, 200, 200, 403, 403]), ("/duyet/khoa?noi=A.62&nam=2021", [403, 200, 200, 403, 403, 403]),
    ("/duyet/khoa?noi=A.92&nam=2021", [403, 403, 403, 403, 403, 403]),
    ("/duyet/02-NCC/A.23431/2021-12", [200, 200, 200, 200, 200, 403]),
    ("/duyet/04-BH-Q/A.611/2021-Q4", [200, 200, 200, 404, 404, 403]),
    ("/duyet/06-TDTH-9T/A.92/2021-9M", [404, 404, 404, 404, 404, 403]),
    ("/nhac", [200, 200, 200, 200, 403, 403]), ("/nhac/nam", [200, 200, 200, 200, 403, 403]),
    ("/nhac?noi=A.611&bieu=02-NCC&ky=2021-12", [200, 200, 200, 403, 403, 403]),
    // Another province.
    ("/kh/2021?noi=A.92", [403, 403, 403, 403, 403, 403]),
    ("/kh/2018.csv?noi=A.92", [403, 403, 403, 403, 403, 403]),
    ("/kh/2018/POV?noi=A.92", [403, 403, 403, 403, 403, 403]),
    ("/kh/2018/POV/ke-hoach?noi=A.92", [403, 403, 403, 403, 403, 403]),
  ]

  @Test(arguments: roles) func pagesOfARole(person: TestPerson) async throws {
    let column = try #require(RoleAccessTests.roles.firstIndex(of: person))
    try await withSite { site in
      let browser = try await site.browser(of: person)
      for (address, statuses) in RoleAccessTests.pages {
        #expect(try await browser.send("GET", address).status == statuses[column], "\(person) \(address)")
        #expect(try await browser.send("GET", "/en" + address).status == statuses[column], "\(person) /en\(address)")
      }
      // The navigation leads nowhere the person may not go.
      let links = try #require(try await browser.open("/lam-viec").tree.first("nav")).all("a")
      #expect(links.count >= 4, "\(person)")
      for link in links {
        #expect(try await browser.open(link.attributes["href"] ?? "").status == 200, "\(person)")
      }
    }
  }

  @Test func everyClosedPageStandsInTheTable() async throws {
    try await withSite { site in
      let closed = site.routes.filter { $0.method == "GET" && !RouteAccessTests.open.contains("GET \($0.path)") }
      let tested = Set(RoleAccessTests.pages.map { $0.address.split(separator: "?")[0] })
      for route in closed { #expect(tested.contains(where: { $0 == route.filled }), "\(route.path)") }
    }
  }

  @Test(arguments: Engine.tested) func nobodyReadsOrWritesAnotherProvince(engine: Engine) async throws {
    try await withSite(engine) { site in
      for (person, other, year) in [(TestPerson.canThoSpecialist, "A.62", 2021), (.specialist, "A.92", 2018)] {
        let browser = try await site.browser(of: person)
        try await browser.open("/lam-viec")
        let before = try await site.acts()
        let fields = [
          ("ma-bieu-mau", browser.formToken), ("phien-ban", "1"), ("muc", "9"), ("gia-tri", "9"), ("so-sanh", ">="),
          ("quyet-dinh", "9/QĐ-UBND"),
        ]
        for path in ["", ".csv", "/JOB", "/JOB/ke-hoach", "/JOB/giao", "/JOB/ket-qua"] {
          #expect(try await browser.send("GET", "/kh/\(year)\(path)?noi=\(other)").status == 403, "\(person) \(path)")
        }
        for path in ["/JOB/ke-hoach", "/JOB/giao", "/JOB/ket-qua"] {
          // The place may be named in the address or slipped into the form.
          let inAddress = try await browser.send(
            "POST", "/kh/\(year)\(path)?noi=\(other)", content: FormBody.encoded(fields))
          let inForm = try await browser.send(
            "POST", "/kh/\(year)\(path)", content: FormBody.encoded(fields + [("noi", other)]))
          #expect(inAddress.status == 403 && inForm.status == 403, "\(person) \(path)")
        }
        #expect(try await site.acts() == before)
      }
    }
  }

  @Test func aFileTouchesOnlyOnesOwnUnits() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      let before = try await site.acts()
      try await browser.open("/nhap-tep")
      let file = "indicator,place,period,value\nJOB,92,2018,51000\n"
      let page = try await browser.submit(
        "/nhap-tep", [("loai", "ket-qua")], button: ("viec", "ghi"), file: ("tep", "kq.csv", file))
      #expect(page.status == 422)
      #expect(page.rows(ofTable: "loi").map { $0.map(\.text) }.first?.prefix(2) == ["2", "place"])
      #expect(try await site.acts() == before)
    }
  }

  @Test func anAdministratorOpensAccountsForHisOwnUnitsOnly() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .administrator)
      let cases = [("A.92", 403), ("A.916", 403), ("khong-co", 422), ("A.62", 200), ("A.612", 200)]
      for (number, (unit, status)) in cases.enumerated() {
        try await browser.open("/nguoi-dung")
        let page = try await browser.submit(
          "/nguoi-dung", [("ten", "moi.\(number)"), ("ho-ten", "Người mới"), ("vai-tro", "specialist"), ("don-vi", unit)])
        #expect(page.status == status, "\(unit)")
        let made = try await site.database.read { try AccountStore.account(username: "moi.\(number)", $0) }
        #expect((made != nil) == (status == 200), "\(unit)")
      }
    }
  }
}
