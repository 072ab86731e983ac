import Kernel
import Storage

/// Tables the gateway's tests write into.
enum SampleTables {
  static let migrations: [Migration] =
    StorageSchema.migrations + [
      Migration("9001_sample") { dialect in
        [
          """
          CREATE TABLE sample_item (
            department \(dialect.text) NOT NULL,
            code \(dialect.text) NOT NULL,
            amount \(dialect.integer),
            label TEXT,
            CONSTRAINT amount_positive CHECK (amount >= 0),
            PRIMARY KEY (department, code))\(dialect.strict)
          """,
          """
          CREATE TABLE sample_part (
            id \(dialect.text) PRIMARY KEY,
            department \(dialect.text) NOT NULL,
            code \(dialect.text) NOT NULL,
            FOREIGN KEY (department, code) REFERENCES sample_item (department, code))\(dialect.strict)
          """,
        ]
      }
    ]

  static let konTum = ID<Department>("kon-tum")

  static func act(_ department: ID<Department> = konTum, reason: String = "test") -> Act {
    Act(by: Actor(id: "account:1"), in: department, reason: reason)
  }
}

extension WriteTransaction {
  /// Adds an item of the act's department.
  @discardableResult
  func add(_ code: String, amount: Int? = nil, label: String? = nil) throws -> Int {
    try run(
      """
      INSERT INTO sample_item (department, code, amount, label)
      VALUES (\(act.department), \(code), \(amount), \(label))
      """)
  }
}

extension ReadTransaction {
  /// How many items there are.
  func countItems() throws -> Int {
    try row("SELECT count(*) AS n FROM sample_item")?.integer("n") ?? 0
  }
}
