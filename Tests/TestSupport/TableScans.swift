import Storage

/// Looks for statements that read a growing table from end to end, by what SQLite says it would do.
public enum TableScans {
  /// The tables that grow with the years; everything else stays small or is read whole on purpose.
  private static let growing: Set<String> = [
    "planning_result", "planning_result_history", "planning_roll_up", "planning_sheet", "planning_sheet_event",
    "planning_target", "planning_target_history", "planning_notice", "planning_cell_comment", "audit_entry",
    "directory_session", "directory_sign_in_attempt",
  ]

  /// The statements of a count that scan such a table, each with what is scanned. The database is one of SQLite.
  public static func found(among statements: some Sequence<String>, _ database: Database) async throws -> [String] {
    var found: [String] = []
    for text in Set(statements).sorted() where !text.hasPrefix("INSERT INTO") || text.contains("SELECT") {
      // The plan does not depend on what is bound, only on where.
      let question = "EXPLAIN QUERY PLAN " + text.replacing("?", with: "'x'")
      let plan = try await database.read { transaction in
        try transaction.rows(SQL(unchecked: question)).map { try $0.requiredText("detail") }
      }
      let names = names(in: text)
      for step in plan where step.hasPrefix("SCAN ") {
        let name = step.dropFirst(5).prefix { $0 != " " }
        if let table = names[String(name)] { found.append("\(table): \(step) of «\(text)»") }
      }
    }
    return found
  }

  /// What each growing table is called in a statement.
  private static func names(in text: String) -> [String: String] {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    var names: [String: String] = [:]
    for (index, word) in words.enumerated() where growing.contains(word) {
      names[word] = word
      // An alias is written in small letters, keywords in capitals.
      if index + 1 < words.count, words[index + 1].first?.isLowercase == true { names[words[index + 1]] = word }
    }
    return names
  }
}
