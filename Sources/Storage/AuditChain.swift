import Kernel
import Secrets

/// The chain of acts of each department: every entry carries the SHA-256 of its predecessor, so a changed, removed or
/// reordered row shows. Truncation at the end shows against the head, and against a head hash noted elsewhere.
public enum AuditChain {
  /// One entry as stored.
  public struct Entry: Hashable, Sendable {
    /// Whose chain.
    public let department: ID<Department>
    /// Its place, from 1.
    public let number: Int
    /// When.
    public let at: String
    /// By whom.
    public let actor: String
    /// What was done.
    public let kind: String
    /// To what.
    public let subject: String
    /// Why.
    public let reason: String
    /// What changed, as JSON with sorted keys.
    public let detail: String
    /// The hash of the entry before, or 64 zeros.
    public let previousHash: String
    /// The hash of this entry.
    public let hash: String
  }

  /// Where a department's chain stands.
  struct Head {
    var number: Int
    var hash: String
  }

  static let start = String(repeating: "0", count: 64)

  /// Locks a department's head, making it on first use.
  static func lockHead(of department: ID<Department>, on connection: any Connection) throws -> Head {
    var head: Head?
    let select: SQL =
      "SELECT number, hash FROM audit_head WHERE department = \(department)\(sqlite: "", postgres: " FOR UPDATE")"
    func look() throws {
      try connection.each(select) { head = Head(number: try $0.requiredInteger("number"), hash: try $0.requiredText("hash")) }
    }
    try look()
    if head == nil {
      _ = try connection.run(
        "INSERT INTO audit_head (department, number, hash) VALUES (\(department), 0, \(start)) ON CONFLICT DO NOTHING")
      try look()
    }
    guard let head else { throw StorageError.failed("audit_head") }
    return head
  }

  /// Adds the notes of one act behind the head.
  static func append(
    _ notes: [AuditNote], of act: Act, after head: Head, at moment: Moment, on connection: any Connection
  ) throws {
    var head = head
    for note in notes {
      let number = head.number + 1
      let detail = try StoredJSON.encode(note.detail)
      let hash = self.hash(of: [
        head.hash, act.department.rawValue, String(number), moment.iso, act.actor.id, note.kind, note.subject, act.reason,
        detail,
      ])
      _ = try connection.run(
        """
        INSERT INTO audit_entry (department, number, at, actor, kind, subject, reason, detail, previous_hash, hash)
        VALUES (\(act.department), \(number), \(moment), \(act.actor.id), \(note.kind), \(note.subject), \(act.reason),
          \(detail), \(head.hash), \(hash))
        """)
      head = Head(number: number, hash: hash)
    }
    _ = try connection.run(
      "UPDATE audit_head SET number = \(head.number), hash = \(head.hash) WHERE department = \(act.department)")
  }

  /// The hash over the fields, each with its length before it, so no two lists of fields read alike.
  private static func hash(of fields: [String]) -> String {
    Digest.sha256(fields.map { "\($0.utf8.count):\($0)" }.joined())
  }

  /// Where a chain is broken, and how.
  public struct Break: Hashable, Sendable {
    /// Whose chain.
    public let department: ID<Department>
    /// The first entry that does not fit, by its place in the chain.
    public let number: Int
    /// What does not fit.
    public let fault: Fault

    /// What does not fit.
    public enum Fault: String, Sendable, Hashable {
      /// An entry is missing, or stands out of order.
      case missing
      /// The entry does not carry the hash of the one before it.
      case unlinked
      /// The entry's own fields do not give its hash: it was changed.
      case changed
      /// The chain ends before or after its recorded head.
      case headDiffers = "head_differs"
    }
  }

  /// What a check found.
  public struct Report: Hashable, Sendable {
    /// How many entries were read.
    public var entries = 0
    /// The head of each chain, to be noted outside the database.
    public var heads: [ID<Department>: String] = [:]
    /// The first break of each broken chain.
    public var breaks: [Break] = []
  }

  /// Reads every chain from its start and names the first break of each.
  public static func verify(_ transaction: ReadTransaction) throws -> Report {
    var report = Report()
    for row in try transaction.rows("SELECT department, number, hash FROM audit_head ORDER BY department") {
      let department: ID<Department> = try row.id("department")
      let head = Head(number: try row.requiredInteger("number"), hash: try row.requiredText("hash"))
      report.heads[department] = head.hash
      if let fault = try firstBreak(in: department, head: head, transaction, counting: &report.entries) {
        report.breaks.append(fault)
      }
    }
    for row in try transaction.rows(
      "SELECT DISTINCT department FROM audit_entry WHERE department NOT IN (SELECT department FROM audit_head)")
    {
      report.breaks.append(Break(department: try row.id("department"), number: 1, fault: .headDiffers))
    }
    return report
  }

  private static func firstBreak(
    in department: ID<Department>, head: Head, _ transaction: ReadTransaction, counting count: inout Int
  ) throws -> Break? {
    var expected = Head(number: 0, hash: start)
    var found: Break?
    try transaction.stream("SELECT * FROM audit_entry WHERE department = \(department) ORDER BY number") { row in
      count += 1
      guard found == nil else { return }
      let entry = try read(row)
      let number = expected.number + 1
      let fields = [
        entry.previousHash, department.rawValue, String(entry.number), entry.at, entry.actor, entry.kind, entry.subject,
        entry.reason, entry.detail,
      ]
      if entry.number != number {
        found = Break(department: department, number: number, fault: .missing)
      } else if hash(of: fields) != entry.hash {
        found = Break(department: department, number: number, fault: .changed)
      } else if entry.previousHash != expected.hash {
        found = Break(department: department, number: number, fault: .unlinked)
      }
      expected = Head(number: entry.number, hash: entry.hash)
    }
    if let found { return found }
    guard expected.number == head.number, expected.hash == head.hash else {
      return Break(department: department, number: min(expected.number, head.number) + 1, fault: .headDiffers)
    }
    return nil
  }

  /// The entries about one subject, newest first: the history an indicator's page shows.
  public static func entries(about subject: String, in department: ID<Department>, limit: Int, _ transaction: ReadTransaction)
    throws -> [Entry]
  {
    try transaction.rows(
      """
      SELECT * FROM audit_entry WHERE department = \(department) AND subject = \(subject)
      ORDER BY number DESC LIMIT \(limit)
      """
    ).map(read)
  }

  private static func read(_ row: Row) throws -> Entry {
    Entry(
      department: try row.id("department"), number: try row.requiredInteger("number"), at: try row.requiredText("at"),
      actor: try row.requiredText("actor"), kind: try row.requiredText("kind"), subject: try row.requiredText("subject"),
      reason: try row.requiredText("reason"), detail: try row.requiredText("detail"),
      previousHash: try row.requiredText("previous_hash"), hash: try row.requiredText("hash"))
  }
}

extension AuditChain {
  /// How many acts all chains hold together: it grows with every audited write.
  public static func length(_ transaction: ReadTransaction) throws -> Int {
    try transaction.row("SELECT coalesce(sum(number), 0) AS length FROM audit_head")?.integer("length") ?? 0
  }
}
