import Kernel
import Planning
import Reporting
import Storage
import TestSupport
import Testing
import WebShared
import Wording

/// Typing a sheet through its pages: what is good is kept, what is not comes back as it was typed, and nothing is overwritten
/// unseen.
@Suite struct SheetEntryTests {
  typealias Fixture = SheetSite

  // MARK: Saving

  @Test(arguments: Engine.tested) func goodLinesAreStoredAsTyped(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Fixture.page)
      let page = try await browser.save([
        ("so-CONV", "1.052"), ("so-CONV_GROUP", "40"), ("tu-MERIT_LIVING", "5"), ("mau-MERIT_LIVING", "40"),
        ("trong-FUND", "nil"), ("ghi-chu-CONV", "đợt 4"),
      ])
      #expect(page.status == 200 && page.text.contains("Đã lưu 4 dòng lúc 12:00"), "\(page.errors)")
      let stored = try await Fixture.stored(try Fixture.key(), site)
      #expect(stored.lines == ["CONV=1052", "CONV_GROUP=40", "MERIT_LIVING=5/40", "FUND=nil"])
      // The rate is worked out, the parts are summed, and the form holds what was stored.
      #expect(page.main.text.contains("= 12,5%"))
      #expect(page.form(to: Fixture.page)?["so-CONV"] == "1052" && page.form(to: Fixture.page)?["ghi-chu-CONV"] == "đợt 4")
      // Saving it again as it is writes nothing.
      let acts = try await site.acts()
      #expect(try await browser.save([]).text.contains("Không có gì thay đổi"))
      #expect(try await site.acts() == acts)
    }
  }

  /// What is typed beside a good line, and the field that says what is wrong with it.
  @Test(arguments: [
    ([("so-CONV", "năm")], "so-CONV"), ([("so-CONV", "-5")], "so-CONV"), ([("so-CONV", "1,5")], "so-CONV"),
    ([("so-CONV", "10"), ("so-CONV_GROUP", "12")], "so-CONV_GROUP"), ([("tu-MERIT_LIVING", "5")], "mau-MERIT_LIVING"),
    ([("tu-MERIT_LIVING", "50"), ("mau-MERIT_LIVING", "40")], "tu-MERIT_LIVING"),
    ([("tu-MERIT_LIVING", "0"), ("mau-MERIT_LIVING", "0")], "mau-MERIT_LIVING"),
    ([("so-MERIT_LIVING", "101")], "so-MERIT_LIVING"), ([("so-TBLS", "2")], "so-TBLS"),
    ([("so-CONV", "5"), ("trong-CONV", "nil")], "trong-CONV"), ([("so-CONV", "10000000000000000000000000000000")], "so-CONV"),
    ([("so-CONV", "5"), ("ghi-chu-CONV", String(repeating: "a", count: 2001))], "ghi-chu-CONV"),
  ])
  func badLinesComeBackWithTheirError(typed: [(String, String)], field: String) async throws {
    for engine in Engine.tested {
      try await withSite(engine) { site in
        let browser = try await site.browser(of: .commune)
        try await browser.open(Fixture.page)
        let page = try await browser.save(typed + [("so-MERIT_N", "7")])
        #expect(page.status == 422 && page.error(at: field) != nil, "\(engine) \(field): \(page.errors)")
        #expect(page.errors.allSatisfy { $0.hasPrefix("Dòng ") })
        for (name, value) in typed { #expect(page.form(to: Fixture.page)?[name] == value, "\(name)") }
        let stored = try await Fixture.stored(try Fixture.key(), site)
        #expect(stored.lines.contains("MERIT_N=7") && !stored.lines.contains { $0.hasPrefix("MERIT_LIVING") })
      }
    }
  }

  @Test func aNumberTakesThePlaceOfTheReasonThatStoodThere() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Fixture.page)
      try await browser.save([("trong-CONV", "not_reported")])
      #expect(try await browser.save([("so-CONV", "9")]).status == 200)
      #expect(try await Fixture.stored(try Fixture.key(), site).lines == ["CONV=9"])
    }
  }

  @Test func theLastDaysOfTheYearBeforeAreToldApart() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      let january = "/nhap/02-NCC/A.23431/2022-01"
      #expect(try await browser.open(january).main.text.contains("15/12/2021 – 31/12/2021"))
      try await browser.save([("so-CONV", "20"), ("duoi-CONV", "4")], at: january)
      #expect(try await Fixture.stored(try Fixture.key("2022-01"), site).lines == ["CONV=20 tail 4"])
      #expect(try await browser.save([("duoi-CONV", "21")], at: january).error(at: "duoi-CONV") != nil)
      #expect(try await browser.open(Fixture.page).form(to: Fixture.page)?["duoi-CONV"] == nil)
    }
  }

  // MARK: Two people

  @Test(arguments: Engine.tested, [TypedChoice.mine, .theirs]) func bothNumbersAreShownAndThePersonChooses(
    engine: Engine, choice: TypedChoice
  ) async throws {
    try await withSite(engine) { site in
      let (first, second) = (try await site.browser(of: .commune), try await site.browser(of: .specialist))
      for browser in [first, second] { try await browser.open(Fixture.page) }
      #expect(try await first.save([("so-CONV", "52"), ("so-MERIT_N", "3")]).status == 200)
      let page = try await second.save([("so-CONV", "55"), ("so-FUND", "1.000")])
      #expect(page.status == 409 && page.errors.count == 1, "\(page.errors)")
      // Both numbers, whose and since when; what was typed stands; the good line is kept; an untouched line is no conflict.
      for part in ["52", "55", "Cán bộ commune", "12:00 ngày 13/01/2022"] { #expect(page.main.text.contains(part), "\(part)") }
      #expect(page.form(to: Fixture.page)?["so-CONV"] == "55" && page.form(to: Fixture.page)?["so-MERIT_N"] == "3")
      #expect(try await Fixture.stored(try Fixture.key(), site).lines == ["CONV=52", "MERIT_N=3", "FUND=1000"])
      // Without a choice nothing is overwritten.
      #expect(try await second.save([]).status == 409)
      #expect(try await Fixture.stored(try Fixture.key(), site).lines.contains("CONV=52"))
      let chosen = try await second.save([("chon-CONV", choice.rawValue)])
      #expect(chosen.status == 200, "\(chosen.errors)")
      #expect(try await Fixture.stored(try Fixture.key(), site).lines.contains(choice == .mine ? "CONV=55" : "CONV=52"))
    }
  }

  enum TypedChoice: String, Sendable { case mine = "toi", theirs = "ho" }

  @Test func aThirdNumberIsAskedAboutAgain() async throws {
    try await withSite { site in
      let (first, second) = (try await site.browser(of: .commune), try await site.browser(of: .specialist))
      for browser in [first, second] { try await browser.open(Fixture.page) }
      try await first.save([("so-CONV", "52")])
      #expect(try await second.save([("so-CONV", "55")]).status == 409)
      try await first.save([("so-CONV", "53")])
      let page = try await second.save([("chon-CONV", "toi")])
      #expect(page.status == 409 && page.main.text.contains("53"))
      #expect(try await second.save([("chon-CONV", "toi")]).status == 200)
      #expect(try await Fixture.stored(try Fixture.key(), site).lines == ["CONV=55"])
    }
  }

  @Test func theSheetWasSentMeanwhile() async throws {
    try await withSite { site in
      let key = try Fixture.key()
      try await Fixture.fill(key, site)
      let browser = try await site.browser(of: .commune)
      try await browser.open(Fixture.page)
      try await Fixture.perform([.submit], on: key, site)
      let page = try await browser.save([("so-CONV", "12"), ("ghi-chu-CONV", "giữ lại")])
      #expect(page.status == 409 && page.errors.count == 1)
      #expect(page.form(to: Fixture.page)?["so-CONV"] == "12" && page.form(to: Fixture.page)?["ghi-chu-CONV"] == "giữ lại")
      #expect(try await Fixture.stored(key, site).lines.contains("CONV=10"))
    }
  }

  // MARK: Last period, remarks, checking

  @Test func lastPeriodsNumberIsMarkedUntilItIsTouched() async throws {
    try await withSite { site in
      try await Fixture.fill(try Fixture.key("2021-11"), site)
      let browser = try await site.browser(of: .commune)
      try await browser.open(Fixture.page)
      let page = try await browser.save([("so-MERIT_N", "9")], button: ("lay", "CONV"))
      #expect(page.status == 200 && page.main.text.contains("lấy từ kỳ trước, chưa sửa"))
      #expect(try await Fixture.stored(try Fixture.key(), site).lines == ["CONV=10", "MERIT_N=9"])
      #expect(try await browser.save([("ghi-chu-CONV", "như kỳ trước")]).main.text.contains("lấy từ kỳ trước, chưa sửa"))
      #expect(try await browser.save([("so-CONV", "11")]).main.text.contains("lấy từ kỳ trước, chưa sửa") == false)
      try await browser.save([], button: ("lay", "MERIT_LIVING"))
      #expect(try await Fixture.stored(try Fixture.key(), site).lines.contains("MERIT_LIVING=10/20"))
    }
  }

  @Test func remarksAreKeptWhateverElseHappens() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Fixture.page)
      let page = try await browser.save([("loi-CONV", "chờ bệnh viện <b>"), ("so-MERIT_N", "không")])
      #expect(page.status == 422 && page.text.contains("chờ bệnh viện &lt;b&gt;"))
      let long = String(repeating: "a", count: 2001)
      let refused = try await browser.save([("loi-CONV", long), ("so-MERIT_N", "4")])
      #expect(refused.status == 422 && refused.error(at: "loi-CONV") != nil)
      #expect(refused.form(to: Fixture.page)?["loi-CONV"] == long)
      #expect(try await Fixture.stored(try Fixture.key(), site).lines == ["MERIT_N=4"])
      // Who may only look may still remark.
      let head = try await site.browser(of: .head)
      try await head.open(Fixture.page)
      let said = try await head.submit(Fixture.page + "/y-kien", [("loi-FUND", "ghi rõ nguồn")])
      #expect(said.status == 200 && said.text.contains("ghi rõ nguồn") && said.text.contains("Cán bộ head"))
    }
  }

  @Test func checkingSaysWhatBlocksSending() async throws {
    try await withSite { site in
      try await Fixture.fill(try Fixture.key("2021-11"), site)
      let browser = try await site.browser(of: .commune)
      try await browser.open(Fixture.page)
      // A jump is stored and asks why; empty lines are named.
      let page = try await browser.save([("so-CONV", "500")], button: ("viec", "tiep"))
      #expect(page.address.hasSuffix("kiem-tra=1") && page.errors.count == 7, "\(page.errors)")
      for field in ["vi-sao-CONV", "so-FUND", "tu-MERIT_LIVING"] { #expect(page.error(at: field) != nil, "\(field)") }
      try await browser.save([("vi-sao-CONV", "đợt cuối năm")], button: ("viec", "kiem-tra"))
      #expect(browser.page.errors.count == 6)
      let empty = ["MERIT_N", "MERIT_HOUSE", "CONV_GROUP", "FUND", "TBLS"].map { ("trong-\($0)", "nil") }
      let rate = [("tu-MERIT_LIVING", "10"), ("mau-MERIT_LIVING", "20")]
      let over = try await browser.save(empty + rate, button: ("viec", "tiep"))
      #expect(over.address.hasPrefix(Fixture.page + "/gui"), "\(over.address) \(over.errors)")
    }
  }

  // MARK: States

  /// A state, whether the sheet has inputs, and what the page says.
  @Test(arguments: [
    ([], true, "Nháp"), ([SheetAct.submit], false, "đang chờ huyện Đắk Tô duyệt"),
    ([.submit, .sendBack], true, "kiểm tra dòng 4"), ([.submit, .approve], false, "đang chờ Sở"),
    ([.submit, .approve, .approve], false, "bỏ duyệt"), ([.submit, .approve, .approve, .lock], false, "mở đính chính"),
    ([.submit, .approve, .approve, .lock, .correct], true, "đính chính"),
  ])
  func theStateDecidesWhetherOneTypes(acts: [SheetAct], hasInputs: Bool, says: String) async throws {
    try await withSite { site in
      let key = try Fixture.key()
      try await Fixture.fill(key, site)
      try await Fixture.perform(acts, on: key, site)
      let page = try await (try await site.browser(of: .commune)).open(Fixture.page)
      #expect((page.form(to: Fixture.page)?["so-CONV"] != nil) == hasInputs)
      #expect(page.main.text.contains(says), "\(says)")
    }
  }

  @Test func aFixedSheetOpensForACorrectionWithItsReason() async throws {
    try await withSite { site in
      let key = try Fixture.key()
      try await Fixture.fill(key, site)
      try await Fixture.perform([.submit, .approve, .approve, .lock], on: key, site)
      let browser = try await site.browser(of: .commune)
      try await browser.open(Fixture.page)
      let refused = try await browser.submit(Fixture.page + "/dinh-chinh")
      #expect(refused.status == 422 && refused.error(at: "ly-do") != nil)
      #expect(try await browser.submit(Fixture.page + "/dinh-chinh", [("ly-do", "đếm lại")]).status == 200)
      #expect(try await browser.save([("so-CONV", "11")], button: ("viec", "tiep")).main.text.contains("đếm lại"))
      try await browser.submit(Fixture.page + "/gui")
      #expect(try await Fixture.stored(key, site).state == .submitted)
    }
  }

  // MARK: Sending

  @Test(arguments: Engine.tested) func aSheetIsLookedOverAndSent(engine: Engine) async throws {
    try await withSite(engine) { site in
      let key = try Fixture.key()
      let browser = try await site.browser(of: .commune)
      let open = try await browser.open(Fixture.page + "/gui")
      #expect(open.form(to: Fixture.page + "/gui") == nil && open.main.text.contains("Còn 7 dòng"))
      try await Fixture.fill(key, site)
      let page = try await browser.open(Fixture.page + "/gui")
      for part in ["huyện Đắk Tô", "Quá hạn", "15/11/2021", "14/12/2021"] { #expect(page.main.text.contains(part), "\(part)") }
      #expect(page.tree.all("button").contains { $0.text == "Gửi lên huyện Đắk Tô" })
      // A figure changed since it was looked over is not sent unseen.
      try await Fixture.type([CellEntry(indicator: "CONV", seen: 1, value: Quantity(12))], into: key, site)
      #expect(try await browser.submit(Fixture.page + "/gui").status == 409)
      let sent = try await browser.submit(Fixture.page + "/gui")
      #expect(sent.status == 200 && sent.text.contains("Đã gửi biểu"))
      #expect(try await Fixture.stored(key, site).state == .submitted)
      let district = try await site.browser(of: .district)
      #expect(try await district.open("/lam-viec").main.text.contains("Chờ duyệt: 1 biểu"))
    }
  }

  @Test func aSheetThatCannotBeSentSaysWhy() async throws {
    try await withSite { site in
      let key = try Fixture.key()
      try await Fixture.fill(key, site)
      let browser = try await site.browser(of: .commune)
      try await browser.open(Fixture.page + "/gui")
      try await Fixture.perform([.submit], on: key, site)
      let page = try await browser.submit(Fixture.page + "/gui")
      #expect(page.status == 409 || page.status == 422)
      #expect(!page.errors.isEmpty && page.form(to: Fixture.page + "/gui") == nil)
    }
  }

  // MARK: Ended sessions and rights

  @Test func whatWasTypedSurvivesTheEndOfTheSession() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Fixture.page)
      try await site.endSessions(of: .commune)
      let ended = try await browser.save([("so-CONV", "52"), ("ghi-chu-CONV", "đợt 4")])
      #expect(ended.status == 401)
      let page = try await browser.submit(
        "/dang-nhap", [("ten", TestPerson.commune.username), ("mat-khau", TestPerson.commune.password)])
      // What was typed stands in its fields, on its page, and is not written yet.
      #expect(page.status == 200 && page.form(to: Fixture.page)?["so-CONV"] == "52")
      #expect(page.form(to: Fixture.page)?["ghi-chu-CONV"] == "đợt 4")
      #expect(page.tree.all("div").contains { $0.attributes["data-unsaved"] != nil })
      #expect(try await Fixture.stored(try Fixture.key(), site).lines.isEmpty)
      #expect(try await browser.save([]).text.contains("Đã lưu 1 dòng"))
      #expect(try await Fixture.stored(try Fixture.key(), site).lines == ["CONV=52"])
    }
  }

  /// Who asks for which sheet, and the status he gets; whether he may type.
  @Test(arguments: [
    (TestPerson.commune, "02-NCC/A.23431/2021-12", 200, true), (.commune, "02-NCC/A.23434/2021-12", 404, false),
    (.commune, "06-TDTH-9T/A.62/2021-9M", 404, false), (.commune, "KHONG/A.23431/2021-12", 404, false),
    (.commune, "02-NCC/A.khong/2021-12", 404, false), (.commune, "02-NCC/A.23431/thang-12", 404, false),
    (.commune, "02-NCC/A.23431/2021-Q4", 422, false), (.commune, "04-BH-Q/A.23431/2021-Q4", 422, false),
    (.commune, "02-NCC/A.23431/2022-03", 200, false), (.district, "04-BH-Q/A.612/2021-Q4", 200, true),
    (.district, "02-NCC/A.23431/2021-12", 200, true), (.specialist, "06-TDTH-9T/A.62/2021-9M", 200, true),
    (.head, "02-NCC/A.23431/2021-12", 200, false), (.canThoSpecialist, "02-NCC/A.23431/2021-12", 404, false),
    (.administrator, "02-NCC/A.23431/2021-12", 403, false),
  ])
  func whoMayOpenWhich(person: TestPerson, sheet: String, status: Int, mayType: Bool) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: person)
      let page = try await browser.open("/nhap/\(sheet)")
      #expect(page.status == status, "\(person) \(sheet): \(page.main.text.prefix(200))")
      #expect((page.form(to: "/nhap/\(sheet)") != nil) == mayType)
      guard !mayType else { return }
      // A forged form is refused as the page is.
      try await browser.open("/lam-viec")
      let acts = try await site.acts()
      let fields = [("ma-bieu-mau", browser.formToken), ("phien-ban-CONV", "0"), ("so-CONV", "5"), ("viec", "luu")]
      let answer = try await browser.send("POST", "/nhap/\(sheet)", content: FormBody.encoded(fields))
      #expect(answer.status >= 400, "\(person) \(sheet) \(answer.status)")
      #expect(try await site.acts() == acts)
    }
  }

  // MARK: The list and the desk

  @Test func theListLeadsToTheGrid() async throws {
    try await withSite { site in
      try await Fixture.fill(try Fixture.key(), site)
      let browser = try await site.browser(of: .commune)
      let list = try await browser.open("/nhap?ky=2021-12")
      let rows = list.rows(ofTable: "bieu-bao-cao").map { $0.map(\.text) }
      let row = try #require(rows.first { $0[0].hasPrefix("02-NCC") })
      #expect(row[1] == "Tháng 12/2021" && row[2] == "Nháp" && row[3] == "7/7", "\(row)")
      // The month's three forms, two half-years and the year.
      #expect(rows.count == 6)
      #expect(try await browser.open("/nhap").main.text.contains("Tháng 01/2022"))
      for (form, leadsTo) in [("02-NCC", "2021-12"), ("05-TGXH-6T", "2021-H2"), ("07-HN-N", "2021")] {
        let address = try await browser.open("/nhap?bieu=\(form)&noi=A.23431&ky=2021-12").address
        #expect(address == "/nhap/\(form)/A.23431/\(leadsTo)")
      }
      let (foreign, unknown) = (try await browser.open("/nhap?noi=A.62"), try await browser.open("/nhap?noi=A.khong"))
      #expect(foreign.status == 404 && unknown.status == 404 && foreign.main.text == unknown.main.text)
    }
  }

  @Test func theDeskSaysWhatIsToBeDone() async throws {
    try await withSite { site in
      let key = try Fixture.key()
      try await Fixture.fill(key, site)
      let browser = try await site.browser(of: .commune)
      let before = try await browser.open("/lam-viec")
      let lines = before.rows(ofTable: "phai-gui-A.23431").map { $0.map(\.text) }
      #expect(lines.contains { $0[0].hasPrefix("02-NCC") && $0[1] == "Tháng 12/2021" }, "\(lines)")
      try await Fixture.perform([.submit, .sendBack], on: key, site)
      let after = try await browser.open("/lam-viec")
      #expect(after.main.text.contains("Bị trả lại") && after.main.text.contains("«kiểm tra dòng 4»"))
      #expect(after.main.text.contains("biểu bị trả lại"))
    }
  }
}
