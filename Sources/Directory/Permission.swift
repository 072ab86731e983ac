/// What a role lets a person do at a unit. Each system declares its own and names them when it registers itself.
public struct Permission: Hashable, Sendable {
  /// The stable name, such as `view_plan`.
  public let name: String
  /// Whether two persons give every role that holds it: it lets figures of others pass, or gives roles itself, so that nobody makes
  /// himself a second person.
  public let isGivenByTwo: Bool

  /// A permission of this name.
  public init(_ name: String, isGivenByTwo: Bool = false) { (self.name, self.isGivenByTwo) = (name, isGivenByTwo) }
}

extension Permission {
  /// Open and close accounts, grant and end roles.
  public static let manageAccounts = Permission("manage_accounts", isGivenByTwo: true)
  /// Confirm, as the second person, a role that another person granted.
  public static let confirmGrants = Permission("confirm_grants")
  /// Read the dated rules with their documents.
  public static let viewRules = Permission("view_rules")
  /// Read the audit chain.
  public static let viewAudit = Permission("view_audit")

  /// What this system declares.
  public static let ofDirectory: [Permission] = [.manageAccounts, .confirmGrants, .viewRules, .viewAudit]
}
