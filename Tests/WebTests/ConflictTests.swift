import Kernel
import Storage
import TestSupport
import Testing
import WebShared
import Wording

/// Two people at one figure, and a figure on its way from draft to the public: nothing is lost, nothing slips through.
@Suite struct ConflictTests {
  private static let targetPage = "/kh/2021/JOB/ke-hoach"
  private static let resultPage = "/kh/2021/JOB/ket-qua"

  @Test(arguments: Engine.tested) func twoPeopleAdjustOneTarget(engine: Engine) async throws {
    try await withSite(engine) { site in
      let (first, second) = (try await site.browser(of: .specialist), try await site.browser(of: .colleague))
      for browser in [first, second] { try await browser.open(ConflictTests.targetPage + "?noi=A.62") }
      let saved = try await first.submit(ConflictTests.targetPage, [("muc", "6.000"), ("quyet-dinh", "12/QĐ-SLĐTBXH")])
      #expect(saved.status == 200)
      let acts = try await site.acts()
      let typed = [("muc", "5.900"), ("quyet-dinh", "13/QĐ-SLĐTBXH"), ("ghi-chu", "bản của tôi")]
      let conflict = try await second.submit(ConflictTests.targetPage, typed)
      #expect(conflict.status == 409 && conflict.errors.count == 1)
      let message = conflict.errors.first ?? ""
      let numbers = PrintedNumbers.plain(message, in: .vi)
      #expect(numbers.contains("6000") && numbers.contains("5900") && message.contains("12/QĐ-SLĐTBXH"), "\(message)")
      for (name, value) in typed { #expect(conflict.form(to: ConflictTests.targetPage)?[name] == value) }
      #expect(try await site.acts() == acts)
      // Sent again, it is kept over the other, and all three versions can be read.
      let kept = try await second.submit(ConflictTests.targetPage)
      #expect(kept.rows(ofTable: "lich-su-ke-hoach").map { $0[1].text } == ["5.900", "6.000", "5.700"])
      #expect(kept.rows(ofTable: "lich-su-ke-hoach").map { $0[2].text } == ["13/QĐ-SLĐTBXH", "12/QĐ-SLĐTBXH", "—"])
    }
  }

  @Test(arguments: Engine.tested) func twoPeopleCorrectOneResult(engine: Engine) async throws {
    try await withSite(engine) { site in
      let (first, second) = (try await site.browser(of: .specialist), try await site.browser(of: .colleague))
      for browser in [first, second] { try await browser.open(ConflictTests.resultPage + "?noi=A.62") }
      let saved = try await first.submit(ConflictTests.resultPage, [("gia-tri", "6.600"), ("ly-do", "bổ sung")])
      #expect(saved.status == 200)
      let acts = try await site.acts()
      let typed = [("gia-tri", "6.700"), ("ly-do", "đếm lại"), ("ghi-chu", "bản của tôi")]
      let conflict = try await second.submit(ConflictTests.resultPage, typed)
      let message = conflict.errors.first ?? ""
      let numbers = PrintedNumbers.plain(message, in: .vi)
      #expect(conflict.status == 409 && numbers.contains("6600") && numbers.contains("6700"), "\(message)")
      for (name, value) in typed { #expect(conflict.form(to: ConflictTests.resultPage)?[name] == value, "\(name)") }
      #expect(try await site.acts() == acts)
      let kept = try await second.submit(ConflictTests.resultPage)
      #expect(kept.rows(ofTable: "lich-su-ket-qua").map { $0[1].text } == ["6.700", "6.600", "6.518"])
    }
  }

  @Test(arguments: Engine.tested) func twoPeopleAssignOneTarget(engine: Engine) async throws {
    try await withSite(engine) { site in
      let page = "/kh/2021/JOB/giao"
      let (first, second) = (try await site.browser(of: .specialist), try await site.browser(of: .colleague))
      for browser in [first, second] { try await browser.open(page + "?noi=A.62") }
      #expect(try await first.submit(page, [("muc-A.612", "500"), ("muc-A.611", "300")]).status == 200)
      let acts = try await site.acts()
      let conflict = try await second.submit(page, [("muc-A.612", "450"), ("giai-trinh", "dự phòng")])
      let message = conflict.errors.first ?? ""
      #expect(conflict.status == 409 && message.contains("500") && message.contains("450"), "\(message)")
      #expect(conflict.form(to: page)?["muc-A.612"] == "450" && conflict.form(to: page)?["giai-trinh"] == "dự phòng")
      #expect(try await site.acts() == acts)
      try await second.submit(page)
      let district = try await site.browser(of: .district)
      #expect(try await district.open("/kh/2021/JOB?noi=A.612").main.text.contains("450"))
    }
  }

  @Test func twoPeopleEditOneIndicator() async throws {
    try await withSite { site in
      let (first, second) = (try await site.browser(of: .specialist), try await site.browser(of: .administrator))
      try await first.open("/chi-tieu/moi")
      try await first.submit(
        "/chi-tieu/moi",
        [("code", "HO"), ("name_vi", "Số hộ"), ("unit", "hộ"), ("kind", "count"), ("direction", "up")])
      let page = "/chi-tieu/A62.HO"
      for browser in [first, second] { try await browser.open(page) }
      #expect(try await first.submit(page, [("name_vi", "Số hộ được vay")]).status == 200)
      let conflict = try await second.submit(page, [("name_vi", "Hộ vay vốn")])
      #expect(conflict.status == 409 && conflict.errors.first?.contains("Số hộ được vay") == true)
      #expect(conflict.form(to: page)?["name_vi"] == "Hộ vay vốn")
      #expect(try await second.submit(page).main.text.contains("Hộ vay vốn"))
    }
  }

  /// What an adjustment of an assigned target lacks or contradicts, the field that says so.
  @Test(arguments: [
    ([("muc", "6.000"), ("quyet-dinh", "")], "quyet-dinh"), ([("muc", "nhiều"), ("quyet-dinh", "12/QĐ")], "muc"),
    ([("muc", "-5"), ("quyet-dinh", "12/QĐ")], "muc"), ([("muc", ""), ("quyet-dinh", "12/QĐ")], "muc"),
  ])
  func anAdjustmentIsRefusedAtItsField(typed: [(String, String)], field: String) async throws {
    for engine in Engine.tested {
      try await withSite(engine) { site in
        let browser = try await site.browser(of: .specialist)
        try await browser.open(ConflictTests.targetPage + "?noi=A.62")
        let acts = try await site.acts()
        let page = try await browser.submit(ConflictTests.targetPage, typed + [("ghi-chu", "giữ lại"), ("ly-do", "vì dịch")])
        #expect(page.status == 422 && page.error(at: field) != nil && page.errors.count == 1, "\(page.errors)")
        let form = page.form(to: ConflictTests.targetPage)
        for (name, value) in typed + [("ghi-chu", "giữ lại"), ("ly-do", "vì dịch")] { #expect(form?[name] == value) }
        #expect(try await site.acts() == acts)
      }
    }
  }

  /// One person with every role drafts, and yet moves nothing that everybody sees, whatever he sends.
  @Test(arguments: Engine.tested) func whoeverSetATargetMovesThePlanNoFurther(engine: Engine) async throws {
    try await withSite(engine) { site in
      let (board, page) = ("/kh/2021?noi=A.62", "/kh/2021/trang-thai")
      let both = try await site.browser(of: .everything)
      try await both.open(ConflictTests.targetPage + "?noi=A.62")
      let typed = [("muc", "6.000"), ("quyet-dinh", "12/QĐ-SLĐTBXH")]
      #expect(try await both.submit(ConflictTests.targetPage, typed).status == 200)
      try await both.open(board)
      let acts = try await site.acts()
      for act in ["adjusted", "closed"] {
        let form = [
          ("ma-bieu-mau", both.formToken), ("phien-ban", "2"), ("trang-thai", act), ("quyet-dinh", "13/QĐ-SLĐTBXH"),
        ]
        let refused = try await both.send("POST", page + "?noi=A.62", content: FormBody.encoded(form))
        #expect(refused.status == 422 && refused.main.text.contains(site.words().text("error.planning.own_plan")), "\(act)")
      }
      #expect(try await site.acts() == acts)
      let director = try await site.browser(of: .director)
      try await director.open(board)
      #expect(try await director.submit(page, button: ("trang-thai", "closed")).status == 200)
      #expect(try await site.acts() != acts)
    }
  }

  @Test(arguments: Engine.tested) func theApprovedVersionStaysPublicUntilASecondPersonApproves(engine: Engine) async throws {
    try await withSite(engine) { site in
      func published() async throws -> String? {
        PrintedFile.rows(try await site.ask("GET", "/so-lieu/JOB.csv").text).first { $0["place"] == "A.62" }?["result"]
      }
      let author = try await site.browser(of: .everything)
      try await author.open(ConflictTests.resultPage + "?noi=A.62")
      let unreasoned = try await author.submit(ConflictTests.resultPage, [("gia-tri", "6.600")])
      #expect(unreasoned.status == 422 && unreasoned.error(at: "ly-do") != nil)
      try await author.submit(ConflictTests.resultPage, [("gia-tri", "6.600"), ("ly-do", "bổ sung báo cáo huyện")])
      #expect(try await published() == "6518")
      let own = try await author.submit("/kh/2021/JOB/duyet")
      #expect(own.status == 422 && own.isPlainErrorPage)
      #expect(own.main.text.contains(site.words().text("error.planning.own_figure")))
      #expect(try await published() == "6518")

      let director = try await site.browser(of: .director)
      #expect(try await director.open("/lam-viec").main.text.contains("JOB 2021"), "the draft waits on the desk")
      try await director.open("/kh/2021/JOB?noi=A.62")
      // Changed once more meanwhile: what the director saw is not what he would approve.
      try await author.open(ConflictTests.resultPage + "?noi=A.62")
      try await author.submit(ConflictTests.resultPage, [("gia-tri", "6.610"), ("ly-do", "bổ sung lần hai")])
      #expect(try await director.submit("/kh/2021/JOB/duyet").status == 409)
      try await director.open("/kh/2021/JOB?noi=A.62")
      #expect(try await director.submit("/kh/2021/JOB/duyet").status == 200)
      #expect(try await published() == "6610")
      #expect(try await director.open("/kh/2021/JOB?noi=A.62").form(to: "/kh/2021/JOB/duyet") == nil)
    }
  }

  @Test(arguments: Engine.tested) func aFileIsWrittenAfterItsPreview(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = try await site.browser(of: .specialist)
      let file = "\u{FEFF}indicator;place;period;value;note\r\nVOC;62;2021;1.234;\"a, <b>\"\r\nKHONGCO;62;2021;1;\r\n"
      let acts = try await site.acts()
      try await browser.open("/nhap-tep")
      let preview = try await browser.submit(
        "/nhap-tep", [("loai", "ket-qua")], button: ("viec", "xem"), file: ("tep", "kq.csv", file))
      #expect(preview.status == 422 && preview.rows(ofTable: "loi").map { $0[0].text } == ["3"])
      #expect(try await site.acts() == acts)
      let written = try await browser.submit("/nhap-tep", button: ("viec", "ghi-dong-tot"))
      #expect(written.text.contains("Đã ghi: thêm 1") && written.rows(ofTable: "loi").count == 1)
      try await browser.open("/nhap-tep")
      let good = "indicator,place,period,value,note\nVOC,62,2021,1234,\"a, <b>\"\n"
      let again = try await browser.submit(
        "/nhap-tep", [("loai", "ket-qua")], button: ("viec", "ghi"), file: ("tep", "kq.csv", good))
      #expect(again.status == 200 && again.text.contains("Không có gì thay đổi"))
      let none = try await browser.submit("/nhap-tep", [("loai", "ket-qua")], button: ("viec", "xem"))
      #expect(none.status == 422 && none.error(at: "tep") != nil)
      let binary = try await browser.submit(
        "/nhap-tep", [("loai", "ket-qua")], button: ("viec", "xem"), file: ("tep", "x", "\u{0}\u{1}a,b\u{0}\n\u{7}"))
      #expect(binary.status == 422)
    }
  }
}
