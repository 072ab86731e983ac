import CXlsxWriter

/// The formats of a workbook: each style becomes one format of the file.
struct WorkbookFormats {
  private static let grey: lxw_color_t = 0xE7E6E6
  private static let yellow: lxw_color_t = 0xFFF9DB
  private static let line: lxw_color_t = 0x8C8C8C
  private let file: WorkbookFile
  private var made: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

  init(of file: WorkbookFile) { self.file = file }

  /// The format of a style; `nil` for the standard cell.
  mutating func format(_ style: CellStyle) throws(WorkbookWriteError) -> UnsafeMutablePointer<lxw_format>? {
    if style == .plain { return nil }
    if let format = made[style] { return format }
    let format = try file.addFormat()
    WorkbookFormats.apply(style, to: format)
    made[style] = format
    return format
  }

  private static func apply(_ style: CellStyle, to format: UnsafeMutablePointer<lxw_format>) {
    if style.isBold { format_set_bold(format) }
    if style.isItalic { format_set_italic(format) }
    if let size = style.fontSize { format_set_font_size(format, Double(size)) }
    if style.isWrapped { format_set_text_wrap(format) }
    if style.isUnlocked { format_set_unlocked(format) }
    if style.hasBorder {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, line)
    }
    if let background = style.background {
      format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_fg_color(format, background == .grey ? grey : yellow)
    }
    switch style.alignment {
    case .leading: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .centre: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .trailing: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case nil: break
    }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    if style.numberFormat != .general { format_set_num_format(format, style.numberFormat.code) }
  }
}
