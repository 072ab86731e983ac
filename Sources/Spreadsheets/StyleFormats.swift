/// Reads from `styles.xml` how the numbers of each cell style are shown; cells name a style by its position.
struct StyleFormats: PartContent {
  static let root: StaticString = "styleSheet"

  /// Excel takes 255 signs.
  private static let longestCode = 1_000
  /// Excel takes some 250.
  private static let mostCodes = 5_000
  /// Excel takes 65,490.
  private static let mostStyles = 100_000

  private enum Place { case elsewhere, codes, styles }

  private var place = Place.elsewhere
  private var codes: [Int: NumberFormat] = [:]
  private var ids: [Int] = []

  /// The format of each style.
  var formats: [NumberFormat] { ids.map { codes[$0] ?? NumberFormat(builtIn: $0) } }

  mutating func open(_ name: XMLName, _ attributes: XMLAttributes) throws {
    if name == "numFmts" {
      place = .codes
    } else if name == "cellXfs" {
      place = .styles
    } else if place == .codes, name == "numFmt" {
      guard let id = attributes.number("numFmtId"), let code = attributes.string("formatCode") else { return }
      guard codes.count < StyleFormats.mostCodes else { throw WorkbookError.damaged }
      codes[id] = NumberFormat(code: String(code.prefix(StyleFormats.longestCode)))
    } else if place == .styles, name == "xf" {
      guard ids.count < StyleFormats.mostStyles else { throw WorkbookError.damaged }
      ids.append(attributes.number("numFmtId") ?? 0)
    }
  }

  mutating func close(_ name: XMLName) throws {
    if name == "numFmts" || name == "cellXfs" { place = .elsewhere }
  }
}
