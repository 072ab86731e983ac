import Kernel
import Storage

/// The access of one person to the system (tài khoản). Never deleted, because the audit chain names it: it is closed.
public struct Account: Hashable, Sendable {
  /// Its identity; the audit chain's actor is `account:` and this.
  public let id: ID<Account>
  /// The department it belongs to; `Department.installation` for whoever runs the whole installation.
  public let department: ID<Department>
  /// The username as it was typed.
  public let username: String
  /// The name shown on pages, as one field.
  public let displayName: String
  /// Whether it can sign in.
  public let isActive: Bool
  /// Whether the password was set by somebody else and must be changed before anything else.
  public let mustChangePassword: Bool
  /// When it was opened.
  public let createdAt: Moment

  /// An account with these parts.
  public init(
    id: ID<Account>, department: ID<Department>, username: String, displayName: String, isActive: Bool = true,
    mustChangePassword: Bool = false, createdAt: Moment
  ) {
    self.id = id
    self.department = department
    self.username = username
    self.displayName = displayName
    self.isActive = isActive
    self.mustChangePassword = mustChangePassword
    self.createdAt = createdAt
  }

  /// The account as it stands in acts.
  public var actor: Actor { Actor(id: "account:\(id)") }
}

extension Actor {
  /// The account that acts; `nil` for the command line and for the program itself.
  public var account: ID<Account>? {
    id.hasPrefix("account:") ? ID(String(id.dropFirst("account:".count))) : nil
  }
}

/// The rule of usernames, and the key under which they are unique.
public enum Username {
  /// Lower case, without marks: `Nguyễn.An` and `nguyen.an` are one username.
  public static func key(_ typed: String) -> String { VietnameseText.searchKey(typed) }

  /// The username as it is stored.
  /// - Throws: `DirectoryError.badUsername` unless its key is 3 to 64 of `a-z 0-9 . - _`.
  public static func checked(_ typed: String) throws(DirectoryError) -> String {
    let cleaned = VietnameseText.cleaned(typed)
    let key = Array(key(cleaned).utf8)
    let marks = Set(".-_".utf8)
    let isPlain = key.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || marks.contains($0) }
    guard (3...64).contains(key.count), isPlain else { throw .badUsername(cleaned) }
    return cleaned
  }
}
