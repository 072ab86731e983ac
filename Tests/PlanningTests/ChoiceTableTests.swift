import Interchange
import Kernel
import Storage
import TestSupport
import Testing
import Wording
@testable import Figures
@testable import Planning
@testable import Reporting
@testable import Spreadsheets

/// One word, one answer: in CSV, in the cells of an imported workbook, in the cells of a form's workbook. The grid, the forms and
/// the paste are in `WebTests`.
@Suite struct ChoiceTableTests {
  @Test func theRuleItself() {
    for row in ChoiceTable.rows {
      let answer: String
      do throws(ChoiceInputError) {
        answer = try ChoiceInput<MissingReason>().typed(row.text)?.rawValue ?? "nothing"
      } catch {
        answer = error.code
      }
      #expect(answer == row.answer, "\(row.text.debugDescription)")
    }
  }

  @Test(arguments: [
    ("≥", Comparator.atLeast), ("=>", .atLeast), (">=", .atLeast), ("≤", .atMost), ("=<", .atMost), ("Duy trì", .maintain),
    ("MAINTAIN", .maintain), (" = ", .exactly),
  ])
  func comparatorsAreReadByTheirSigns(text: String, comparator: Comparator) throws {
    let read = try ChoiceInput<Comparator>.comparator.typed(text)
    #expect(read == comparator)
  }

  @Test func aNameThatTwoBearIsAsked() throws {
    let input = ChoiceInput<MissingReason>(names: [
      .notReported: ["Chưa có"], .notApplicable: ["chưa CÓ"], MissingReason.none: ["Không"],
    ])
    #expect(throws: ChoiceInputError.self) { try input.typed("chua co") }
    let one = try input.typed("KHONG")
    #expect(one == .some(MissingReason.none))
  }

  @Test func csvAndImportedWorkbooks() throws {
    let columns = ColumnRule(names: ["text", "line"], required: ["text", "line"])
    let csv = ChoiceTable.rows.enumerated().map { "\"\($0.element.text)\",\($0.offset)\n" }.joined()
    let table = try WorkbookTable(
      title: "T", name: "T", createdAt: Moment(seconds: 0), columns: columns.names.map { .init($0) })
    for (index, row) in ChoiceTable.rows.enumerated() { try table.add([.text(row.text), .number(Quantity(index))]) }
    for bytes in [Array("text,line\n\(csv)".utf8), try table.finish()] {
      var read = 0
      _ = try TableFile.read(bytes, columns: columns) { cells in
        let row = ChoiceTable.rows[Int(cells["line"]) ?? 0]
        var reader = RowReader(cells)
        let choice: MissingReason? = reader.choice("text", else: nil)
        let code = reader.errors.first?.code.replacing("planning.cell_empty", with: "nothing")
        #expect((choice?.rawValue ?? code) == row.answer, "\(row.text.debugDescription)")
        read += 1
      }
      #expect(read == ChoiceTable.rows.count)
    }
  }

  @Test func cellsOfAFormsWorkbook() async throws {
    try await withPlanning(.sqlite) { database in
      let workbook = try await OfficersWorkbook.downloaded("2020-12", database)
      let form = try FilledForm(workbook.bytes)
      let context = try await database.read { try SheetContext.read(workbook.key, $0) }
      let place = workbook.address(.missing, "JOB")
      for row in ChoiceTable.rows + ChoiceTable.names {
        var changed = form
        changed.rows = form.rows.map { line in
          guard line.number == place.row else { return line }
          let cell = WorkbookCell(column: place.column, value: .text(row.text), format: .plain)
          let cells = line.cells.filter { $0.column != place.column } + [cell]
          return WorkbookRow(number: line.number, cells: cells.sorted { $0.column < $1.column })
        }
        let lines = FormLines(changed, in: context, formerly: [], stored: [:])
        let entry = lines.entries.first { $0.indicator == "JOB" }
        let answer = lines.faults.first?.code ?? entry?.missing?.rawValue ?? "nothing"
        #expect(answer == row.answer, "\(row.text.debugDescription)")
      }
    }
  }
}
