import Kernel

/// What can go wrong between a store and its engine.
public enum StorageError: UserFacing, Equatable {
  /// The address in `ANSINH_DATABASE` is neither `sqlite:PATH` nor `postgres://…`.
  case badAddress(String)
  /// The engine did not open or answer; the text is the engine's.
  case unavailable(String)
  /// The engine is there but others hold what is needed, or it took too long; nothing was written, and the same may pass in a
  /// moment. The text is the engine's.
  case busy(String)
  /// A statement failed; the text is the engine's, without values.
  case failed(String)
  /// The role of the address lacks a right in the database; the text is the engine's.
  case notPermitted(String)
  /// Steps of the schema are missing, and the role of the address may not make tables: the owner must migrate.
  case ownerNeeded(migration: String)
  /// The stored file is broken; the text is the engine's.
  case damaged(String)
  /// What stands at the database's path is no longer the file that was opened: it was replaced, removed or written over while
  /// the program ran. Nothing more is written until the program is started anew.
  case fileReplaced(path: String)
  /// A check of the schema refused the row.
  case constraint(String)
  /// A unique key refused the row: somebody else added it meanwhile.
  case taken(String)
  /// A stored value does not have the form its column promises.
  case unreadable(column: String)
  /// Rows were changed without a note for the audit chain: a programming error, and nothing was written.
  case unaudited
  /// The database has a migration this program does not know: a newer program made it.
  case databaseIsNewer(migration: String)
  /// A migration that was shipped has been changed since.
  case migrationChanged(name: String)
  /// Two systems have a migration of the same number: a programming error, told before anything is applied.
  case twinMigrations(String, String)

  /// The stable code.
  public var code: String {
    switch self {
    case .badAddress: "storage.bad_address"
    case .unavailable: "storage.unavailable"
    case .busy: "storage.busy"
    case .failed: "storage.failed"
    case .notPermitted: "storage.not_permitted"
    case .ownerNeeded: "storage.owner_needed"
    case .damaged: "storage.damaged"
    case .fileReplaced: "storage.file_replaced"
    case .constraint: "storage.constraint"
    case .taken: "storage.taken"
    case .unreadable: "storage.unreadable"
    case .unaudited: "storage.unaudited"
    case .databaseIsNewer: "storage.database_is_newer"
    case .migrationChanged: "storage.migration_changed"
    case .twinMigrations: "storage.twin_migrations"
    }
  }

  /// Waiting helps where the engine is busy or away, looking again where somebody was quicker; the rest is broken.
  public var kind: ErrorKind {
    switch self {
    case .busy, .unavailable: .busy
    case .taken: .conflict
    default: .fault
    }
  }

  /// Whether nothing can be done until the operator has looked after the database.
  public var stopsTheSite: Bool {
    switch self {
    case .damaged, .fileReplaced: true
    default: false
    }
  }

  /// The sentence for the person at the console.
  public var message: Message {
    let detail: String =
      switch self {
      case .badAddress(let text), .unavailable(let text), .busy(let text), .failed(let text), .constraint(let text),
        .taken(let text), .notPermitted(let text), .damaged(let text):
        text
      case .fileReplaced(let path): path
      case .unreadable(let column): column
      case .unaudited: ""
      case .databaseIsNewer(let name), .migrationChanged(let name), .ownerNeeded(let name): name
      case .twinMigrations(let first, let second): "\(first), \(second)"
      }
    return Message("error.\(code)", ["detail": detail])
  }
}
