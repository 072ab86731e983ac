import Kernel

/// A province, district or commune in one version: what it was called and where it belonged between two days.
///
/// Records store `id`, never the bare `code`: on 1 July 2025 the statistics office gave nearly every code to another unit.
public struct AdministrativeUnit: Hashable, Sendable, Identifiable {
  /// Where a unit stands in the state's structure; the raw value is the stored one.
  public enum Level: Int, Hashable, Sendable, Comparable, CaseIterable {
    /// A province or a centrally run city (tỉnh, thành phố trực thuộc trung ương).
    case province = 1
    /// A district-level unit (quận, huyện, thị xã, thành phố thuộc tỉnh): a level abolished on 2025-07-01.
    case district = 2
    /// A commune-level unit (xã, phường, thị trấn; đặc khu since 2025-07-01).
    case commune = 3

    /// Higher levels come first.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  // `Kernel.` because `Identifiable` gives the type an `ID` of its own.
  /// The identity: the letter of the structure and the official code (`A.31135` to 2025-06-30, `B.31135` from 2025-07-01).
  public let id: Kernel.ID<AdministrativeUnit>
  /// The official code of Decision 19/2025/QĐ-TTg or of the catalogue before it, with its leading zeros.
  public let code: String
  /// The level.
  public let level: Level
  /// The kind as the law writes it: tỉnh, thành phố, quận, huyện, thị xã, phường, xã, thị trấn, đặc khu.
  public let type: String
  /// The name without the kind, in the catalogue's spelling.
  public let name: String
  /// The other official spelling, where the resolutions write one (catalogue «Đắk», resolution «Đăk»).
  public let alternativeName: String?
  /// The unit it belongs to; `nil` for a province.
  public let parent: Kernel.ID<AdministrativeUnit>?
  /// The first day of this version; `nil` when it was already so on 2019-09-11, the beginning of the observed history.
  public let validFrom: CivilDate?
  /// The last day of this version; `nil` while in force.
  public let validTo: CivilDate?
  /// The resolution, decision or catalogue that says so.
  public let source: String

  /// Kind and name, as in running text: `phường Tân An`.
  public var fullName: String { "\(type) \(name)" }

  /// The last day up to `day` that this version saw, if it had begun by then: `day` itself while it is in force.
  public func lastDay(until day: CivilDate) -> CivilDate { validTo.map { min($0, day) } ?? day }

  /// Whether this version was in force on the day.
  public func isValid(on day: CivilDate) -> Bool {
    if let validFrom, day < validFrom { return false }
    if let validTo, day > validTo { return false }
    return true
  }
}
