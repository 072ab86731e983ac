import CXlsxWriter

extension CellValidation {
  /// The rules of cells, each with the longest stretches of a column it holds in: a form has one rule a column, not one a cell.
  static func ranges(of cells: [CellContent]) -> [(range: CellRange, validation: CellValidation)] {
    let ruled = cells.filter { $0.validation != nil }.sorted {
      ($0.address.column, $0.address.row) < ($1.address.column, $1.address.row)
    }
    var ranges: [(range: CellRange, validation: CellValidation)] = []
    for cell in ruled {
      guard let validation = cell.validation else { continue }
      if let last = ranges.last, last.validation == validation, last.range.to.column == cell.address.column,
        last.range.to.row == cell.address.row - 1
      {
        ranges[ranges.count - 1].range.to = cell.address
      } else {
        ranges.append((CellRange(from: cell.address, to: cell.address), validation))
      }
    }
    return ranges
  }

  /// Writes the rule for a range; false where a word or sentence is too long for the format.
  func write(to sheet: UnsafeMutablePointer<lxw_worksheet>, _ range: CellRange) -> Bool {
    guard [input, error].allSatisfy({ $0?.isWritable ?? true }) else { return false }
    let texts = MutableTexts()
    var rule = lxw_data_validation()
    switch self.rule {
    case .list(let words):
      guard CellValidation.isListable(words) else { return false }
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      rule.value_list = texts.list(words.map(\.writable))
    case .words(let name, let words):
      let quoted = name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      rule.value_formula = texts.text("='\(quoted)'!\(words.from.fixed):\(words.to.fixed)")
    case .wholeNumber, .number:
      let type = self.rule == .number ? LXW_VALIDATION_TYPE_DECIMAL : LXW_VALIDATION_TYPE_INTEGER
      rule.validate = UInt8(type.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
    }
    let severity = isStrict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING
    rule.error_type = UInt8(severity.rawValue)
    rule.input_title = texts.text(input?.title.writable)
    rule.input_message = texts.text(input?.text.writable)
    rule.error_title = texts.text(error?.title.writable)
    rule.error_message = texts.text(error?.text.writable)
    return worksheet_data_validation_range(
      sheet, lxw_row_t(range.from.row - 1), lxw_col_t(range.from.column), lxw_row_t(range.to.row - 1),
      lxw_col_t(range.to.column), &rule) == LXW_NO_ERROR
  }

  /// A list inside the rule is one text between quotation marks, with commas. Excel counts its letters; libxlsxwriter counts
  /// letters too and then copies the bytes into room for as many, so bytes are counted here (docs/decisions/0038).
  private static func isListable(_ words: [String]) -> Bool {
    !words.isEmpty && words.count <= 128 && words.joined(separator: ",").utf8.count <= 255
      && words.allSatisfy { !$0.isEmpty && !$0.utf8.contains(0x2C) && !$0.utf8.contains(0x22) }
  }
}

extension CellValidation.Advice {
  /// Whether Excel takes it; a longer one would make it repair the file.
  fileprivate var isWritable: Bool { title.utf16.count <= 32 && text.utf16.count <= 255 }
}

extension CellAddress {
  /// The address as it stands in a formula that is copied without change: `$C$5`.
  fileprivate var fixed: String { "$\(CellAddress.columnName(column))$\(row)" }
}

/// Texts for a C function that takes them as changeable; they live as long as this object.
private final class MutableTexts {
  private var texts: [UnsafeMutableBufferPointer<CChar>] = []
  private var lists: [UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>] = []

  func text(_ text: String?) -> UnsafeMutablePointer<CChar>? {
    guard let text else { return nil }
    let bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: text.utf8.count + 1)
    _ = bytes.initialize(from: text.utf8CString)
    texts.append(bytes)
    return bytes.baseAddress
  }

  /// A list that ends with a null pointer.
  func list(_ words: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    let list = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 1)
    _ = list.initialize(from: words.map { text($0) } + [nil])
    lists.append(list)
    return list.baseAddress
  }

  deinit {
    for text in texts { text.deallocate() }
    for list in lists { list.deallocate() }
  }
}
