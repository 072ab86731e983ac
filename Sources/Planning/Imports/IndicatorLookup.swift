import Kernel
import Storage

/// Finds an indicator by what files and people write: its code, or its name or an alias in any spelling.
public struct IndicatorLookup: Sendable {
  /// Every indicator by code.
  public let byCode: [String: Indicator]
  private let byKey: [String: String]

  /// A lookup over these indicators.
  public init(_ indicators: [Indicator]) {
    byCode = Dictionary(indicators.map { ($0.code, $0) }) { first, _ in first }
    var keys: [String: Set<String>] = [:]
    for indicator in indicators {
      for name in [indicator.code, indicator.nameVi, indicator.nameEn] + indicator.aliases {
        keys[VietnameseText.searchKey(name), default: []].insert(indicator.code)
      }
    }
    // A name two indicators share names neither.
    byKey = keys.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// The indicator meant; `nil` where none, or more than one, answers to the text.
  public func indicator(_ text: String) -> Indicator? {
    byCode[text] ?? byKey[VietnameseText.searchKey(text)].flatMap { byCode[$0] }
  }
}
