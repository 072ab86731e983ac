import Kernel
import Rulebook

/// The roles there are and what each lets a person do, by day: the rule `directory/roles`, checked against what the systems declare.
public struct Roles: Hashable, Sendable {
  /// The rule's id.
  public static let rule = "directory/roles"
  /// The field of a value that lists its roles in the order in which pages offer them.
  private static let list = "roles"

  /// What the roles are from one day to another.
  private struct Era: Hashable {
    let from: CivilDate?
    let to: CivilDate?
    let order: [Role]
    let permissions: [Role: Set<Permission>]
  }

  private let eras: [Era]
  private let givenByTwo: Set<Role>

  /// The roles of a rulebook.
  /// - Parameter permissions: every permission that a system declares.
  /// - Throws: `RulebookError.unknownRule`; `RolesError` for a role without its line, a line without its role, a permission that no
  ///   system declares, and where nobody may run the system.
  public init(_ rulebook: Rulebook, permissions: [Permission]) throws {
    guard let rule = rulebook.rule(Roles.rule) else { throw RulebookError.unknownRule(id: Roles.rule) }
    let known = Dictionary(permissions.map { ($0.name, $0) }) { first, _ in first }
    eras = try rule.values.map { try Roles.era($0, known) }
    givenByTwo = Set(
      eras.flatMap { era in era.permissions.filter { $0.value.contains(where: \.isGivenByTwo) }.keys })
  }

  /// The roles that may be given on a day, in the order in which pages offer them.
  public func all(on day: CivilDate) -> [Role] { era(on: day)?.order ?? [] }

  /// What a role lets a person do on a day; nothing where it is none.
  public func permissions(of role: Role, on day: CivilDate) -> Set<Permission> { era(on: day)?.permissions[role] ?? [] }

  /// Whether two persons give the role: on some day it holds a permission that takes two.
  public func needsSecondPerson(_ role: Role) -> Bool { givenByTwo.contains(role) }

  private func era(on day: CivilDate) -> Era? {
    eras.last { ($0.from.map { $0 <= day } ?? true) && ($0.to.map { day <= $0 } ?? true) }
  }

  private static func era(_ value: RuleValue, _ known: [String: Permission]) throws(RolesError) -> Era {
    guard case .fields(let fields) = value.value, let listed = fields[list] else { throw .listMissing }
    let order = words(listed).map { Role(rawValue: $0) }
    if let stray = fields.keys.sorted().first(where: { $0 != list && !order.contains(Role(rawValue: $0)) }) {
      throw .roleNotListed(stray)
    }
    var permissions: [Role: Set<Permission>] = [:]
    for role in order {
      guard let line = fields[role.rawValue] else { throw .permissionsMissing(role: role.rawValue) }
      for name in words(line) {
        guard let permission = known[name] else { throw .unknownPermission(name, role: role.rawValue) }
        permissions[role, default: []].insert(permission)
      }
    }
    guard permissions[.administrator]?.contains(.manageAccounts) == true else { throw .nobodyRunsTheSystem }
    return Era(from: value.from, to: value.to, order: order, permissions: permissions)
  }

  private static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }
}

/// Why the rule about roles cannot be followed.
public enum RolesError: UserFacing, Equatable {
  /// No line says which roles there are.
  case listMissing
  /// A line of permissions belongs to no role of the list.
  case roleNotListed(String)
  /// A role of the list has no line of permissions.
  case permissionsMissing(role: String)
  /// A role has a permission that no system declares.
  case unknownPermission(String, role: String)
  /// The role of administrators may not manage accounts, so that nobody could give a role any more.
  case nobodyRunsTheSystem

  /// The stable code.
  public var code: String {
    switch self {
    case .listMissing: "directory.roles_list_missing"
    case .roleNotListed: "directory.role_not_listed"
    case .permissionsMissing: "directory.role_without_permissions"
    case .unknownPermission: "directory.unknown_permission"
    case .nobodyRunsTheSystem: "directory.nobody_runs_the_system"
    }
  }

  /// Only whoever maintains the rules can go on from here.
  public var kind: ErrorKind { .fault }

  /// What is wrong, with the names as they stand in the file.
  public var message: Message {
    switch self {
    case .listMissing, .nobodyRunsTheSystem: Message("error.\(code)")
    case .roleNotListed(let role), .permissionsMissing(let role): Message("error.\(code)", ["role": role])
    case .unknownPermission(let name, let role): Message("error.\(code)", ["role": role, "permission": name])
    }
  }
}
