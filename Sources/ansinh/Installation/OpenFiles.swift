import Foundation

/// The files and sockets the system lets this process have open.
enum OpenFiles {
  /// How many the program itself needs: the database's files and connections, the log, the pipes.
  private static let own = 48

  /// As many connections as are wanted and the system allows, at least one; raises the limit as far as it may.
  static func connections(wanted: Int) -> Int {
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return max(1, wanted) }
    let needed = rlim_t(clamping: max(1, wanted) + own)
    if limit.rlim_cur < needed {
      var raised = limit
      raised.rlim_cur = min(needed, limit.rlim_max)
      if setrlimit(resource, &raised) == 0 { limit = raised }
    }
    return max(1, min(wanted, Int(clamping: limit.rlim_cur) - own))
  }
}
