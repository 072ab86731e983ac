import Directory
import Figures
import Kernel
import PlanningDemo
import Storage
import Territory
import TestSupport
import Testing
import Wording

@testable import Planning
@testable import Reporting
@testable import Spreadsheets

/// A form taken away as a workbook and brought back.
@Suite struct FormWorkbookTests {
  typealias Officer = OfficersWorkbook

  private func context(_ key: SheetKey, _ database: Database) async throws -> SheetContext {
    try await database.read { try SheetContext.read(key, $0) }
  }

  /// What stands on the sheet, as `JOB 10` or `UNEMP 10/20`.
  private func stored(_ key: SheetKey, _ database: Database) async throws -> [String] {
    try await SheetFixture.view(key, database).rows.compactMap { row in
      row.figure.map { "\(row.indicator.code) \(ResultStore.described($0))" }
    }
  }

  // MARK: The download

  @Test func theSheetSaysWhatItIsAndOpensOnlyWhatIsToBeFilledIn() async throws {
    try await withPlanning(.sqlite) { database in
      let workbook = try await Officer.downloaded("2021-01", database)
      let sheet = workbook.document.sheets[0]
      let texts = sheet.cells.compactMap { cell -> String? in if case .text(let text) = cell.value { text } else { nil } }
      #expect(texts.prefix(5).map { String($0.prefix(9)) } == ["Biểu 01-L", "Đơn vị bá", "Kỳ: Tháng", "Hạn gửi: ", "Chỉ nhập "])
      #expect(texts[2] == "Kỳ: Tháng 01/2021. Số liệu từ 15/12/2020 đến 14/01/2021.")
      #expect(sheet.name == "Biểu" && sheet.isProtected && sheet.frozenRows == 6 && sheet.merged.isEmpty)
      #expect(workbook.document.sheets[1].isHidden && workbook.document.sheets[1].name == "_ansinh")
      let open: (FormColumn, String) -> Bool = { workbook.cell(workbook.address($0, $1))?.style.isUnlocked ?? false }
      #expect(open(.value, "JOB") && open(.yearTail, "JOB") && !open(.numerator, "JOB") && !open(.code, "JOB"))
      #expect(open(.value, "UNEMP") && !open(.yearTail, "UNEMP") && open(.numerator, "UNEMP") && !open(.last, "UNEMP"))
      #expect(
        workbook.cell(workbook.address(.indicator, "JOB_LOAN"))?.value
          == .text("   Giải quyết việc làm qua vốn vay tín dụng chính sách (người)"))
      let validation = try #require(workbook.cell(workbook.address(.value, "JOB"))?.validation)
      #expect(validation.rule == .wholeNumber && validation.input?.text == "Nhập số người trong kỳ, số nguyên ≥ 0.")
      #expect(
        workbook.cell(workbook.address(.missing, "JOB"))?.validation?.rule
          == .list(["Chưa báo cáo", "Không phát sinh", "Không áp dụng"]))
      #expect(workbook.identity.titles[.yearTail] == "Trong đó 15–31/12")
      let again = try await Officer.downloaded("2021-01", database)
      #expect(try again.bytes == workbook.bytes)
      let later = try await Officer.downloaded("2021-02", database)
      #expect(later.identity.titles[.yearTail] == nil && later.columns[.missing] == 5)
    }
  }

  @Test func theSheetShowsWhatIsKnown() async throws {
    try await withPlanning(.sqlite) { database in
      let person = try SheetFixture.person(.communeOfficer, at: Officer.commune)
      for (period, value) in [("2020-02", 7), ("2021-01", 11), ("2021-02", 13)] {
        let key = SheetKey(form: "01-LD", place: Officer.commune, period: try SheetFixture.period(period))
        let entry = CellEntry(indicator: "JOB", seen: 0, value: Quantity(value))
        try await SheetFixture.type([entry], into: key, by: person, database)
      }
      let workbook = try await Officer.downloaded("2021-02", database)
      let numbers: [FormColumn: Int] = [.value: 13, .last: 11, .sameLastYear: 7, .cumulative: 24]
      for (column, number) in numbers {
        #expect(workbook.cell(workbook.address(column, "JOB"))?.value == .number(Quantity(number)), "\(column)")
      }
      #expect(workbook.identity.lines.first == FormIdentity.Line(code: "JOB", seen: 1))
    }
  }

  // MARK: There and back

  @Test(arguments: Engine.tested) func roundTrip(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      var workbook = try await Officer.downloaded("2021-01", database)
      workbook.fill(10, try await context(workbook.key, database))
      workbook.type(.number(Quantity(4)), .yearTail, "JOB")
      workbook.type(.empty, .value, "ACC")
      workbook.type(.text("không phát sinh"), .missing, "ACC")
      workbook.type(.text(" số ước "), .note, "VOC")
      let dry = try await workbook.upload(commit: false, database)
      #expect(try dry.printedFaults == [] && dry.saved.count == 12 && !dry.wasWritten)
      #expect(try await stored(workbook.key, database) == [])
      let done = try await workbook.upload(database)
      #expect(done.saved.count == 12 && done.wasWritten)
      let figures = try await stored(workbook.key, database)
      #expect(figures.contains("JOB 10") && figures.contains("UNEMP 10/20") && figures.contains("ACC nil"))
      let rows = try await SheetFixture.view(workbook.key, database).rows
      #expect(rows.first { $0.indicator.code == "JOB" }?.figure?.yearTail == Quantity(4))
      #expect(rows.first { $0.indicator.code == "VOC" }?.figure?.note == "số ước")
      // The same file again, and the form as it is downloaded now, change nothing.
      let acts = try await database.read { try AuditChain.length($0) }
      let again = try await workbook.upload(database)
      #expect(again.saved == [] && again.unchanged.count == 12 && again.faults == [] && !again.wasWritten)
      let fresh = try await Officer.downloaded("2021-01", database).upload(database)
      #expect(fresh.saved == [] && fresh.unchanged.count == 12 && fresh.faults == [])
      #expect(try await database.read { try AuditChain.length($0) } == acts)
    }
  }

  @Test(arguments: Engine.tested) func emptyingAFigureIsSaidAndCounted(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      var workbook = try await Officer.downloaded("2020-12", database)
      workbook.type(5, "JOB")
      workbook.type(7, "VOC")
      #expect(try await workbook.upload(database).emptied == [])
      workbook = try await Officer.downloaded("2020-12", database)
      workbook.type(.empty, .value, "JOB")
      workbook.type(8, "VOC")
      let words = try PlanningFixture.wording[.vi]
      let dry = try await workbook.upload(commit: false, database)
      #expect(dry.emptied == [workbook.address(.value, "JOB")])
      #expect(dry.emptiedText(words)?.hasPrefix("1 số liệu đang lưu sẽ bị xóa trắng: ô C7.") == true)
      let done = try await workbook.upload(database)
      #expect(done.wasWritten && done.emptiedText(words)?.hasPrefix("1 số liệu bị xóa trắng: ô C7.") == true)
      #expect(try await stored(workbook.key, database).contains("VOC 8"))
      // What is empty already is not emptied again.
      #expect(try await workbook.upload(database).emptiedText(words) == nil)
    }
  }

  @Test func aWorkbookOfEmptyRowsIsToldWhatToDelete() async throws {
    try await withPlanning(.sqlite) { database in
      var workbook = try await Officer.downloaded("2020-12", database)
      for row in 0..<1_700 {
        workbook.put(.text("\(row)" + String(repeating: "x", count: 31_000)), at: CellAddress(column: 30, row: row + 20))
      }
      #expect(try await workbook.refusal(database) == "planning.workbook_content_too_large")
    }
  }

  @Test(arguments: Engine.tested) func threePlantedErrorsComeBackAtThreeCells(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      var workbook = try await Officer.downloaded("2020-12", database)
      workbook.fill(10, try await context(workbook.key, database))
      workbook.type(.text("có"), .value, "ABROAD")
      workbook.type(.number(Quantity(30)), .numerator, "UNEMP")
      workbook.type(-5, "VOC")
      let outcome = try await workbook.upload(database)
      let expected = [
        "\(workbook.address(.value, "ABROAD")) workbook_not_a_number", "\(workbook.address(.value, "VOC")) negative",
        "\(workbook.address(.numerator, "UNEMP")) numerator_above_denominator",
      ]
      #expect(try Set(outcome.printedFaults) == Set(expected) && outcome.faults.count == 3 && !outcome.wasWritten)
      #expect(try await stored(workbook.key, database) == [])
      // His own workbook comes back; read again, it has the same three faults and the same cells.
      let marked = try outcome.returnedWorkbook(workbook.bytes, PlanningFixture.wording[.vi])
      #expect(try Self.cells(of: marked) == Self.cells(of: workbook.bytes))
      workbook.type(0, "ABROAD")
      workbook.type(.number(Quantity(3)), .numerator, "UNEMP")
      workbook.type(15, "VOC")
      let corrected = try await workbook.upload(database)
      #expect(corrected.faults == [] && corrected.saved.count == 12 && corrected.wasWritten)
    }
  }

  /// What the first sheet holds.
  private static func cells(of bytes: [UInt8]) throws -> [String] {
    let reader = try WorkbookReader(bytes)
    var cells: [String] = []
    _ = try reader.read(try #require(reader.sheets.first)) { row in
      cells += row.cells.map { "\($0.column) \(row.number) \($0.value)" }
      return true
    }
    return cells
  }

  @Test func goodLinesAreKeptWhereAskedAndTheCorrectedFileIsInConflictWithNobody() async throws {
    try await withPlanning(.sqlite) { database in
      var workbook = try await Officer.downloaded("2020-12", database)
      workbook.type(10, "JOB")
      workbook.type(-5, "VOC")
      let first = try await workbook.upload(keepGood: true, database)
      #expect(first.wasWritten && first.saved == ["JOB"] && first.faults.count == 1)
      workbook.type(12, "JOB")
      workbook.type(5, "VOC")
      let second = try await workbook.upload(database)
      #expect(try second.printedFaults == [] && second.saved == ["JOB", "VOC"])
      #expect(try await stored(workbook.key, database) == ["JOB 12", "VOC 5"])
    }
  }

  // MARK: What officers do to workbooks

  @Test func columnsMayBeMovedHiddenAndInsertedAndRowsSorted() async throws {
    try await withPlanning(.sqlite) { database in
      var workbook = try await Officer.downloaded("2020-12", database)
      workbook.fill(10, try await context(workbook.key, database))
      let width = workbook.columns.count
      // Turned around, with an empty column inserted between any two, below two more rows, the lines upside down.
      workbook.move { address in
        let row = address.row < 7 ? address.row + 2 : 40 - address.row
        return CellAddress(column: (width - 1 - address.column) * 2 + 1, row: row)
      }
      workbook.document.sheets[0].columns = (0..<30).map { ColumnLayout(width: 10, isHidden: $0 % 3 == 0) }
      workbook.document.sheets[0].name = "Bản nộp"
      let other = SheetContent(name: "Nháp", cells: [CellContent(CellAddress(column: 0, row: 1), .text("x"))])
      workbook.document.sheets.insert(other, at: 1)
      workbook.put(.text("Người lập biểu"), at: CellAddress(column: workbook.columns[.value] ?? 0, row: 50))
      workbook.type(-1, "VOC")
      let outcome = try await workbook.upload(keepGood: true, database)
      #expect(try outcome.printedFaults == ["\(workbook.address(.value, "VOC")) negative"] && outcome.saved.count == 11)
      #expect(outcome.faults.first?.sheet == "Bản nộp")
    }
  }

  /// What is wrong with rows and codes; the cell, the code.
  @Test func rowsAreFoundByTheirCodes() async throws {
    try await withPlanning(.sqlite) { database in
      var workbook = try await Officer.downloaded("2020-12", database)
      workbook.type(10, "JOB")
      workbook.type(.text("KHONGCO"), .code, "VOC")
      workbook.type(.text("ABROAD"), .code, "UI")
      workbook.type(3, "ABROAD")
      workbook.type(.empty, .code, "ACC")
      workbook.type(2, "ACC")
      workbook.document.sheets[0].merged = [
        CellRange(from: workbook.address(.value, "SI"), to: workbook.address(.denominator, "SI"))
      ]
      let outcome = try await workbook.upload(keepGood: true, database)
      let expected = [
        "\(workbook.address(.code, "VOC")) workbook_unknown_code", "\(workbook.address(.code, "UI")) workbook_code_twice",
        "\(workbook.address(.value, "ACC")) workbook_no_code", "\(workbook.address(.value, "SI")) workbook_merged",
      ]
      #expect(try Set(outcome.printedFaults) == Set(expected) && outcome.faults.count == 4)
      #expect(outcome.saved == ["JOB"] && Set(outcome.absent.map(\.code)) == ["VOC", "UI", "ACC"])
    }
  }

  @Test(arguments: Engine.tested) func anOlderVersionIsMappedByCode(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      var workbook = try await Officer.downloaded("2020-12", database)
      workbook.type(10, "JOB")
      workbook.type(2, "ACC")
      try await database.write(PlanningFixture.act()) { transaction in
        var form = try #require(try FormStore.form("01-LD", transaction))
        form.indicators = ["POV"] + form.indicators.filter { $0 != "ACC" && $0 != "UI" }
        try FormStore.save(form, transaction)
      }
      let outcome = try await workbook.upload(keepGood: true, database)
      #expect(try outcome.printedFaults == ["\(workbook.address(.value, "ACC")) workbook_line_gone"])
      #expect(outcome.isOlderVersion && outcome.absent.map(\.code) == ["POV"] && outcome.saved == ["JOB"])
      workbook.type(.empty, .value, "ACC")
      #expect(try await workbook.upload(database).faults == [])
      var stranger = workbook.identity
      stranger.version = 9
      workbook.hide(stranger)
      #expect(try await workbook.refusal(database) == "planning.workbook_unknown_version")
    }
  }

  // MARK: Between download and return

  @Test(arguments: Engine.tested) func whatOthersChangedMeanwhileIsNeverOverwritten(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let other = try SheetFixture.person(.districtOfficer, at: SheetFixture.district, named: "other")
      var workbook = try await Officer.downloaded("2020-12", database)
      for (code, value) in [("JOB", 10), ("ABROAD", 10), ("VOC", 10)] {
        let entry = CellEntry(indicator: code, seen: 0, value: Quantity(value))
        try await SheetFixture.type([entry], into: workbook.key, by: other, database)
      }
      workbook.type(10, "JOB")
      workbook.type(11, "ABROAD")
      workbook.type(3, "UI")
      let outcome = try await workbook.upload(keepGood: true, database)
      #expect(try outcome.printedFaults == ["\(workbook.address(.value, "ABROAD")) workbook_conflict"])
      let message = try #require(outcome.faults.first).message
      #expect(message.values["yours"] == "11" && message.values["theirs"] == "10" && message.values["who"] == "account:other")
      #expect(Set(outcome.unchanged) == ["JOB", "VOC"] && outcome.saved == ["UI"])
      #expect(try await stored(workbook.key, database) == ["JOB 10", "ABROAD 10", "VOC 10", "UI 3"])
    }
  }

  /// Why a workbook as a whole is refused.
  @Test func wholeWorkbooksAreRefusedWithTheirReason() async throws {
    try await withPlanning(.sqlite) { database in
      let good = try await Officer.downloaded("2021-01", database)
      func refusal(_ change: (inout OfficersWorkbook) -> Void) async throws -> String? {
        var workbook = good
        workbook.type(1, "JOB")
        change(&workbook)
        return try await workbook.refusal(database)
      }
      func of(_ unit: String, _ period: String, department: String = "SO.A.62", form: String = "01-LD") throws -> FormIdentity {
        var identity = good.identity
        identity.key = SheetKey(form: form, place: ID(unit), period: try SheetFixture.period(period))
        identity.department = ID(department)
        return identity
      }
      #expect(try await refusal { _ in } == nil)
      #expect(try await refusal { $0.hide(nil) } == "planning.workbook_not_a_form")
      let edited = "planning.workbook_identity_changed"
      #expect(try await refusal { $0.document.sheets[1].cells[3].value = .text("02-NCC") } == edited)
      #expect(try await refusal { $0.document.sheets[1].cells.removeLast() } == edited)
      #expect(try await refusal { $0.type(.text("Số"), .value, "JOB") } == nil, "a fault of a cell, not of the file")
      let head = CellAddress(column: 2, row: 6)
      let (next, far) = (CellAddress(column: 3, row: 6), CellAddress(column: 20, row: 6))
      #expect(try await refusal { $0.put(.text("Số"), at: head) } == "planning.workbook_head_missing")
      #expect(try await refusal { $0.put(.text("x"), at: next) } == "planning.workbook_column_missing")
      #expect(try await refusal { $0.put(.text("kỳ này"), at: far) } == "planning.workbook_column_twice")
      #expect(
        try await refusal { book in
          for row in 30..<2_100 { book.put(.text("x"), at: CellAddress(column: 0, row: row)) }
        } == "planning.workbook_too_many_rows")
      let identities: [(FormIdentity, String?)] = [
        (try of("A.31117", "2025-07", department: "SO.A.92"), "planning.workbook_unit_closed"),
        (try of("A.99999", "2021-01"), "planning.unknown_place"), (try of("A.23431", "2021-Q1"), "planning.form_not_for_period"),
        (try of("A.612", "2021-01"), "planning.form_not_for_level"),
        (try of("A.23431", "2021-01", form: "99"), "planning.unknown_form"),
        (try of("A.23431", "2021-01", department: "SO.A.92"), "planning.workbook_identity_changed"),
        (try of("A.23431", "2022-06"), "planning.period_in_future"), (try of("A.23434", "2021-01"), "planning.not_your_unit"),
      ]
      for (identity, code) in identities { #expect(try await refusal { $0.hide(identity) } == code, "\(identity.key)") }
      let other = SheetKey(form: "01-LD", place: ID("A.23434"), period: good.key.period)
      #expect(try await good.refusal(for: other, database) == "planning.workbook_another_sheet")
      let big = [UInt8](repeating: 0, count: 5_000_001)
      #expect(throws: FormWorkbookError.fileTooLarge(limitMegabytes: 5)) { try FilledForm(big) }
    }
  }

  @Test func aSheetThatWasSentTakesNoWorkbook() async throws {
    try await withPlanning(.sqlite) { database in
      var workbook = try await Officer.downloaded("2020-12", database)
      workbook.fill(10, try await context(workbook.key, database))
      let columns = workbook.identity.lines.map(\.code)
      for code in columns { workbook.type(.text("thử"), .cause, code) }
      _ = try await workbook.upload(database)
      let commune = try SheetFixture.person(.communeOfficer, at: Officer.commune)
      try await SheetFixture.perform(.submit, on: workbook.key, by: commune, database)
      #expect(try await workbook.refusal(database) == nil, "it says what is there")
      workbook.type(11, "JOB")
      #expect(try await workbook.refusal(database) == "planning.wrong_sheet_state")
    }
  }

  @Test func oddNumbersAreWarnedOfAtTheirCell() async throws {
    try await withPlanning(.sqlite) { database in
      var before = try await Officer.downloaded("2020-11", database)
      before.type(100, "JOB")
      _ = try await before.upload(database)
      var workbook = try await Officer.downloaded("2020-12", database)
      workbook.type(1000, "JOB")
      let outcome = try await workbook.upload(commit: false, database)
      #expect(try outcome.printed(outcome.warnings) == ["\(workbook.address(.value, "JOB")) oddity.jump"])
      #expect(outcome.faults == [] && outcome.saved == ["JOB"])
      workbook.type(.text("mở xưởng mới"), .cause, "JOB")
      #expect(try await workbook.upload(commit: false, database).warnings == [])
    }
  }
}
