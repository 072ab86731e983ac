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

/// A form's workbook in the hands of an officer: downloaded, filled in, rearranged, and sent back.
struct OfficersWorkbook {
  /// A commune of Đắk Tô.
  static let commune = ID<AdministrativeUnit>("A.23431")

  let key: SheetKey
  let identity: FormIdentity
  var document: WorkbookDocument
  /// Where the columns stand now.
  var columns: [FormColumn: Int]
  /// Which row each indicator has now.
  var rows: [String: Int]

  /// Downloads the workbook of a sheet.
  static func downloaded(_ period: String, form: String = "01-LD", _ database: Database) async throws -> OfficersWorkbook {
    let key = SheetKey(form: form, place: commune, period: try SheetFixture.period(period))
    let rules = try PlanningFixture.rulebook
    let workbook = try await database.read {
      try FormWorkbook(key, by: .person(SheetFixture.person(.communeOfficer, at: commune)), rulebook: rules, $0)
    }
    return OfficersWorkbook(workbook, try PlanningFixture.wording[.vi], at: database.effects.now())
  }

  private init(_ workbook: FormWorkbook, _ words: LocalWording, at moment: Moment) {
    key = workbook.view.context.key
    document = workbook.document(words, at: moment)
    identity = FormLayout(workbook, words).identity
    let present = FormColumn.allCases.filter { [titles = identity.titles] in titles[$0] != nil }
    columns = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($0.element, $0.offset) })
    rows = Dictionary(uniqueKeysWithValues: workbook.view.rows.enumerated().map { ($0.element.indicator.code, $0.offset + 7) })
  }

  /// The place of a cell.
  func address(_ column: FormColumn, _ code: String) -> CellAddress {
    CellAddress(column: columns[column] ?? -1, row: rows[code] ?? -1)
  }

  /// The cell of a place.
  func cell(_ address: CellAddress) -> CellContent? { document.sheets[0].cells.first { $0.address == address } }

  /// Types into a cell.
  mutating func type(_ value: CellContent.Value, _ column: FormColumn, _ code: String) {
    put(value, at: address(column, code))
  }

  /// Types a whole number into the column of the period.
  mutating func type(_ number: Int, _ code: String) { type(.number(Quantity(number)), .value, code) }

  /// Puts something anywhere.
  mutating func put(_ value: CellContent.Value, at address: CellAddress) {
    if let index = document.sheets[0].cells.firstIndex(where: { $0.address == address }) {
      document.sheets[0].cells[index].value = value
    } else {
      document.sheets[0].cells.append(CellContent(address, value))
    }
  }

  /// Moves cells to other places.
  mutating func move(_ change: (CellAddress) -> CellAddress) {
    for index in document.sheets[0].cells.indices {
      document.sheets[0].cells[index].address = change(document.sheets[0].cells[index].address)
    }
    columns = columns.mapValues { change(CellAddress(column: $0, row: 6)).column }
    rows = rows.mapValues { change(CellAddress(column: 0, row: $0)).row }
  }

  /// Puts another hidden sheet in the place of this one's; `nil` takes it away.
  mutating func hide(_ identity: FormIdentity?) {
    document.sheets.removeAll { $0.name == FormIdentity.sheetName }
    if let identity { document.sheets.append(FormWorkbook.hidden(identity)) }
  }

  /// A number in every line.
  mutating func fill(_ number: Int = 10, _ context: SheetContext) {
    for indicator in context.indicators {
      if indicator.kind == .rate {
        type(.number(Quantity(number)), .numerator, indicator.code)
        type(.number(Quantity(number * 2)), .denominator, indicator.code)
      } else {
        type(number, indicator.code)
      }
    }
  }

  /// The file.
  var bytes: [UInt8] { get throws { try WorkbookWriter.bytes(of: document) } }

  /// Sends the file.
  func upload(
    commit: Bool = true, keepGood: Bool = false, by sender: Viewer? = nil,
    _ database: Database
  ) async throws -> UploadOutcome {
    let person = try sender ?? SheetFixture.person(.communeOfficer, at: Self.commune)
    return try await FormUpload.run(
      bytes, commit: commit, keepGood: keepGood, by: .person(person), actor: person.account.actor,
      rulebook: PlanningFixture.rulebook, database: database)
  }

  /// The code of the error with which the file as a whole is refused.
  func refusal(for key: SheetKey? = nil, _ database: Database) async throws -> String? {
    do {
      let person = try SheetFixture.person(.communeOfficer, at: OfficersWorkbook.commune)
      _ = try await FormUpload.run(
        bytes, for: key, commit: true, by: .person(person), actor: person.account.actor,
        rulebook: PlanningFixture.rulebook, database: database)
      return nil
    } catch let error as any UserFacing {
      let sentence = try PlanningFixture.wording[.vi].text(error.message)
      #expect(!sentence.contains("⟦") && !sentence.contains("{"), "\(sentence)")
      return error.code
    }
  }
}

extension UploadOutcome {
  /// The faults as `C7 code`, without the system's name, each with a whole sentence.
  func printed(_ faults: [UploadFault]) throws -> [String] {
    let words = try PlanningFixture.wording[.vi]
    return faults.map { fault in
      let sentence = words.text(fault.message)
      #expect(!sentence.contains("⟦") && !sentence.contains("{"), "\(sentence)")
      return "\(fault.address) \(fault.code.replacing("planning.", with: ""))"
    }
  }

  var printedFaults: [String] { get throws { try printed(faults) } }
}
