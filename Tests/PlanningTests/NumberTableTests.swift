import Kernel
import Storage
import TestSupport
import Testing
import Wording

@testable import Figures
@testable import Interchange
@testable import Planning
@testable import Reporting
@testable import Spreadsheets

/// One text, one answer: in CSV, in the cells of an imported workbook, in the cells of a form's workbook. The grid, the forms and
/// the paste are in `WebTests`.
@Suite struct NumberTableTests {
  /// What a number may be, and the answers of the table for it.
  private static func inputs() async throws -> [(input: FigureInput, answer: @Sendable (NumberTable) -> String)] {
    let (people, rate) = (
      Indicator(code: "A", nameVi: "A", unit: "người", kind: .count, direction: .up),
      Indicator(code: "B", nameVi: "B", unit: "%", kind: .rate, direction: .up)
    )
    return [(.value(of: people), { $0.people }), (.value(of: rate), { $0.rate }), (.part, { $0.part })]
  }

  private static func answer(_ input: FigureInput, _ text: String) -> String {
    do throws(FigureInputError) {
      return try input.typed(text)?.description ?? "nothing"
    } catch {
      return error.code.replacing("planning.", with: "")
    }
  }

  @Test func theRuleItself() async throws {
    for (input, expected) in try await Self.inputs() {
      for row in NumberTable.rows { #expect(Self.answer(input, row.text) == expected(row), "\(row.text.debugDescription)") }
    }
    #expect(NumberTable.rows.count > 90)
  }

  @Test func thePlainNumbersOfLargeFilesAreReadTheSame() {
    for row in NumberTable.rows {
      for (decimals, answer) in [(0, row.people), (2, row.rate), (4, row.part)] {
        if let plain = RowReader.plainNumber(VietnameseText.cleaned(row.text), decimals: decimals) {
          #expect(plain.description == answer, "\(row.text.debugDescription)")
        }
      }
    }
  }

  @Test func csvAndImportedWorkbooks() async throws {
    let columns = ColumnRule(names: ["text", "line"], required: ["text", "line"])
    let csv = NumberTable.rows.enumerated().map { "\"\($0.element.text)\",\($0.offset)\n" }.joined()
    let table = try WorkbookTable(
      title: "T", name: "T", createdAt: Moment(seconds: 0), columns: columns.names.map { .init($0) })
    for (index, row) in NumberTable.rows.enumerated() { try table.add([.text(row.text), .number(Quantity(index))]) }
    let files = [Array("text,line\n\(csv)".utf8), try table.finish()]
    for (input, expected) in try await Self.inputs() {
      for bytes in files {
        var read = 0
        let faults = try TableFile.read(bytes, columns: columns) { cells in
          let row = NumberTable.rows[Int(cells["line"]) ?? 0]
          var reader = RowReader(cells)
          let quantity = reader.number("text", as: input)
          let answer = quantity?.description ?? reader.errors.first?.code.replacing("planning.", with: "") ?? "nothing"
          #expect(answer == expected(row), "\(row.text.debugDescription)")
          read += 1
        }
        #expect(faults.errors.isEmpty && read == NumberTable.rows.count)
      }
    }
  }

  @Test func aNumberOfAnImportedWorkbookIsNeverTakenForThousands() throws {
    let columns = ColumnRule(names: ["text"], required: ["text"])
    let table = try WorkbookTable(title: "T", name: "T", createdAt: Moment(seconds: 0), columns: [.init("text")])
    for plain in ["6.518", "6", "1.55", "-5", "99999999999"] { try table.add([.decimal(plain)]) }
    var answers: [String] = []
    _ = try TableFile.read(try table.finish(), columns: columns) { row in
      for input in [
        FigureInput.value(of: Indicator(code: "A", nameVi: "A", unit: "người", kind: .count, direction: .up)), .part,
      ] {
        var reader = RowReader(row)
        let quantity = reader.number("text", as: input)
        answers.append(quantity?.description ?? reader.errors.first?.code.replacing("planning.", with: "") ?? "nothing")
      }
    }
    #expect(
      answers == [
        "too_many_decimals", "6.518", "6", "6", "too_many_decimals", "1.55", "negative", "negative", "99999999999",
        "99999999999",
      ])
  }

  /// The line and column of a form at which each answer is looked for.
  private static let cells: [(code: String, column: FormColumn, answer: @Sendable (NumberTable) -> String)] = [
    ("JOB", .value, { $0.people }), ("TRAINED", .value, { $0.rate }), ("TRAINED", .numerator, { $0.part }),
  ]

  @Test func cellsOfAFormsWorkbook() async throws {
    try await withPlanning(.sqlite) { database in
      let workbook = try await OfficersWorkbook.downloaded("2020-12", database)
      let form = try FilledForm(workbook.bytes)
      let context = try await database.read { try SheetContext.read(workbook.key, $0) }
      for (code, column, expected) in Self.cells {
        for row in NumberTable.rows {
          var values: [CellValue] = [.text(row.text)]
          // What was read is a number too, and is read the same where a workbook keeps it as one.
          if let kept = Quantity(plain: expected(row)), kept.description.utf8.count <= 15 {
            values.append(.number(kept.description))
          }
          for value in values {
            var changed = form
            let place = workbook.address(column, code)
            changed.rows = form.rows.map { line in
              guard line.number == place.row else { return line }
              let cell = WorkbookCell(column: place.column, value: value, format: .plain)
              let cells = line.cells.filter { $0.column != place.column } + [cell]
              return WorkbookRow(number: line.number, cells: cells.sorted { $0.column < $1.column })
            }
            let lines = FormLines(changed, in: context, formerly: [], stored: [:])
            let entry = lines.entries.first { $0.indicator == code }
            let quantity = column == .numerator ? entry?.numerator : entry?.value
            let fault = lines.faults.first?.code.replacing("planning.", with: "").replacing("workbook_not_a", with: "not_a")
            #expect((fault ?? quantity?.description ?? "nothing") == expected(row), "\(row.text.debugDescription)")
          }
        }
      }
    }
  }
}
