import Kernel

/// A place as people and files write it: `24`, `24@2025-06-30`, `A.24`, `phường Tân An, quận Ninh Kiều`. The one way of reading
/// it for every column, option and address that names a place.
///
/// A code alone says nothing without a day; behind `@` it brings its own. An id is a unit for ever.
public struct UnitReference: Hashable, Sendable {
  /// The four ways of naming a place.
  enum Kind: Hashable {
    /// An official code, or what a spreadsheet left of it.
    case code(String)
    /// The identity of a unit.
    case id(ID<AdministrativeUnit>)
    /// A name, with or without its kind and the units above.
    case name(String)
    /// What stands behind `@` is no day.
    case unreadable
  }

  /// What was written, without blanks at the ends and invisible signs.
  public let text: String
  /// The day behind `@`, on which the code or name is meant.
  public let day: CivilDate?
  let kind: Kind

  /// Reads a text; every text is a reference, if only to a name that nobody bears.
  public init(_ text: String) {
    let text = VietnameseText.cleaned(text)
    self.text = text
    guard let at = text.lastIndex(of: "@") else {
      day = nil
      kind = UnitReference.kind(of: text)
      return
    }
    day = CivilDate(typed: text[text.index(after: at)...])
    kind = day == nil ? .unreadable : UnitReference.kind(of: VietnameseText.cleaned(String(text[..<at])))
  }

  /// The unit, where its id was written: it needs no day.
  public var id: ID<AdministrativeUnit>? {
    if case .id(let id) = kind { return id }
    return nil
  }

  /// Whether a bare official code was written, which only the day of its use explains.
  public var isBareCode: Bool {
    if case .code = kind { return day == nil }
    return false
  }

  /// Whether a name was written, which several units may begin with.
  public var isName: Bool {
    if case .name = kind { return true }
    return false
  }

  /// The letters of the structures of units. A later reform adds its own here and to the files of places.
  private static let structures = "AB"

  private static func kind(of text: String) -> Kind {
    if isNumber(text[...]) { return .code(text) }
    let letter = text.prefix(1).uppercased()
    let rest = text.dropFirst()
    if structures.contains(letter), rest.first == ".", isNumber(rest.dropFirst()) { return .id(ID(letter + rest)) }
    return .name(text)
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}

/// Which units that ended before the last day of the days asked about can be meant.
public enum EndedUnits: Sendable, Hashable {
  /// All that lived on one of the days: plans and boards of a year.
  case allowed
  /// Those that are named by id, name or a day; a bare code means a unit that saw the last day. Figures of a period.
  case whenNamed
  /// None: the sheets of forms, which a unit sends after the period's last day.
  case refused
}
