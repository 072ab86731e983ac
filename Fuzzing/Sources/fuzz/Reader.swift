import Foundation

/// A reader of bytes from outside, each with its corpus in the folder of its name.
enum Reader: String, CaseIterable {
  /// A packed workbook as it is uploaded.
  case archive
  /// A workbook as its parts, which are packed here, so that what is inside is reached.
  case parts
  /// Workbooks of ours written from texts of others.
  case document
  /// A CSV file.
  case csv
  /// The query or body of a form, a path, a cookie.
  case fields
  /// A body with files, behind a line with its content type.
  case multipart
  /// What is typed: numbers, days, periods, names; and how it stands in a page.
  case text
  /// Faults that must be found.
  case planted
  /// An overflow that a search must find its way to.
  case hidden

  /// The one named by the environment.
  static let chosen = ProcessInfo.processInfo.environment["FUZZ_READER"].flatMap { Reader(rawValue: $0) }

  /// Those that read for the program.
  static let real = allCases.filter { ![.planted, .hidden].contains($0) }

  /// Reads the bytes, whatever they are, and checks what must hold; how many seconds of processor time it took.
  @discardableResult
  func takeWithinBounds(_ bytes: [UInt8]) -> Double {
    Bounds.within("\(self), \(bytes.count) bytes,") { take(bytes) }
  }

  private func take(_ bytes: [UInt8]) {
    switch self {
    case .archive: WorkbookReading.take(bytes)
    case .parts: WorkbookReading.take(LooseParts(bytes).packed)
    case .document: DocumentReading.take(bytes)
    case .csv: TableReading.take(bytes)
    case .fields: FieldsReading.take(bytes)
    case .multipart: MultipartReading.take(bytes)
    case .text: TextReading.take(bytes)
    case .planted: PlantedReading.take(bytes)
    case .hidden: PlantedReading.takeHidden(bytes)
    }
  }
}
