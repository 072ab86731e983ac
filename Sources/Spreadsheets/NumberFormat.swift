/// A number format by its sections (ECMA-376 part 1, 18.8.31): `#,##0 "đồng";[Red]-#,##0 "đồng"` shows numbers from 0 on in one
/// way and negative ones in another.
struct NumberFormat: Hashable {
  /// How numbers are shown that meet a condition.
  private struct Section: Hashable {
    let condition: FormatCondition?
    let format: CellFormat
  }

  /// The format of the first section.
  private let first: CellFormat
  /// The sections, where they differ in what we ask of them.
  private let sections: [Section]

  /// The format of an id every workbook knows.
  init(builtIn id: Int) {
    first = CellFormat(builtIn: id)
    sections = []
  }

  /// The format of a code such as `0.0%`, `dd/mm/yyyy` or `#,##0 "đồng"`.
  init(code: String) {
    var parts = FormatSection.sections(of: code)
    // The last of four sections, and any with `@`, is for text.
    if parts.count > 1, parts.count >= 4 || parts.last?.pattern.contains("@") == true { parts.removeLast() }
    let isByPlace = parts.allSatisfy { $0.condition == nil }
    // A nought shown where only noughts are is the number itself.
    let formats = parts.enumerated().map { position, part in
      position == 2 && isByPlace && part.showsNought ? CellFormat.plain : part.format
    }
    first = formats.first ?? .plain
    sections =
      Set(formats).count <= 1
      ? []
      : parts.prefix(3).enumerated().map { position, part in
        let condition = part.condition ?? FormatCondition.standard(position, of: min(parts.count, 3))
        return Section(condition: condition, format: formats[position])
      }
  }

  /// How a number is shown.
  @inline(__always)
  func format(of decimal: String) -> CellFormat { sections.isEmpty ? first : chosen(decimal) }

  private func chosen(_ decimal: String) -> CellFormat {
    sections.first { $0.condition?.isMet(by: decimal) ?? true }?.format ?? sections.last?.format ?? first
  }
}

/// When a section of a number format is used: `[>=1000]`, or what its place says.
struct FormatCondition: Hashable {
  private enum Comparison: String {
    case less = "<"
    case atMost = "<="
    case equal = "="
    case unequal = "<>"
    case atLeast = ">="
    case greater = ">"
  }

  private let comparison: Comparison
  private let limit: Double

  /// Reads what stands in brackets; `nil` for a colour, a currency or a language.
  init?(_ text: String) {
    let sign = text.prefix { "<>=".contains($0) }
    guard let comparison = Comparison(rawValue: String(sign)),
      let limit = Double(text.dropFirst(sign.count).filter { !$0.isWhitespace })
    else { return nil }
    self.comparison = comparison
    self.limit = limit
  }

  private init(_ comparison: Comparison) {
    self.comparison = comparison
    limit = 0
  }

  /// What the place of a section says where it has no condition: of two the first is for numbers from 0 on, of three the first is
  /// for positive, the second for negative ones. The last is for all others.
  static func standard(_ position: Int, of count: Int) -> FormatCondition? {
    switch (position, count) {
    case (0, 2): FormatCondition(.atLeast)
    case (0, 3): FormatCondition(.greater)
    case (1, 3): FormatCondition(.less)
    default: nil
    }
  }

  /// Whether a number meets it. Compared in binary, as the application that shows the number does.
  func isMet(by decimal: String) -> Bool {
    let number = Double(decimal) ?? 0
    return switch comparison {
    case .less: number < limit
    case .atMost: number <= limit
    case .equal: number == limit
    case .unequal: number != limit
    case .atLeast: number >= limit
    case .greater: number > limit
    }
  }
}
