import Directory
import Foundation
import Kernel
import Storage
import Territory

/// Accounts of a demo, with generated passwords kept in a file only its owner reads.
struct DemoAccounts {
  private let installation: Installation
  private let file: String
  private let people: [Person]

  /// Somebody with one role at one unit.
  struct Person {
    let username: String
    let name: String
    let role: Role
    let unit: String
    let note: String
  }

  /// One of each role in both provinces of the articles.
  static let ofTheArticles = [
    Person(username: "chuyenvien.kontum", name: "Chuyên viên Kon Tum", role: .specialist, unit: "A.62", note: "tỉnh Kon Tum"),
    Person(username: "truongphong.kontum", name: "Trưởng phòng Kon Tum", role: .divisionHead, unit: "A.62", note: "tỉnh Kon Tum"),
    Person(username: "giamdoc.kontum", name: "Giám đốc Kon Tum", role: .director, unit: "A.62", note: "tỉnh Kon Tum"),
    Person(username: "huyen.dakto", name: "Cán bộ huyện Đắk Tô", role: .districtOfficer, unit: "A.612", note: "huyện Đắk Tô"),
    Person(
      username: "chuyenvien.cantho", name: "Chuyên viên Cần Thơ", role: .specialist, unit: "A.92", note: "thành phố Cần Thơ"),
    Person(username: "giamdoc.cantho", name: "Giám đốc Cần Thơ", role: .director, unit: "A.92", note: "thành phố Cần Thơ"),
    Person(username: "quantri", name: "Quản trị hệ thống", role: .administrator, unit: "A.62", note: "quản trị"),
  ]

  init(_ installation: Installation, file: String, people: [Person] = ofTheArticles) {
    self.installation = installation
    self.file = file
    self.people = people
  }

  /// Opens the accounts that do not exist yet and writes their passwords to the file.
  /// - Returns: every account, by username.
  @discardableResult
  func open() async throws -> [String: Account] {
    let database = installation.database
    let service = AccountService(database: database)
    var lines = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    var accounts: [String: Account] = [:]
    guard let since = CivilDate(year: 2016, month: 1, day: 1) else { return accounts }
    for person in people {
      if let known = try await database.read({ try AccountStore.account(username: person.username, $0) }) {
        accounts[person.username] = known
        continue
      }
      let unit = ID<AdministrativeUnit>(person.unit)
      let department = try await database.read { try AccountOpening.department(of: unit, $0) }
      let password = Password.generate(database.effects)
      accounts[person.username] = try await service.create(
        username: person.username, displayName: person.name, password: password, mustChangePassword: false,
        grants: [RoleGrant(role: person.role, unit: unit, from: since)],
        Act(by: installation.actor, in: department, reason: "demo"))
      let blanks = String(repeating: " ", count: max(1, 22 - person.username.count))
      lines += "  \(person.username)\(blanks)\(password)   \(person.role.rawValue), \(person.note)\n"
      try save(lines)
    }
    return accounts
  }

  /// The accounts with their passwords, as they were generated.
  func list() throws -> String { try String(contentsOfFile: file, encoding: .utf8) }

  /// The lines of some accounts; without those whose passwords are no longer in the file.
  func list(of usernames: [String]) -> String {
    let lines = ((try? list()) ?? "").split(separator: "\n")
    return usernames.compactMap { name in lines.first { $0.hasPrefix("  \(name) ") } }.joined(separator: "\n")
  }

  private func save(_ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
  }
}
