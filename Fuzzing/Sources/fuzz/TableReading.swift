import Kernel
@testable import Interchange

/// A CSV file through its readers, and through our writer back.
enum TableReading {
  static func take(_ bytes: [UInt8]) {
    _ = try? TableFile.read(bytes, columns: WorkbookReading.columns) { use($0) }
    guard let reader = try? CSVReader(bytes) else { return }
    var records: [[String]] = []
    for record in reader {
      guard case .success(let record) = record else { continue }
      for cell in record.cells {
        Report.hold(VietnameseText.cleaned(cell) == cell, "a cell is not clean: \(cell.debugDescription)")
      }
      records.append(record.cells)
    }
    writtenAndRead(records)
  }

  /// Looks into every cell, as an import does.
  static func use(_ row: TableRow) {
    for (index, name) in WorkbookReading.columns.names.enumerated() {
      Report.hold(row[name] == row[at: index], "a cell by name and by place differ")
      TextReading.number(row[name])
    }
  }

  private static func writtenAndRead(_ records: [[String]]) {
    guard let width = records.map(\.count).max() else { return }
    var writer = CSVWriter(header: (0..<width).map { "c\($0)" })
    for cells in records { writer.add(cells.map { .plain($0) }) }
    guard let reader = try? CSVReader(Array(writer.text.utf8)) else { return Report.hold(false, "what we wrote is not CSV") }
    let again = reader.dropFirst().map { try? $0.get().cells }
    Report.hold(again == records, "CSV of ours reads otherwise than it was written")
    guard let cells = records.max(by: { $0.count < $1.count }) else { return }
    var harmless = CSVWriter(header: cells.indices.map { "c\($0)" })
    harmless.add(cells.map { .text($0) })
    guard let shown = try? CSVReader(Array(harmless.text.utf8)).dropFirst().map({ try $0.get().cells }) else { return }
    for cell in shown.joined() {
      Report.hold(
        !"=+-@".unicodeScalars.contains(cell.unicodeScalars.first ?? " "),
        "a cell of others begins as a formula: \(cell.debugDescription)")
    }
  }
}
