import Kernel
import Planning
import Storage
import TestSupport
import Testing
import WebShared
import Wording

/// One word, one answer and one sentence: in the grid and in a form of one figure. A word that is none of a
/// list is refused, never dropped.
@Suite struct ChoicePageTests {
  private static let grid = "/nhap/01-LD/A.23431/2021-12"
  private static let form = "/kh/2021/VOC/ket-qua"

  @Test func everyDoorOfThePages() async throws {
    try await withSite { site in
      let commune = try await site.browser(of: .commune)
      let specialist = try await site.browser(of: .specialist)
      for row in ChoiceTable.rows where row.text == VietnameseText.cleaned(row.text) {
        let isRefused = row.answer.contains(".")
        try await commune.open(Self.grid)
        let saved = try await commune.save([("trong-JOB", row.text)], at: Self.grid)
        try await specialist.open(Self.form + "?noi=A.62")
        let entered = try await specialist.submit(Self.form, [("chua-co", row.text)])
        let (inGrid, inForm) = (saved.error(at: "trong-JOB") ?? "", entered.error(at: "chua-co") ?? "")
        #expect(inGrid.contains("«\(row.text)»") == isRefused, "\(row.text): \(saved.errors)")
        #expect(inForm.contains("«\(row.text)»") == isRefused, "\(row.text): \(entered.errors)")
        #expect(!isRefused || saved.status == 422 && entered.status == 422, "\(row.text)")
      }
    }
  }
}
