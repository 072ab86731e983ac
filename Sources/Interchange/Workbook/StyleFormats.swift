/// Reads from `styles.xml` how the numbers of each cell style are shown; cells name a style by its position.
struct StyleFormats: PartContent {
  static let root: StaticString = "styleSheet"

  private enum Place { case elsewhere, codes, styles }

  private var place = Place.elsewhere
  private var codes: [Int: CellFormat] = [:]
  private var ids: [Int] = []

  /// The format of each style.
  var formats: [CellFormat] { ids.map { codes[$0] ?? CellFormat(builtIn: $0) } }

  mutating func open(_ name: XMLName, _ attributes: XMLAttributes) throws {
    if name == "numFmts" {
      place = .codes
    } else if name == "cellXfs" {
      place = .styles
    } else if place == .codes, name == "numFmt" {
      guard let id = attributes.number("numFmtId"), let code = attributes.string("formatCode") else { return }
      codes[id] = CellFormat(code: Array(code.utf8))
    } else if place == .styles, name == "xf" {
      ids.append(attributes.number("numFmtId") ?? 0)
    }
  }

  mutating func close(_ name: XMLName) throws {
    if name == "numFmts" || name == "cellXfs" { place = .elsewhere }
  }
}
