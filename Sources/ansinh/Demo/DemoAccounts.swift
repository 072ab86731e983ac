import Directory
import Foundation
import Kernel
import PlanningDemo
import Secrets
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
    Person(
      username: "quantri.hethong", name: "Quản trị toàn hệ thống", role: .administrator, unit: RoleGrant.installation.rawValue,
      note: "toàn hệ thống"),
    Person(username: "quantri", name: "Quản trị hệ thống", role: .administrator, unit: "A.62", note: "quản trị"),
  ]

  /// - Parameter file: where the passwords are kept; `DemoAccounts.file` says where for a database.
  init(_ installation: Installation, file: String, people: [Person] = ofTheArticles) {
    self.installation = installation
    self.file = file
    self.people = people
  }

  /// Where the passwords of a database's accounts are kept, so that those of one are never taken for those of another: beside
  /// the file of SQLite; for PostgreSQL in the folder of the demos, under the digest of its address.
  /// - Parameter name: the file's name beside a database of the demo's own, `accounts.txt`.
  static func file(of address: String, named name: String? = nil) throws -> String {
    switch try DatabaseAddress(address) {
    case .sqlite(let path):
      let url = URL(filePath: path)
      let beside = url.deletingPathExtension().lastPathComponent + "-accounts.txt"
      return url.deletingLastPathComponent().appending(path: name ?? beside).relativePath
    case .postgres: return "\(DemoFolder.path)/postgresql-\(Digest.sha256(address).prefix(16))-accounts.txt"
    }
  }

  /// Opens the accounts that do not exist yet and writes their passwords to the file.
  /// - Returns: every account, by username.
  @discardableResult
  func open() async throws -> [String: Account] {
    let database = installation.database
    let service = try installation.accounts
    var lines = try kept()
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
      // The database is a new one where the file still has a line of an earlier one's account.
      lines.removeAll { $0.username == person.username }
      lines.append(
        Line(
          username: person.username, password: password,
          text: "  \(person.username)\(blanks)\(password)   \(person.role.rawValue), \(person.note)"))
      try save(lines)
    }
    return accounts
  }

  /// The lines of some accounts, all where none are named: those whose passwords open them today.
  func list(of usernames: [String]? = nil) async throws -> String {
    let service = try installation.accounts
    let lines = try kept()
    var found: [String] = []
    for name in usernames ?? lines.map(\.username) {
      guard let line = lines.first(where: { $0.username == name }),
        try await service.fits(line.password, username: line.username)
      else { continue }
      found.append(line.text)
    }
    return found.joined(separator: "\n")
  }

  /// One account of the file.
  private struct Line {
    let username: String
    let password: String
    let text: String
  }

  /// The lines of the file; none where it does not exist yet.
  private func kept() throws -> [Line] {
    guard FileManager.default.fileExists(atPath: file) else { return [] }
    return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").compactMap { text in
      let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
      return parts.count == 3 ? Line(username: String(parts[0]), password: String(parts[1]), text: String(text)) : nil
    }
  }

  private func save(_ lines: [Line]) throws {
    let url = URL(filePath: file)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(lines.map { $0.text + "\n" }.joined().utf8).write(to: url, options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
  }
}
