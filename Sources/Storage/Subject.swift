import Kernel

/// What acts change and kept answers rest on: one kind of record, of a department or of all of them.
///
/// An act touches its subjects; their revisions grow with it, in the same transaction. Whoever keeps an answer remembers the
/// revisions it rests on, and needs no other sign that it still holds.
public struct Subject: Hashable, Sendable {
  /// A kind of record. The system that owns the records names it, so that no list knows them all.
  public struct Kind: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name as it is stored; without a slash.
    public let description: String

    /// A kind by its name.
    public init(stringLiteral name: String) { description = name }
  }

  /// The kind.
  public let kind: Kind
  /// Whose records; `nil` where all departments share them.
  public let department: ID<Department>?

  /// Records of a kind.
  public init(_ kind: Kind, of department: ID<Department>? = nil) {
    self.kind = kind
    self.department = department
  }

  /// The name under which the revision is stored.
  var name: String { department.map { "\(kind)/\($0)" } ?? "\(kind)" }
}

/// How often each subject was touched.
public enum Revisions {
  /// The revision of some subjects together: it grows with each act that touches one of them, whichever process did it.
  public static func number(of subjects: [Subject], _ transaction: ReadTransaction) throws -> Int {
    try transaction.row(
      "SELECT coalesce(sum(number), 0) AS number FROM storage_revision WHERE subject IN (\(list: subjects.map(\.name)))"
    )?.integer("number") ?? 0
  }

  /// The revision of every kind, all departments together; kinds that were never touched are missing.
  public static func byKind(_ transaction: ReadTransaction) throws -> [Subject.Kind: Int] {
    var revisions: [Subject.Kind: Int] = [:]
    for row in try transaction.rows("SELECT subject, number FROM storage_revision") {
      let kind = try row.requiredText("subject").prefix { $0 != "/" }
      revisions[Subject.Kind(stringLiteral: String(kind)), default: 0] += try row.requiredInteger("number")
    }
    return revisions
  }

  /// Counts one more act on each subject; in one order, so that no two acts wait for each other.
  static func touch(_ subjects: Set<Subject>, on connection: any Connection) throws {
    for name in subjects.map(\.name).sorted() {
      _ = try connection.run(
        """
        INSERT INTO storage_revision (subject, number) VALUES (\(name), 1)
        ON CONFLICT (subject) DO UPDATE SET number = storage_revision.number + 1
        """)
    }
  }
}
