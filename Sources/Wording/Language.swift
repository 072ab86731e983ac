/// A language the pages speak. Vietnamese is the official one and the default; English is the second duty of the portal
/// (Decree 42/2022, article 4).
public enum Language: String, Sendable, Hashable, CaseIterable {
  /// Vietnamese.
  case vi
  /// English.
  case en

  /// The language of whoever has not chosen.
  public static let standard = Language.vi

  /// The BCP 47 tag, as `lang` and `hreflang` want it.
  public var tag: String { rawValue }

  /// The language a BCP 47 tag names, whatever its region (`en-GB`); `nil` for other languages.
  public init?(tag: some StringProtocol) {
    let primary = tag.split(separator: "-", maxSplits: 1).first?.lowercased()
    guard let primary, let language = Language(rawValue: primary) else { return nil }
    self = language
  }
}
