import Kernel

/// Finds an indicator by what files and people write: its code, or its name or an alias in any spelling.
public struct IndicatorLookup: Sendable {
  /// Every indicator by code.
  public let byCode: [String: Indicator]
  /// The codes that answer to each name, by its key.
  private let byKey: [String: Set<String>]

  /// A lookup over these indicators.
  public init(_ indicators: [Indicator]) {
    byCode = Dictionary(indicators.map { ($0.code, $0) }) { first, _ in first }
    // A name of the shared catalogue means its indicator, whatever departments call their own.
    byKey = IndicatorLookup.names(of: indicators.filter { $0.owner != nil }).merging(
      IndicatorLookup.names(of: indicators.filter { $0.owner == nil })
    ) { _, shared in shared }
  }

  /// The codes of the indicators that bear a name, by its key. A name two of them share names neither.
  private static func names(of indicators: [Indicator]) -> [String: Set<String>] {
    var keys: [String: Set<String>] = [:]
    for indicator in indicators { for key in indicator.nameKeys { keys[key, default: []].insert(indicator.code) } }
    return keys
  }

  /// The indicator meant; `nil` where none, or more than one, answers to the text.
  public func indicator(_ text: String) -> Indicator? {
    if let indicator = byCode[text] { return indicator }
    guard let codes = byKey[VietnameseText.searchKey(text)], codes.count == 1 else { return nil }
    return codes.first.flatMap { byCode[$0] }
  }

  /// Why no indicator is meant by a text: its letters are of an old encoding, nobody bears the name, or several do.
  package func fault(of text: String, at column: String) -> FieldFault {
    if let legacy = LegacyText.fault(column, text) { return legacy }
    let codes = byKey[VietnameseText.searchKey(text)] ?? []
    guard codes.count > 1 else {
      return FieldFault(column, "planning.unknown_indicator", ["read": LegacyText.shortened(text)])
    }
    return FieldFault(
      column, "planning.shared_name", ["read": LegacyText.shortened(text), "codes": codes.sorted().joined(separator: ", ")])
  }
}
