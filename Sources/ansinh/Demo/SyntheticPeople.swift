import Directory
import Kernel
import PlanningDemo
import Storage
import Territory
import Wording

/// The officials of a made-up province: one for each commune and district, three and an administrator for the department.
struct SyntheticPeople {
  private let units: [AdministrativeUnit]
  private let words: LocalWording

  init(_ units: [AdministrativeUnit], _ words: LocalWording) {
    self.units = units
    self.words = words
  }

  /// The posts of a unit by the beginning of their usernames.
  enum Post: String, CaseIterable {
    case commune = "xa"
    case district = "huyen"
    case specialist = "chuyenvien"
    case head = "truongphong"
    case director = "giamdoc"
    case administrator = "quantri"

    var role: Role {
      switch self {
      case .commune: .communeOfficer
      case .district: .districtOfficer
      case .specialist: .specialist
      case .head: .divisionHead
      case .director: .director
      case .administrator: .administrator
      }
    }

    static func of(_ level: AdministrativeUnit.Level) -> [Post] {
      switch level {
      case .commune: [.commune]
      case .district: [.district]
      case .province: [.specialist, .head, .director, .administrator]
      }
    }

    /// The username at a unit: `xa.31117` in the structure of three levels; since 2025-07-01, with codes used again, `xa.b31117`.
    func username(_ unit: AdministrativeUnit) -> String {
      let structure = unit.id.rawValue.prefix { $0 != "." }.lowercased()
      return "\(rawValue).\(structure == "a" ? "" : structure)\(unit.code)"
    }
  }

  /// Everybody, the department first.
  var people: [DemoAccounts.Person] {
    units.flatMap { unit in
      Post.of(unit.level).map { post in
        DemoAccounts.Person(
          username: post.username(unit), name: name(post, unit), role: post.role, unit: unit.id.rawValue, note: unit.fullName)
      }
    }
  }

  private func name(_ post: Post, _ unit: AdministrativeUnit) -> String {
    let place = ["unit": unit.fullName]
    return switch post {
    case .commune, .district: words.text("console.synthetic_officer", place)
    case .specialist: words.text("console.synthetic_specialist", place)
    case .head: words.text("console.synthetic_head", place)
    case .director: words.text("console.synthetic_director", place)
    case .administrator: words.text("console.synthetic_administrator", place)
    }
  }

  /// The staff that these accounts are.
  func staff(_ accounts: [String: Account]) -> SyntheticStaff {
    var staff = SyntheticStaff()
    for unit in units {
      func actor(_ post: Post) -> Actor? { accounts[post.username(unit)]?.actor }
      switch unit.level {
      case .commune: staff.officers[unit.id] = actor(.commune)
      case .district: staff.officers[unit.id] = actor(.district)
      case .province:
        staff.officers[unit.id] = actor(.specialist)
        staff.heads[unit.id] = actor(.head)
        staff.directors[unit.id] = actor(.director)
      }
    }
    return staff
  }
}
