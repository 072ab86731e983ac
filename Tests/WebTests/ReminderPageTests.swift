import Directory
import Figures
import Foundation
import Kernel
import Planning
import Reporting
import Storage
import Territory
import TestSupport
import Testing
import WebShared

/// Who has not sent, one act to remind all of them, and fixing a year, over HTTP.
@Suite struct ReminderPageTests {
  private static let address = "/nhac?noi=A.612&bieu=02-NCC&ky=2021-12"

  @Test(arguments: Engine.tested) func oneActRemindsAll(engine: Engine) async throws {
    try await withSite(engine) { site in
      let key = try SheetSite.key()
      try await SheetSite.fill(key, site)
      try await SheetSite.perform([.submit], on: key, site)
      let communes = try await site.database.read {
        try TerritoryStore.children(of: WebFixture.dakTo, on: key.period.lastDay, $0)
      }
      let browser = try await site.browser(of: .district)
      let page = try await browser.open(Self.address)
      let unsent = communes.count - 1
      #expect(page.main.text.contains("Đã gửi 1/\(communes.count)") && page.main.text.contains("đúng hạn 0/\(communes.count)"))
      let rows = page.rows(ofTable: "don-vi").map { $0.map(\.text) }
      #expect(rows.count == communes.count && rows.last?[2].contains("trễ hạn") == true, "who has sent stands last")
      // Due on 16 December 2021; on 13 January 2022 that is 19 working days ago.
      #expect(rows.allSatisfy { $0[3] == "19 ngày làm việc" } && rows.first?[2] == "chưa gửi")
      let acts = try await site.acts()
      let told = try await browser.submit("/nhac", [("loi-nhan", "gửi trước 17 giờ")])
      #expect(told.status == 200 && told.main.text.contains("Đã nhắc \(unsent) đơn vị"))
      #expect(try await site.acts() == acts + 1, "one act, one entry")
      #expect(told.form(to: "/nhac") == nil && told.main.text.contains("Hôm nay đã nhắc đủ \(unsent)"))
      for commune in communes {
        let notices = try await site.database.read { try NoticeStore.notices(to: commune.id, in: ID("SO.A.62"), $0) }
        #expect(notices.map(\.reason) == (commune.id == key.place ? [] : ["gửi trước 17 giờ"]))
      }
      // Sent once more, from an old page or by somebody above, it tells nobody twice.
      let again = [("ma-bieu-mau", browser.formToken), ("noi", "A.612"), ("bieu", "02-NCC"), ("ky", "2021-12")]
      #expect(try await browser.send("POST", "/nhac", content: FormBody.encoded(again)).status == 303)
      #expect(try await site.acts() == acts + 1)
    }
  }

  @Test(arguments: [
    (TestPerson.specialist, 200), (.head, 200), (.director, 200), (.district, 200), (.commune, 403), (.administrator, 403),
    (.canThoSpecialist, 403), (.canThoDirector, 403),
  ])
  func onlyThoseAboveAsk(person: TestPerson, status: Int) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: person)
      for address in [Self.address, "/nhac/nam?noi=A.612&bieu=02-NCC&nam=2021"] {
        #expect(try await browser.open(address).status == status, "\(address)")
      }
      try await browser.open("/lam-viec")
      let acts = try await site.acts()
      let form = [("ma-bieu-mau", browser.formToken), ("noi", "A.612"), ("bieu", "02-NCC"), ("ky", "2021-12")]
      let answer = try await browser.send("POST", "/nhac", content: FormBody.encoded(form))
      let written = try await site.acts() - acts
      #expect(answer.status == (status == 200 ? 303 : 403) && written == (status == 200 ? 1 : 0))
    }
  }

  @Test func aYearByFormAndUnit() async throws {
    try await withSite { site in
      for period in ["2021-11", "2021-12"] {
        let key = try SheetSite.key(period)
        try await SheetSite.fill(key, site)
        try await SheetSite.perform([.submit], on: key, site)
      }
      let browser = try await site.browser(of: .specialist)
      let page = try await browser.open("/nhac/nam?noi=A.62&nam=2021&bieu=02-NCC")
      let forms = page.rows(ofTable: "cac-bieu").map { $0.map(\.text) }
      #expect(forms.contains { $0[0].hasPrefix("02-NCC") && $0[2].hasPrefix("2 ") && $0[3].hasPrefix("0 ") })
      let district = try await browser.open("/nhac/nam?noi=A.612&nam=2021&bieu=02-NCC").rows(ofTable: "cac-don-vi")
      let name = try await site.database.read { try TerritoryStore.unit(WebFixture.commune, on: .testDay, $0)?.fullName }
      let row = try #require(district.map { $0.map(\.text) }.first { $0[0] == name })
      #expect(row == [row[0], "12", "2 (16,7%)", "0 (0,0%)", "16,7%"])
      // Of a year that has only begun nothing is due yet.
      #expect(try await browser.open("/nhac/nam?noi=A.612&nam=2022&bieu=02-NCC").rows(ofTable: "cac-don-vi").map(\.count) == [1])
    }
  }

  @Test(arguments: Engine.tested) func aYearIsLockedAfterItsCheckPage(engine: Engine) async throws {
    try await withSite(engine) { site in
      let key = try SheetSite.key()
      try await SheetSite.fill(key, site)
      try await SheetSite.perform([.submit, .approve, .approve], on: key, site)
      for person in [TestPerson.specialist, .district, .canThoDirector] {
        #expect(try await site.browser(of: person).open("/duyet/khoa?noi=A.62&nam=2021").status == 403)
      }
      let browser = try await site.browser(of: .director)
      #expect(try await browser.open("/duyet").main.text.contains("Khóa số liệu năm"))
      let check = try await browser.open("/duyet/khoa?noi=A.62&nam=2021")
      #expect(check.heading == "Khóa số liệu năm 2021")
      let acts = try await site.acts()
      let refused = try await browser.submit("/duyet/khoa")
      #expect(refused.status == 422 && refused.error(at: "so-bao-cao") != nil)
      #expect(try await site.acts() == acts)
      #expect(try await browser.submit("/duyet/khoa", [("so-bao-cao", "12/BC-SLĐTBXH")]).main.text.contains("Đã khóa"))
      let sheet = try await site.database.read { try SheetStore.sheet(SheetContext.read(key, $0), $0) }
      #expect(sheet.state == .locked && sheet.reason == "12/BC-SLĐTBXH")
    }
  }
}

/// Choosing between the figure of a unit and the sum of the units below, over HTTP.
@Suite struct AdoptionPageTests {
  /// A district's own figure beside those of two of its communes, and a year of the province beside its communes' months.
  private static let rows = """
    indicator,place,period,value
    CHILDOK,23401,2021,1
    CHILDOK,23427,2021,1
    CHILDOK,23341,2021,1
    CHILDOK,612,2021,5
    JOB,23401,2021-01,40
    JOB,23401,2021-02,60
    """

  private static func loaded(_ site: TestSite) async throws {
    try await WebFixture.importResults(Data(rows.utf8), into: site.database)
  }

  private static func board(_ browser: TestBrowser, _ name: String) async throws -> String? {
    let rows = try await browser.open("/kh/2021?noi=A.62").rows(ofTable: "bang-ke-hoach").map { $0.map(\.text) }
    return rows.first { $0[0].hasPrefix(name) }?[2]
  }

  @Test(arguments: Engine.tested) func theChoiceChangesTheSumAbove(engine: Engine) async throws {
    try await withSite(engine) { site in
      try await Self.loaded(site)
      let browser = try await site.browser(of: .head)
      let name = try await site.database.read { try IndicatorStore.indicator("CHILDOK", $0)?.nameVi ?? "" }
      #expect(try await Self.board(browser, name)?.hasPrefix("6") == true, "the district's own 5, and 1")
      let page = try await browser.open("/kh/2021/CHILDOK?noi=A.612")
      let faces = page.rows(ofTable: "hai-so").map { $0.map(\.text) }
      #expect(faces.first?[1...5] == ["5", "2", "+3", "Số báo cáo trực tiếp", "chưa ai chọn"])
      #expect(page.rows(ofTable: "cap-duoi").map { $0[1].text }.filter { $0 == "1" }.count == 2)
      #expect(page.main.text.contains("2/9 xã đã báo cáo; thiếu:"))
      let acts = try await site.acts()
      let refused = try await browser.submit("/kh/2021/CHILDOK/chon", [("chon", "sum")])
      #expect(refused.status == 422 && refused.error(at: "ly-do") != nil)
      #expect(try await site.acts() == acts)
      let chosen = try await browser.submit("/kh/2021/CHILDOK/chon", [("chon", "sum"), ("ly-do", "đối chiếu với xã")])
      let row = chosen.rows(ofTable: "hai-so").first?.map(\.text) ?? []
      #expect(row[4] == "Số cộng" && row[5].contains("Cán bộ head") && row[5].contains("đối chiếu với xã"))
      #expect(try await Self.board(browser, name)?.hasPrefix("3") == true)
      // Officers below see who chose, but do not choose.
      let district = try await site.browser(of: .district)
      #expect(try await district.open("/kh/2021/CHILDOK?noi=A.612").form(to: "/kh/2021/CHILDOK/chon") == nil)
      let form = [
        ("ma-bieu-mau", district.formToken), ("noi", "A.612"), ("chon", "direct"), ("ky", "2021"), ("ly-do", "vì thử"),
      ]
      #expect(try await district.send("POST", "/kh/2021/CHILDOK/chon", content: FormBody.encoded(form)).status == 403)
    }
  }

  @Test func theProvincesYearMayBeTheSumOfItsMonths() async throws {
    try await withSite { site in
      try await Self.loaded(site)
      let browser = try await site.browser(of: .director)
      let page = try await browser.open("/kh/2021/JOB?noi=A.62")
      #expect(page.rows(ofTable: "hai-so").first?.map(\.text)[1...4] == ["6.518", "100", "+6.418", "Số báo cáo trực tiếp"])
      let dakTo = page.rows(ofTable: "cap-duoi").map { $0.map(\.text) }.first { $0[0].contains("Đắk Tô") }
      #expect(dakTo == ["huyện Đắk Tô", "100", "2/2", "1/9 xã"], "a district that is in the sum, but not whole")
      #expect(page.main.text.contains("1/10 huyện đã báo cáo") && page.main.text.contains("2/12 tháng: thiếu Tháng 3/2021"))
      let chosen = try await browser.submit("/kh/2021/JOB/chon", [("chon", "sum"), ("ly-do", "số trực tiếp là ước tính")])
      #expect(chosen.status == 200 && chosen.rows(ofTable: "hai-so").first?[4].text == "Số cộng")
      #expect(try await Self.board(browser, "Giải quyết việc làm (")?.hasPrefix("100") == true)
      // A district's months are added up above, so its year offers no such choice; where nothing was added, there is no section.
      #expect(try await browser.open("/kh/2021/JOB?noi=A.612").form(to: "/kh/2021/JOB/chon") == nil)
      #expect(try await browser.open("/kh/2021/SI?noi=A.62").rows(ofTable: "hai-so").isEmpty)
    }
  }
}
