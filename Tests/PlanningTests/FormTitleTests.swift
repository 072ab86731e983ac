import Kernel
import Reporting
import Storage
import TestSupport
import Testing
import Wording

@testable import Planning
@testable import Spreadsheets

/// What the title above a form says against the hidden sheet, which alone decides where the lines go.
@Suite struct FormTitleTests {
  /// What is written into A2 and A3 (`nil` leaves what was downloaded), and the warnings.
  static let cases: [(unit: String?, period: String?, warnings: [String])] = [
    (nil, nil, []), ("", "", []),
    ("Đơn vị báo cáo: phường Tân Phú", "Kỳ: Tháng 01/2025", ["A2 workbook_title_unit", "A3 workbook_title_period"]),
    ("Đơn vị báo cáo: xã Kon Đào, huyện Đắk Tô, tỉnh Kon Tum", nil, ["A2 workbook_title_unit"]),
    ("Đơn vị báo cáo: xã Văn Lem, huyện Ngọc Hồi", nil, ["A2 workbook_title_unit"]),
    ("phường Tân Phú", "tháng 11/2021", ["A2 workbook_title_unit", "A3 workbook_title_period"]),
    // Written over, and still right.
    ("XÃ VĂN LEM", "Kỳ báo cáo tháng 12 năm 2021", []), ("Reporting unit: xa Van Lem, huyen Dak To", "Period: December 2021", []),
    (nil, "Kỳ: Tháng 1/2021", ["A3 workbook_title_period"]), (nil, "Kỳ: Năm 2021", ["A3 workbook_title_period"]),
    (nil, "Kỳ: 2021-12", []),
  ]

  @Test(arguments: Engine.tested)
  func aTitleOfAnotherUnitOrPeriodIsTold(engine: Engine) async throws {
    let wording = try PlanningFixture.wording
    try await withPlanning(engine) { database in
      for example in Self.cases {
        var workbook = try await OfficersWorkbook.downloaded("2021-12", database)
        workbook.type(52, "JOB")
        if let unit = example.unit { workbook.put(.text(unit), at: CellAddress(column: 0, row: 2)) }
        if let period = example.period { workbook.put(.text(period), at: CellAddress(column: 0, row: 3)) }
        let outcome = try await workbook.upload(commit: false, database)
        #expect(try outcome.printed(outcome.titleWarnings(wording)) == example.warnings, "\(example)")
        // A warning only: the lines go where the hidden sheet says.
        #expect(outcome.saved == ["JOB"] && outcome.faults == [])
        let sheet = outcome.sheetWords(wording[.vi])
        #expect(sheet == ["form": "01-LD", "unit": "xã Văn Lem, huyện Đắk Tô, tỉnh Kon Tum", "period": "Tháng 12/2021"])
      }
    }
  }
}
