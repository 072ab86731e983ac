import Kernel

/// What an official can do wrong, or meet, with accounts, passwords and organisations.
public enum DirectoryError: UserFacing, Equatable {
  /// The username or the password is wrong, or the account is closed: the three are never told apart.
  case wrongCredentials
  /// Too many failures for this username or from this address; `seconds` from now the next try may pass.
  case tooManyAttempts(seconds: Int)
  /// More people sign in than passwords can be checked; the same may pass in a moment.
  case signInBusy
  /// Another account has this username, whatever its capitals and marks.
  case usernameTaken(String)
  /// A username has other characters than letters, digits, dot, dash and underscore, or not 3 to 64 of them.
  case badUsername(String)
  /// A typed password is shorter than `minimum` characters.
  case weakPassword(minimum: Int)
  /// A typed password is one that guessers try early: common words, a run of keys, one part again and again.
  case commonPassword
  /// A typed password holds the username or the name of the person.
  case passwordHoldsName
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
  /// No such request for a role, or not one of the person's to see: the two are never told apart.
  case unknownRequest
  /// Nobody confirms a role that he is to get himself.
  case ownGrant
  /// Nobody confirms a role that he asked for.
  case ownRequest
  /// A request for a role is declined with its reason.
  case reasonMissing
  /// An account of the whole installation has the role of an administrator and no unit.
  case notForInstallation
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
    case .signInBusy: "directory.sign_in_busy"
    case .usernameTaken: "directory.username_taken"
    case .badUsername: "directory.bad_username"
    case .weakPassword: "directory.weak_password"
    case .commonPassword: "directory.common_password"
    case .passwordHoldsName: "directory.password_holds_name"
    case .passwordUnchanged: "directory.password_unchanged"
    case .nameMissing: "directory.name_missing"
    case .badPeriod: "directory.bad_period"
    case .unknownAccount: "directory.unknown_account"
    case .unknownGrant: "directory.unknown_grant"
    case .unknownRequest: "directory.unknown_request"
    case .ownGrant: "directory.own_grant"
    case .ownRequest: "directory.own_request"
    case .reasonMissing: "directory.reason_missing"
    case .notForInstallation: "directory.not_for_installation"
    case .unknownOrganisation: "directory.unknown_organisation"
    case .unknownPost: "directory.unknown_post"
    case .unknownUnit: "directory.unknown_unit"
    case .hashingFailed: "directory.hashing_failed"
    }
  }

  /// What it means for whoever asked.
  public var kind: ErrorKind {
    switch self {
    case .tooManyAttempts: .tooMany
    case .signInBusy, .hashingFailed: .busy
    case .unknownAccount, .unknownGrant, .unknownRequest, .unknownOrganisation, .unknownPost, .unknownUnit: .notFound
    case .wrongCredentials, .usernameTaken, .badUsername, .weakPassword, .commonPassword, .passwordHoldsName,
      .passwordUnchanged, .nameMissing, .badPeriod, .ownGrant, .ownRequest, .reasonMissing, .notForInstallation:
      .refused
    }
  }

  /// The sentence. Days stand in it as offices write them, `01/07/2025`; two minutes and more as minutes.
  public var message: Message {
    if case .tooManyAttempts(let seconds) = self, seconds >= 120 {
      return Message("error.directory.too_many_attempts_minutes", ["minutes": String((seconds + 59) / 60)])
    }
    return Message("error.\(code)", values)
  }

  private var values: [String: String] {
    switch self {
    case .wrongCredentials, .signInBusy, .commonPassword, .passwordHoldsName, .passwordUnchanged, .nameMissing, .unknownGrant,
      .hashingFailed, .unknownRequest, .ownGrant, .ownRequest, .reasonMissing, .notForInstallation:
      [:]
    case .tooManyAttempts(let seconds): ["seconds": String(seconds)]
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
