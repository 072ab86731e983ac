import HTML
import Interchange
import Kernel
import Planning
import WebShared
import Wording

/// An indicator's row as it was typed: the fields bear the columns' names of the file contract.
struct IndicatorForm: Sendable {
  private var texts: [String: String] = [:]

  /// The field that says whose a new indicator is to be, and its values.
  static let scope = "pham-vi"
  static let own = "rieng"
  static let shared = "chung"

  init() { texts = ["decimals": "", "attainment_decimals": "2", IndicatorForm.scope: IndicatorForm.own] }

  init(_ form: FormValues) {
    for column in IndicatorImport.columns.names + ["version", "reason", IndicatorForm.scope] { texts[column] = form[column] }
  }

  /// The cells of a row, as a proposal carries them.
  init(cells: [String: String]) { texts = cells }

  init(_ indicator: Indicator) {
    texts = [
      "code": indicator.code, "name_vi": indicator.nameVi, "name_en": indicator.nameEn,
      "aliases": indicator.aliases.joined(separator: "; "), "unit": indicator.unit, "sector": indicator.sector,
      "kind": indicator.kind.rawValue, "direction": indicator.direction.rawValue, "decimals": String(indicator.decimals),
      "attainment_decimals": String(indicator.attainmentDecimals), "headline": indicator.isHeadline ? "1" : "",
      "parent": indicator.parent ?? "", "base": indicator.base ?? "", "version": String(indicator.version),
    ]
  }

  subscript(column: String) -> String { texts[column] ?? "" }

  /// The same form over a newer version.
  func seeing(_ version: Int) -> IndicatorForm {
    var copy = self
    copy.texts["version"] = String(version)
    return copy
  }

  /// The form as a file with one row.
  func file(code: String) -> [UInt8] {
    var writer = CSVWriter(header: IndicatorImport.columns.names)
    writer.add(IndicatorImport.columns.names.map { .plain($0 == "code" ? code : self[$0]) })
    return Array(writer.text.utf8)
  }

  /// The fields of the form.
  /// - Parameters:
  ///   - rates: the indicators that a reduction may cut.
  ///   - needsReason: whether the form is a proposal, which is decided by its reason.
  @HTMLBuilder func fields(
    _ words: LocalWording, rates: [Indicator], isNew: Bool, needsReason: Bool, _ errors: [FieldError]
  ) -> [Node] {
    hiddenField(name: "version", value: self["version"])
    if isNew { text("code", words, errors, width: .medium) } else { hiddenField(name: "code", value: self["code"]) }
    text("name_vi", words, errors, width: .full)
    text("name_en", words, errors, width: .full, isOptional: true)
    text("aliases", words, errors, width: .full, isOptional: true)
    text("unit", words, errors, width: .medium)
    text("sector", words, errors, width: .medium, isOptional: true)
    choice("kind", IndicatorKind.allCases.map { Choice($0.rawValue, words.text("kind.\($0.rawValue)")) }, words, errors)
    choice("direction", Direction.allCases.map { Choice($0.rawValue, words.text("direction.\($0.rawValue)")) }, words, errors)
    text("decimals", words, errors, width: .tiny, isOptional: true)
    text("attainment_decimals", words, errors, width: .tiny, isOptional: true)
    checkBox(
      Field(name: "headline", label: words.text("catalogue.field.headline")), isChecked: self["headline"] == "1", in: words)
    text("parent", words, errors, width: .medium, isOptional: true)
    let show = BoardWords(words)
    choice(
      "base", rates.map { Choice($0.code, "\(show.name($0)) (\($0.code))") }, words, errors,
      none: words.text("catalogue.no_base"),
      hint: words.text("catalogue.base_hint"))
    text("reason", words, errors, width: .full, isOptional: !needsReason)
  }

  private func text(
    _ column: String, _ words: LocalWording, _ errors: [FieldError], width: FieldWidth, isOptional: Bool = false
  ) -> Node {
    textField(
      Field(
        name: column, label: words.text("catalogue.field.\(column)"), error: errors.first { $0.field == column }?.message,
        isOptional: isOptional), value: self[column], width: width, in: words)
  }

  private func choice(
    _ column: String, _ choices: [Choice], _ words: LocalWording, _ errors: [FieldError], none: String? = nil,
    hint: String? = nil
  ) -> Node {
    selectField(
      Field(
        name: column, label: words.text("catalogue.field.\(column)"), hint: hint,
        error: errors.first { $0.field == column }?.message),
      choices: choices, selected: self[column], none: none, in: words)
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
