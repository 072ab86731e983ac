import Kernel

/// Why the program cannot work with a database yet.
enum InstallationError: UserFacing, Equatable {
  /// The content folder is not there; without it there are no sentences either, so the values speak for themselves.
  case noContent(path: String)
  /// There is no such file.
  case noDatabase(path: String)
  /// Steps of the schema are missing.
  case notMigrated
  /// A file named on the command line cannot be read.
  case fileUnreadable(path: String)
  /// Another program listens on the port of this address.
  case portBusy(host: String, port: Int)
  /// No network card of this machine has the address.
  case noSuchHost(host: String)
  /// There is no job of this id that waits or runs.
  case noSuchJob(id: String)
  /// The operating system does not let this user listen on the port: those below 1024 are the administrator's.
  case portForbidden(port: Int)

  var code: String {
    switch self {
    case .noContent: "console.no_content"
    case .noDatabase: "console.no_database"
    case .notMigrated: "console.not_migrated"
    case .fileUnreadable: "console.file_unreadable"
    case .portBusy: "console.port_busy"
    case .noSuchHost: "console.no_such_host"
    case .noSuchJob: "console.no_such_job"
    case .portForbidden: "console.port_forbidden"
    }
  }

  var message: Message {
    switch self {
    case .noContent(let path): Message("error.\(code)", ["path": path, "setting": "ANSINH_CONTENT"])
    case .noDatabase(let path), .fileUnreadable(let path): Message("error.\(code)", ["path": path])
    case .notMigrated: Message("error.\(code)")
    case .portBusy(let host, let port): Message("error.\(code)", ["host": host, "port": String(port)])
    case .noSuchHost(let host): Message("error.\(code)", ["host": host])
    case .noSuchJob(let id): Message("error.\(code)", ["id": id])
    case .portForbidden(let port): Message("error.\(code)", ["port": String(port)])
    }
  }
}
