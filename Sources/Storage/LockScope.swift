import Kernel
import Secrets

/// What acts take turns at, by name: a sheet, the plans of a department, the sums of a year.
///
/// Most acts need none: a row that carries a version guards itself. A scope is for acts that read several rows and then write, and
/// for bulk acts. It is held until the transaction ends. On SQLite a write has the whole file for itself, so nothing is asked there.
public struct LockScope: Hashable, Sendable, Comparable {
  let name: String
  /// Whether others may hold it as well, but nobody alone; else nobody else holds it.
  private(set) var isShared = false

  /// A scope of all departments or of one, narrowed by further parts. The system whose records it is about names it.
  public init(_ name: String, of department: ID<Department>? = nil, _ parts: String...) {
    self.name = ([name, department?.rawValue ?? ""] + parts).joined(separator: "/")
  }

  /// The same scope, held in company.
  public var shared: LockScope {
    var scope = self
    scope.isShared = true
    return scope
  }

  /// The same scope, held alone.
  var alone: LockScope {
    var scope = self
    scope.isShared = false
    return scope
  }

  /// The order in which scopes are entered, so that nobody waits in a ring.
  public static func < (left: LockScope, right: LockScope) -> Bool { left.name < right.name }

  /// What takes the turn. The server knows a scope by a number; two names that share one only wait for each other.
  var lock: SQL {
    let number = Int64(bitPattern: UInt64(Digest.sha256(name).prefix(16), radix: 16) ?? 0)
    let key: SQL = "CAST(\(number) AS BIGINT)"
    return isShared ? "pg_advisory_xact_lock_shared(\(key))" : "pg_advisory_xact_lock(\(key))"
  }
}

extension SQL {
  /// Behind a `SELECT` of a write: the rows stay as they are until its end, but for this transaction. A row that somebody is changing
  /// is waited for, and read as it is then.
  public static let forUpdate: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
}
