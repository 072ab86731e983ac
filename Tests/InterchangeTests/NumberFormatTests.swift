import Spreadsheets
import Testing

/// Number formats by their sections, as Excel, other programs and people write them.
@Suite("Formats of numbers")
struct NumberFormatTests {
  static func format(_ code: String, _ number: String) throws -> CellFormat? {
    let escaped = code.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
    let sample = WorkbookSample(
      rows: "<row><c><v>\(number)</v></c></row>",
      styles: "<numFmts><numFmt numFmtId='170' formatCode=\"\(escaped)\"/></numFmts><cellXfs><xf numFmtId='170'/></cellXfs>")
    let reader = try WorkbookReader(sample)
    var format: CellFormat?
    _ = try reader.read(reader.sheets[0]) { row in
      format = row.cells.first?.format
      return true
    }
    return format
  }

  static let numbers = [
    "#,##0 VND", "#,##0.00 USD", "Standard", "standard", "General", "GENERAL", "General \"người\"", "G/通用格式", "Allgemein",
    "Général",
    #"[$-42A]#,##0 "đồng""#, "[$₫-42A]#,##0", "[$VND] #,##0", "[Red]0", "[Color10]#,##0", #"#,##0\ "đ""#, #"#,##0\d"#, "0 days",
    "0 d", "#,##0 \"dmyhs\"", "# ?/?", "# ??/??", "##0.0E+0", "0.00E-00", "#,##0_);(#,##0)", "_(* #,##0.00_);_(* \\(#,##0.00\\)",
    "_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* \"-\"??\\ _₫_-;_-@_-", "0.0", "0.00", "#", "?", "?0", "0,000", "#,##0,", "@",
    "\"Có\"", ";;;", "0;;", "#,##0;-#,##0;", "[DBNum1]0", "\"A.\"0", "0.0_d", "0*m", "#\" \"##0", "0\"%\"", "0\\%", "\\d0",
    "# ?/16", "# ??/100", "# ?/ 8", "#,##0 \"m2\"", #"0.0\ \k\m\2"#, "0 [$m3]", "0 \"m²\"", "General \"m2\"", "0_0",
    "#,##0 \"đ\"", "[<=100]0", "[Color10][$₫-42A]0",
  ]

  @Test("are numbers where digits stand, whatever letters stand around", arguments: numbers)
  func number(code: String) throws { #expect(try Self.format(code, "45000") == .plain) }

  static let dates = [
    "dd/mm/yyyy", "d-mmm-yy", "DD/MM/YYYY", "[$-42A]dd mmmm yyyy;@", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "[h]:mm",
    "[hh]:mm:ss",
    "[mm]", "[ss]", "mm:ss.0", "mm:ss.000", "ss,00", "h:mm AM/PM", "[h]:mm:ss.00", "\"ngày\" d \"tháng\" m", "[Red]dd/mm/yyyy",
    "yyyy\\-mm\\-dd\\Thh:mm", "d/m", "mmmm", "TT.MM.JJJJ",
  ]

  @Test("are dates where letters of days and hours stand alone", arguments: dates)
  func date(code: String) throws { #expect(try Self.format(code, "45000") == .date) }

  @Test("are percentages", arguments: ["0%", "0.00%", "0 %", "#,##0.0%", "[Red]0%", "0%;-0%", "%", "_-* 0%_-"])
  func percent(code: String) throws { #expect(try Self.format(code, "0.5") == .percent) }

  static let shown: [(code: String, format: CellFormat)] = [
    ("00", .zeros(2)), ("000", .zeros(3)), ("00000", .zeros(5)), ("00000;-00000", .zeros(5)), ("[$-42A]00000", .zeros(5)),
    ("000\" xã\"", .zeros(3)), ("0", .plain), ("0.00", .plain), ("00.0", .plain), ("0,000", .plain), ("#00", .plain),
    ("?00", .plain), (#"0000\-000"#, .masked), ("000-00-0000", .masked), ("(000) 000-0000", .masked), (#"00\.00"#, .masked),
    (#"00":"00"#, .masked), (#""A."00"#, .masked), (#"\A\.00"#, .masked), (String(repeating: "0", count: 300), .plain),
  ]

  @Test("say how many digits a number has, or that signs stand between them", arguments: shown)
  func isShown(code: String, format: CellFormat) throws { #expect(try Self.format(code, "4") == format) }

  static let digitsBeside = [
    #""000"0"#, #"\0\0\00"#, ##""0"#"##, "[$000]0", #"0"0""#, #"0\0"#, "0[$0]", "[$000-42A]0", "[$79 ]0", ##""79"#,##0"##,
    #"#,##0",000""#,
    #""79-"0"#, #"0"-1""#, #"0.0"5""#, #""1"0%"#, #"0"0"%"#, #"General"0""#, #""00"General"#, #""000"@"#, #""079""#, #"\5"#,
    #""0"00000"#, #"00000"0""#, "*00", "0*0", "7900", "0 1", #""000"0;0"#, #"[>=0]"000"0;0"#, #""Tổ 2 "0"#, #"0"m23""#, #""m2"0"#,
    "\"０\"0", #"Standard"0""#,
  ]

  @Test("tell of digits beside the number that are not its own", arguments: digitsBeside)
  func digits(code: String) throws { #expect(try Self.format(code, "5") == .digitsAdded) }

  static let sections: [(code: String, number: String, format: CellFormat)] = [
    ("0;dd/mm/yyyy", "5", .plain), ("0;dd/mm/yyyy", "-5", .date), ("0;dd/mm/yyyy", "0", .plain),
    ("dd/mm/yyyy;0;0%", "5", .date), ("dd/mm/yyyy;0;0%", "-5", .plain), ("dd/mm/yyyy;0;0%", "0", .percent),
    ("dd/mm/yyyy;0;0%", "-0.0", .percent), ("dd/mm/yyyy;0;0;@", "0", .plain), ("dd/mm/yyyy;@", "-5", .date),
    ("[<1]0%;0", "0.5", .percent), ("[<1]0%;0", "1", .plain), ("[<1]0%;0", "-3E+5", .percent),
    ("[>=1000]#,##0;[<0]0%;dd/mm/yyyy", "1000", .plain), ("[>=1000]#,##0;[<0]0%;dd/mm/yyyy", "-1", .percent),
    ("[>=1000]#,##0;[<0]0%;dd/mm/yyyy", "999.9", .date), ("[=0]0%;[<>1]0;dd/mm", "0", .percent),
    ("[=0]0%;[<>1]0;dd/mm", "1", .date), ("[Red][<=-5]0%;0", "-5", .percent), ("[> 5]0%;0", "6", .percent),
    ("00;0", "5", .zeros(2)),
    ("00;0", "-5", .plain), (#"0;"00"0"#, "5", .plain), (#"0;"00"0"#, "-5", .digitsAdded), (#"0;-0;"0""#, "5", .plain),
    (#"0;-0;"0""#, "0", .plain), (#"0;-0;"5""#, "0", .digitsAdded), (#"0;"0""#, "-5", .digitsAdded),
    (#"[<100]"000"0;0"#, "79", .digitsAdded), (#"[<100]"000"0;0"#, "790", .plain), (#"[>9]0;[>5]0;"0""#, "3", .digitsAdded),
  ]

  @Test("are those of the section the number falls in", arguments: sections)
  func section(code: String, number: String, format: CellFormat) throws { #expect(try Self.format(code, number) == format) }
}
