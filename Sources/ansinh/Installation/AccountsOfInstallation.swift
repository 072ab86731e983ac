import Directory

extension Installation {
  /// The acts on accounts, with the list of common passwords of the content.
  /// - Throws: what reading the list throws.
  var accounts: AccountService {
    get throws {
      AccountService(database: database, common: try KnownPasswords(file: KnownPasswords.file(in: content)), roles: roles)
    }
  }
}
