import Figures
import Interchange
import Kernel
import Storage

/// Keeps a name from meaning two indicators: one rule for pages and files, over the catalogue as the rows would leave it.
///
/// An indicator keeps a name that it bears, and a name that another row of the file gives up is free. Of two rows that take one
/// name the later is refused.
struct NameRule {
  /// An indicator that bears a name.
  private struct Bearer {
    /// Who.
    let indicator: Indicator
    /// Whether the name is one of its aliases, rather than its code or a name proper.
    let isAlias: Bool
  }

  /// Who bears each name, by the name's key, in the order of their codes.
  private var bearers: [String: [Bearer]] = [:]
  /// The rows that are good so far.
  private let candidates: [IndicatorImport.Candidate]
  /// The rows by their code.
  private let byCode: [String: IndicatorImport.Candidate]
  /// In whose name they are written.
  private let scope: CatalogueScope

  /// - Parameter all: the catalogue as the rows would leave it.
  init(_ candidates: [IndicatorImport.Candidate], in all: [String: Indicator], _ scope: CatalogueScope) {
    self.candidates = candidates
    self.scope = scope
    byCode = Dictionary(candidates.map { ($0.indicator.code, $0) }) { first, _ in first }
    for indicator in all.values.sorted(by: { $0.code < $1.code }) {
      let names = Set([indicator.code, indicator.nameVi, indicator.nameEn].map(VietnameseText.searchKey))
      for key in names { bearers[key, default: []].append(Bearer(indicator: indicator, isAlias: false)) }
      for key in Set(indicator.aliases.map(VietnameseText.searchKey)).subtracting(names) {
        bearers[key, default: []].append(Bearer(indicator: indicator, isAlias: true))
      }
    }
  }

  /// The rows that take a name from another indicator, each at its column.
  func faults() -> [CellError] {
    guard scope != .program else { return [] }
    return candidates.compactMap { candidate in
      fault(of: candidate).map { CellError(line: candidate.line, column: $0.field, code: $0.code, $0.values) }
    }
  }

  private func fault(of candidate: IndicatorImport.Candidate) -> FieldFault? {
    let indicator = candidate.indicator
    let known = Set(candidate.before?.nameKeys ?? [])
    let names = [("name_vi", indicator.nameVi), ("name_en", indicator.nameEn)] + indicator.aliases.map { ("aliases", $0) }
    for (field, name) in names {
      let key = VietnameseText.searchKey(name)
      guard !known.contains(key) else { continue }
      let other = bearers[key]?.first { bearer in
        bearer.indicator.code != indicator.code
          && bearer.indicator.isVisible(to: indicator.owner ?? Department.installation)
          && !(field == "aliases" && bearer.isAlias && scope.sharesAliases)
          && !takesLater(bearer.indicator.code, key, than: candidate)
      }
      if let other { return FieldFault(field, "planning.name_taken", ["read": name, "code": other.indicator.code]) }
    }
    return nil
  }

  /// Whether a code's row takes a name only after a row, so that it is the one to be refused.
  private func takesLater(_ code: String, _ key: String, than candidate: IndicatorImport.Candidate) -> Bool {
    guard let other = byCode[code], other.line > candidate.line else { return false }
    return !(other.before?.nameKeys ?? []).contains(key)
  }
}
