/// Pieces that mean something to a reader, or have hurt one.
enum Words {
  /// One of the pieces for a reader.
  static func one(for reader: Reader, _ random: inout SeededRandom) -> [UInt8] {
    let special: [String] =
      switch reader {
      case .archive, .parts: workbook
      case .csv: table
      case .fields, .multipart: request
      default: numbers
      }
    return Array((random.one(of: random.below(3) == 0 ? text : special) ?? "").utf8)
  }

  /// Marks, directions, invisible and half signs, other encodings read as this one.
  private static let text = [
    "\u{301}", "\"\u{301}", "=\u{301}", "\u{323}\u{302}", "ạ\u{301}\u{301}\u{301}", "\u{202D}72\u{202C}", "\u{200E}", "\u{2066}",
    "\u{61C}", "\u{FEFF}",
    "\u{200B}", "\u{AD}", "\u{A0}", "\u{3000}", "\0", "\u{1A}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FFFD}", "\u{FFFE}",
    "\u{1F1FB}\u{1F1F3}",
    "ð", "Ð", "đồng", "Gi¶i quyÕt", "Giaûi quyeát", "Giáº£i quyáº¿t", "\r", "\r\n", "\n", "\t", "\"", "'", "<", "&", "&#0;",
    "&#38;",
    "<script>", "javascript:", "=1+1", "@", "\\", "//", "%", "_x0041_", "_x005F_", "]]>",
  ]

  private static let numbers = [
    "0", "00", "-", "−", "+", ".", ",", "1.550", "1,234,567", "12345678.550000001", "1e5", "1E+30", "1E-400", "100000000000000",
    "100000000000000,0001", "50 250", "50.250,5", "72 người", "1,55%", "10/5", "-10/-5", "31/12/2024", "29.2.2023", "2024-12",
    "2024-9M",
    "2024-H2", "2024-Q4", "9999-12-31", "C7", "$XFD$1048576", "A.24", "24@2025-06-30", "00004",
  ]

  private static let table = [
    ",", ";", "\t", "\"", "\"\"", "\"\n\"", "sep=;\n", "sep=,\r\n", "\u{FEFF}", "place_code", "indicator", "period", "actual",
    "note", "\r",
    "\r\n\r\n", "PK\u{3}\u{4}", "00004", "1.550", "",
  ]

  private static let request = [
    "&", "=", "+", "%", "%0", "%00", "%41", "%cc%81", "%CC%A3", "%ff", "%2f%2f", "&&&&", ";", "; ", "phien=", "boundary=", "--",
    "--x", "--x--",
    "\r\n--x\r\n", "\r\n--x--\r\n", "\r\n\r\n", "Content-Disposition: form-data; name=\"a\"", "; filename=\"b\"",
    "multipart/form-data",
    "; boundary=\"x\"", "----------------------------------------",
  ]

  private static let workbook = [
    "<row r=\"1\">", "</row>", "<row/>", "<c r=\"C7\">", "<c r=\"XFD1048576\" t=\"s\"><v>0</v></c>",
    "<c t=\"inlineStr\"><is><t>x</t></is></c>",
    "<c r=\"A1\" t=\"b\"><v>1</v></c>", "<c r=\"A1\" t=\"e\"><v>#DIV/0!</v></c>", "<f>C8+50</f>", "<v>", "</v>", "<v>-5</v>",
    "<v>99999999999</v>",
    "<mergeCell ref=\"H:K\"/>", "<mergeCell ref=\"9:9\"/>", "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<sheet name=\"_ansinh\" sheetId=\"9\" r:id=\"\"/>",
    "<legacyDrawing r:id=\"rId2\"/>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "<![CDATA[x]]>", "<!-- -->", "<?a b?>",
    "<x:c xmlns:x=\"y\"/>",
    "xmlns=\"\"", "r:id=\"rId1\"", "t=\"s\"", "s=\"9999\"", "1", "-1", "C7", "rId1", "styles.xml", "../../../x",
    "/xl/workbook.xml",
    "xl\\worksheets\\sheet1.xml", "XL/WORKBOOK.XML", "worksheets/sheet1.xml", "sheetProtection", "<si><t>x</t></si>",
    "<xf numFmtId=\"14\"/>",
    "#,##0 VND", "[$-42A]dd/mm/yyyy", "00000", "http://purl.oclc.org/ooxml/spreadsheetml/main", "UTF-16", "ISO-8859-1",
    "<comment ref=\"C7\" authorId=\"0\"><text><t>x</t></text></comment>", "<threadedComment ref=\"C7\"/>",
  ]
}

extension Reader {
  /// The most bytes of an input: what a stranger may send, or a file of an ordinary form.
  var longestInput: Int {
    switch self {
    case .archive, .parts: 200_000
    case .csv, .multipart: 100_000
    case .fields, .text, .document, .planted, .hidden: 16_000
    }
  }
}
