import Figures
import Kernel
import Reporting
import WebShared
import Wording

/// The inputs of one line of a sheet. The raw value is the field's name before `-` and the indicator's code.
enum SheetField: String, CaseIterable, Sendable {
  case value = "so"
  case numerator = "tu"
  case denominator = "mau"
  case yearTail = "duoi"
  case missing = "trong"
  case cause = "vi-sao"
  case note = "ghi-chu"

  /// The name of the input of a line.
  func name(_ indicator: String) -> String { "\(rawValue)-\(indicator)" }

  /// Whether it takes a number.
  var isNumber: Bool { [.value, .numerator, .denominator, .yearTail].contains(self) }

  /// The input at which the rules of figures find a fault.
  init(fault field: String) {
    self =
      switch field {
      case "numerator": .numerator
      case "denominator": .denominator
      case "year_tail": .yearTail
      case "missing": .missing
      case "cause": .cause
      case "note": .note
      default: .value
      }
  }
}

/// One line of a sheet as it was typed, good or bad.
struct TypedLine: Sendable, Hashable {
  var texts: [SheetField: String] = [:]
  /// The version of the figure the person saw.
  var seen = 0
  /// What the inputs held when the page was opened, so that a line nobody touched is never written, and never in conflict.
  var shown = ""
  /// Which number is kept where somebody else typed another; empty until chosen.
  var choice = ""
  /// Whether a choice between two numbers was asked for.
  var mustChoose = false
  /// Whether the number was taken over from the period before.
  var isCopied = false

  static let mine = "toi"
  static let theirs = "ho"

  /// A line as it is stored.
  init(_ figure: IndicatorResult?, _ format: OfficialFormat) {
    func typed(_ quantity: Quantity?) -> String { quantity.map { format.typed($0) } ?? "" }
    // An input of one line has no line breaks, which a file may have brought.
    func line(_ text: String?) -> String { text?.replacing("\r", with: "").replacing("\n", with: " ") ?? "" }
    seen = figure?.version ?? 0
    texts = [
      .value: typed(figure?.value), .numerator: typed(figure?.numerator), .denominator: typed(figure?.denominator),
      .yearTail: typed(figure?.yearTail), .missing: figure?.missing?.rawValue ?? "", .cause: line(figure?.cause),
      .note: line(figure?.note),
    ]
    shown = signature
  }

  /// A line as a form sends it.
  init(_ form: FormValues, _ indicator: String) {
    for field in SheetField.allCases { texts[field] = form[field.name(indicator)] }
    seen = Int(form[TypedLine.seenName(indicator)]) ?? 0
    shown = form[TypedLine.shownName(indicator)]
    if shown.isEmpty { shown = TypedLine.untouched }
    choice = form[TypedLine.choiceName(indicator)]
    mustChoose = form[TypedLine.mustChooseName(indicator)] == "1"
    isCopied = form[TypedLine.copiedName(indicator)] == "1"
  }

  static func seenName(_ indicator: String) -> String { "phien-ban-\(indicator)" }
  static func shownName(_ indicator: String) -> String { "goc-\(indicator)" }
  static func choiceName(_ indicator: String) -> String { "chon-\(indicator)" }
  static func mustChooseName(_ indicator: String) -> String { "tranh-\(indicator)" }
  static func copiedName(_ indicator: String) -> String { "chep-\(indicator)" }

  subscript(field: SheetField) -> String { texts[field] ?? "" }

  /// What the inputs hold, as one text.
  var signature: String { SheetField.allCases.map { self[$0] }.joined(separator: "|") }

  private static let untouched = SheetField.allCases.map { _ in "" }.joined(separator: "|")

  /// Whether the person typed something into the line.
  var isTouched: Bool { signature != shown }

  /// Takes over the numbers of the period before.
  mutating func take(_ last: IndicatorResult, _ format: OfficialFormat) {
    let copy = TypedLine(last, format)
    for field in [SheetField.value, .numerator, .denominator, .missing] { texts[field] = copy[field] }
    isCopied = true
  }

  /// The hidden fields that bring the line back as it is.
  func hidden(_ indicator: String) -> [(String, String)] {
    [
      (TypedLine.seenName(indicator), String(seen)), (TypedLine.shownName(indicator), shown),
      (TypedLine.mustChooseName(indicator), mustChoose ? "1" : ""), (TypedLine.copiedName(indicator), isCopied ? "1" : ""),
    ].filter { !$0.1.isEmpty }
  }

  /// Both inputs that differ, in a line: «52», «5/40 · vì đợt tuyển mới».
  func summary(_ words: LocalWording) -> String {
    var parts = [self[.value]]
    if !self[.numerator].isEmpty || !self[.denominator].isEmpty { parts.append("\(self[.numerator])/\(self[.denominator])") }
    if !self[.yearTail].isEmpty { parts.append(words.text("entry.tail_part", ["figure": self[.yearTail]])) }
    parts.append(MissingReason(rawValue: self[.missing]).map { words.text("entry.empty.\($0.rawValue)") } ?? "")
    parts += [self[.cause], self[.note]]
    let text = parts.filter { !$0.isEmpty }.joined(separator: " · ")
    return text.isEmpty ? words.text("entry.nothing") : text
  }
}

/// A whole sheet as it was typed.
struct TypedSheet: Sendable {
  private(set) var lines: [String: TypedLine] = [:]

  /// What a form sends for the lines of a sheet; lines it does not name stand as they are stored.
  init(_ form: FormValues, _ sheet: OpenSheet, _ format: OfficialFormat) {
    for row in sheet.view.rows {
      let code = row.indicator.code
      let isSent = !form[TypedLine.seenName(code)].isEmpty
      lines[code] = isSent ? TypedLine(form, code) : TypedLine(row.figure, format)
    }
  }

  /// A sheet as it is stored.
  init(_ sheet: OpenSheet, _ format: OfficialFormat) {
    for row in sheet.view.rows { lines[row.indicator.code] = TypedLine(row.figure, format) }
  }

  subscript(indicator: String) -> TypedLine? {
    get { lines[indicator] }
    set { lines[indicator] = newValue }
  }
}

/// Reads what was typed into entries, and gathers what is wrong at which input.
struct SheetReading: Sendable {
  private(set) var entries: [CellEntry] = []
  private(set) var errors: [FieldError] = []
  /// The lines that cannot be saved as they stand: unreadable, or waiting for a choice.
  private(set) var held: Set<String> = []
  /// The lines still waiting for a choice between two numbers.
  private(set) var undecided: Set<String> = []

  private let words: LocalWording

  init(_ typed: TypedSheet, _ sheet: OpenSheet, _ words: LocalWording) {
    self.words = words
    for (index, row) in sheet.view.rows.enumerated() {
      guard let line = typed[row.indicator.code], line.isTouched, line.choice != TypedLine.theirs else { continue }
      read(line, row, number: index + 1)
    }
  }

  private mutating func read(_ line: TypedLine, _ row: SheetRow, number: Int) {
    let (indicator, code) = (row.indicator, row.indicator.code)
    if line.mustChoose, line.choice != TypedLine.mine {
      held.insert(code)
      undecided.insert(code)
      errors.append(
        FieldError(
          field: TypedLine.choiceName(code),
          message: SheetReading.atLine(number, words.text("entry.choose"), words)))
      return
    }
    let before = errors.count
    var entry = CellEntry(
      indicator: code, seen: line.seen, value: self.number(.value, line, as: .value(of: indicator), code, number),
      numerator: self.number(.numerator, line, as: .part, code, number),
      denominator: self.number(.denominator, line, as: .part, code, number),
      yearTail: self.number(.yearTail, line, as: .value(of: indicator), code, number),
      missing: missing(line, code, number), cause: line[.cause], note: line[.note])
    guard errors.count == before else {
      held.insert(code)
      return
    }
    // A number typed into a line that was empty for a reason takes the reason's place.
    let hasNumber = entry.value != nil || entry.numerator != nil || entry.denominator != nil
    if hasNumber, let missing = entry.missing, missing == row.figure?.missing { entry.missing = nil }
    entry.isCopied = line.isCopied && entry.hasNumbers(of: row.last)
    entries.append(entry)
  }

  private mutating func number(
    _ field: SheetField, _ line: TypedLine, as input: FigureInput, _ code: String, _ number: Int
  ) -> Quantity? {
    taken(field, code, number) { () throws(InputFault) in try input.read(line[field]) }
  }

  private mutating func missing(_ line: TypedLine, _ code: String, _ number: Int) -> MissingReason? {
    let (input, label) = (MissingReason.input(words), words.text("entry.missing"))
    return taken(.missing, code, number) { () throws(InputFault) in try input.read(line[.missing], at: label) }
  }

  /// What an input holds; what is wrong with it is gathered.
  private mutating func taken<Value>(
    _ field: SheetField, _ code: String, _ number: Int, _ read: () throws(InputFault) -> Value?
  ) -> Value? {
    do throws(InputFault) {
      return try read()
    } catch {
      let message = SheetReading.atLine(number, words.text(error.message), words)
      errors.append(FieldError(field: field.name(code), message: message))
      return nil
    }
  }

  /// The errors of what the rules found, each at its input.
  static func errors(_ faults: [String: [FieldFault]], _ sheet: OpenSheet, _ words: LocalWording) -> [FieldError] {
    sheet.view.rows.enumerated().flatMap { index, row in
      (faults[row.indicator.code] ?? []).map { fault in
        let field = SheetField(fault: fault.field)
        var message = words.text(fault.message)
        if fault.code == "planning.cell_empty" {
          message = words.text(field == .numerator ? "entry.no_numerator" : "entry.no_denominator")
        }
        return FieldError(field: field.name(row.indicator.code), message: atLine(index + 1, message, words))
      }
    }
  }

  /// A sentence with the number of its line.
  static func atLine(_ number: Int, _ message: String, _ words: LocalWording) -> String {
    words.text("entry.at_line", ["number": String(number), "message": message])
  }
}

extension CellEntry {
  /// Whether the numbers are those of another period's figure.
  fileprivate func hasNumbers(of last: IndicatorResult?) -> Bool {
    guard let last else { return false }
    return value == last.value && numerator == last.numerator && denominator == last.denominator && missing == last.missing
  }
}
