import Kernel

/// What an official can do wrong, or meet, with accounts, passwords and organisations.
public enum DirectoryError: UserFacing, Equatable {
  /// The username or the password is wrong, or the account is closed: the three are never told apart.
  case wrongCredentials
  /// Too many failures for this username or from this address; `minutes` is the window they are counted in.
  case tooManyAttempts(minutes: Int)
  /// Another account has this username, whatever its capitals and marks.
  case usernameTaken(String)
  /// A username has other characters than letters, digits, dot, dash and underscore, or not 3 to 64 of them.
  case badUsername(String)
  /// A typed password is shorter than `minimum` characters, or is the username.
  case weakPassword(minimum: Int)
  /// The new password is the old one.
  case passwordUnchanged
  /// A name that must be typed is empty.
  case nameMissing
  /// The last day lies before the first.
  case badPeriod(from: CivilDate, to: CivilDate)
  /// No such account in the department of the act.
  case unknownAccount(String)
  /// No such grant of the account.
  case unknownGrant
  /// No such organisation in the department of the act.
  case unknownOrganisation(String)
  /// No such post in the department of the act.
  case unknownPost(String)
  /// There never was such a unit.
  case unknownUnit(String)
  /// The password could not be hashed: the machine is short of memory.
  case hashingFailed

  /// The stable code.
  public var code: String {
    switch self {
    case .wrongCredentials: "directory.wrong_credentials"
    case .tooManyAttempts: "directory.too_many_attempts"
    case .usernameTaken: "directory.username_taken"
    case .badUsername: "directory.bad_username"
    case .weakPassword: "directory.weak_password"
    case .passwordUnchanged: "directory.password_unchanged"
    case .nameMissing: "directory.name_missing"
    case .badPeriod: "directory.bad_period"
    case .unknownAccount: "directory.unknown_account"
    case .unknownGrant: "directory.unknown_grant"
    case .unknownOrganisation: "directory.unknown_organisation"
    case .unknownPost: "directory.unknown_post"
    case .unknownUnit: "directory.unknown_unit"
    case .hashingFailed: "directory.hashing_failed"
    }
  }

  /// The sentence. Days stand in it as offices write them, `01/07/2025`.
  public var message: Message { Message("error.\(code)", values) }

  private var values: [String: String] {
    switch self {
    case .wrongCredentials, .passwordUnchanged, .nameMissing, .unknownGrant, .hashingFailed: [:]
    case .tooManyAttempts(let minutes): ["minutes": String(minutes)]
    case .usernameTaken(let username), .badUsername(let username): ["username": username]
    case .weakPassword(let minimum): ["minimum": String(minimum)]
    case .badPeriod(let from, let to): ["from": DirectoryError.written(from), "to": DirectoryError.written(to)]
    case .unknownAccount(let id), .unknownOrganisation(let id), .unknownPost(let id), .unknownUnit(let id):
      ["id": id]
    }
  }

  private static func written(_ day: CivilDate) -> String {
    day.iso.split(separator: "-").reversed().joined(separator: "/")
  }
}
