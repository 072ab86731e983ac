import FigureWords
import Figures
import HTML
import Interchange
import Kernel
import Planning
import Wording

/// An indicator's row as its cells hold it, by the columns' names of the file contract.
struct IndicatorForm: Sendable {
  private let texts: [String: String]

  /// What a new indicator begins with.
  init() { texts = ["attainment_decimals": "2"] }

  /// The cells of a row, as a form or a proposal carries them.
  init(cells: [String: String]) { texts = cells }

  init(_ indicator: Indicator) {
    texts = [
      "code": indicator.code, "name_vi": indicator.nameVi, "name_en": indicator.nameEn,
      "aliases": indicator.aliases.joined(separator: "; "), "unit": indicator.unit, "sector": indicator.sector,
      "kind": indicator.kind.rawValue, "direction": indicator.direction.rawValue, "decimals": String(indicator.decimals),
      "attainment_decimals": String(indicator.attainmentDecimals), "headline": indicator.isHeadline ? "1" : "",
      "parent": indicator.parent ?? "", "base": indicator.base ?? "",
    ]
  }

  subscript(column: String) -> String { texts[column] ?? "" }

  /// The form as a file with one row.
  func file(code: String) -> [UInt8] {
    var writer = CSVWriter(header: IndicatorImport.columns.names)
    writer.add(IndicatorImport.columns.names.map { .plain($0 == "code" ? code : self[$0]) })
    return Array(writer.text.utf8)
  }

  /// The fields in which a form differs from another, each with what it is called and both sides as they are read.
  func differences(from before: IndicatorForm?, _ words: LocalWording) -> [(label: String, before: String, after: String)] {
    IndicatorImport.columns.names.filter { $0 != "code" && (before?[$0] ?? "") != self[$0] }.map { column in
      (
        words.text("catalogue.field.\(column)"), before?.shown(column, words) ?? "", shown(column, words)
      )
    }
  }

  /// A field as people read it.
  private func shown(_ column: String, _ words: LocalWording) -> String {
    let value = self[column]
    return switch column {
    case "kind": IndicatorKind(rawValue: value).map { words.text("kind.\($0.rawValue)") } ?? value
    case "direction": Direction(rawValue: value).map { words.text("direction.\($0.rawValue)") } ?? value
    case "headline": words.text(value.isEmpty ? "catalogue.no" : "catalogue.yes")
    default: value
    }
  }
}
