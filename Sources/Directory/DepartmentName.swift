import Kernel
import Rulebook
import Territory

/// What the departments of all provinces are called from a day to a day, with a place for the province's name: a value of
/// `Content/rules/directory/department-names.yaml`.
public struct DepartmentName: Hashable, Sendable {
  /// The Vietnamese pattern; `{province}` stands for kind and name, «tỉnh Kon Tum», «thành phố Cần Thơ».
  public let vietnamese: String
  /// The English pattern; `{province}` stands for the name alone, «Kon Tum».
  public let english: String
  /// The short Vietnamese name, the same everywhere.
  public let abbreviation: String
  /// The first day; `nil` when it lies before what we know.
  public let from: CivilDate?
  /// The last day; `nil` while it is the name.
  public let to: CivilDate?

  /// A pattern with these parts.
  public init(vietnamese: String, english: String, abbreviation: String, from: CivilDate?, to: CivilDate?) {
    self.vietnamese = vietnamese
    self.english = english
    self.abbreviation = abbreviation
    self.from = from
    self.to = to
  }

  /// Every pattern of a rulebook, the oldest first.
  public static func all(in rulebook: Rulebook) -> [DepartmentName] {
    (rulebook.rule("directory/department-names")?.values ?? []).map { value in
      DepartmentName(
        vietnamese: value.value.field("vi") ?? "", english: value.value.field("en") ?? "",
        abbreviation: value.value.field("abbreviation") ?? "", from: value.from, to: value.to)
    }
  }

  /// The name in one version of a province, on the days both hold; `nil` when there is no such day.
  func name(in province: AdministrativeUnit) -> OrganisationName? {
    let first = [from, province.validFrom].compactMap { $0 }.max()
    let last = [to, province.validTo].compactMap { $0 }.min()
    if let first, let last, last < first { return nil }
    return OrganisationName(
      vietnamese: vietnamese.replacing("{province}", with: province.fullName),
      english: english.replacing("{province}", with: province.name), abbreviation: abbreviation, from: first, to: last)
  }

  /// The names of one department: every pattern in every version of its province, by first day. A version that changes no name
  /// makes no new one.
  static func names(_ patterns: [DepartmentName], in versions: [AdministrativeUnit]) -> [OrganisationName] {
    let all = versions.flatMap { version in patterns.compactMap { $0.name(in: version) } }
    var names: [OrganisationName] = []
    for name in all.sorted(by: { ($0.from?.iso ?? "") < ($1.from?.iso ?? "") }) {
      if let last = names.last, let end = last.to, end.adding(days: 1) == name.from, last.reads(like: name) {
        names[names.count - 1] = OrganisationName(
          vietnamese: last.vietnamese, english: last.english, abbreviation: last.abbreviation, from: last.from, to: name.to)
      } else {
        names.append(name)
      }
    }
    return names
  }
}

extension OrganisationName {
  /// Whether two names are the same words, whatever their days.
  fileprivate func reads(like other: OrganisationName) -> Bool {
    vietnamese == other.vietnamese && english == other.english && abbreviation == other.abbreviation
  }
}
