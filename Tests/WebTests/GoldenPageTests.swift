import Foundation
import Kernel
import TestSupport
import Testing
import WebShared

/// The main content of the pages people meet most, as files a reviewer can open: `Golden/*.html`.
@Suite struct GoldenPageTests {
  @Test(arguments: [
    ("/kh/2021?noi=A.62", TestPerson.specialist, "board.vi"), ("/en/kh/2018?noi=A.92", .canThoSpecialist, "board.en"),
    ("/kh/2021/TRAINED?noi=A.62", .head, "indicator.vi"), ("/en/kh/2018/POV?noi=A.92", .canThoDirector, "indicator.en"),
    ("/kh/2021/JOB/ket-qua?noi=A.62", .specialist, "result-form.vi"), ("/lam-viec", .director, "desk.vi"),
  ])
  func pageOfTheWorkingSide(address: String, person: TestPerson, name: String) async throws {
    try await withSite { site in
      let page = try await site.browser(of: person).open(address)
      #expect(page.status == 200)
      try expectGolden(page.goldenMain, named: "\(name).html")
    }
  }

  @Test(arguments: [
    ("/", "home.vi"), ("/so-lieu", "figures.vi"), ("/so-lieu/POV", "figure.vi"), ("/en/so-lieu/POV", "figure.en"),
    ("/dang-nhap", "sign-in.vi"), ("/khong-co", "not-found.vi"),
  ])
  func pageOfThePortal(address: String, name: String) async throws {
    try await withSite { site in
      let page = try await site.visitor().open(address)
      try expectGolden(page.goldenMain, named: "\(name).html")
    }
  }

  @Test func targetFormWithErrors() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .canThoSpecialist)
      try await browser.open("/kh/2018/POV/ke-hoach?noi=A.92")
      let page = try await browser.submit(
        "/kh/2018/POV/ke-hoach", [("muc", "1.550"), ("thay-doi", "một"), ("quyet-dinh", ""), ("ghi-chu", "ghi chú")])
      #expect(page.status == 422)
      try expectGolden(page.goldenMain, named: "target-form-errors.vi.html")
    }
  }

  @Test func importPreviewWithErrors() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      try await browser.open("/nhap-tep")
      let file = """
        indicator,place,period,value,numerator,denominator,origin
        VOC,62,2021,1.234,,,stated
        KHONGCO,62,2021,5,,,stated
        SI,62,2021,1.550,,,stated
        JOB,92,2021,5,,,stated
        VOC,62,2021,99,,,stated
        TRAINED,62,2021,,7,5,register
        JOB,62,2022-13,5,,,stated
        """
      let page = try await browser.submit(
        "/nhap-tep", [("loai", "ket-qua")], button: ("viec", "xem"), file: ("tep", "ket-qua-2021.csv", file + "\n"))
      #expect(page.status == 422)
      try expectGolden(page.goldenMain, named: "import-preview-errors.vi.html")
    }
  }
}

extension TestPage {
  /// The main content, an element to a line, without what changes from run to run.
  var goldenMain: String {
    guard let start = text.range(of: "<main"), let end = text.range(of: "</main>") else { return text }
    return String(text[start.lowerBound..<end.upperBound]).replacing("><", with: ">\n<")
      .replacing(/name="ma-bieu-mau" value="[0-9a-f]*"/, with: "name=\"ma-bieu-mau\" value=\"…\"")
      .replacing(/\?v=[0-9a-f]+/, with: "?v=…") + "\n"
  }
}
