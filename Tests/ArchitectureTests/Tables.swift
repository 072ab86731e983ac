/// The tables that SQL texts name, and whose they are.
struct Tables {
  /// Targets whose tables do not carry the target's own name.
  static let prefixes: [String: [String]] = ["Storage": ["audit_", "job", "reference_load", "storage_"]]
  /// Tables of the engines themselves, which drivers and the gateway may ask.
  static let ofEngines = ["sqlite_", "pg_", "information_schema"]

  /// The target that made each table.
  private(set) var owners: [String: String] = [:]
  private let sources: [SwiftSource]

  /// Collects what the sources' `CREATE` statements make.
  init(of sources: [SwiftSource]) {
    self.sources = sources
    for source in sources {
      for table in Tables.created(in: source) { owners[table.name] = source.target }
    }
    // A view is the room's whose name it carries: `Planning` makes those that `Published` reads.
    let rooms = Set(sources.map(\.target))
    for source in sources {
      for view in Tables.views(in: source) {
        if let named = rooms.first(where: { view.name.hasPrefix($0.lowercased() + "_") }) { owners[view.name] = named }
      }
    }
  }

  /// Tables whose name does not begin with their system's. A view may carry the name of a system below, for whom it is made.
  func misnamed() -> [Finding] {
    sources.flatMap { source -> [Finding] in
      let prefixes = Tables.prefixes[source.target] ?? [source.target.lowercased() + "_"]
      let views = Set(Tables.views(in: source).map(\.name).filter { owners[$0] != source.target })
      return Tables.created(in: source).filter { table in
        !views.contains(table.name) && !prefixes.contains { table.name.hasPrefix($0) }
      }.map {
        Finding(
          path: source.path, line: $0.line, text: "the table \($0.name) of \(source.target) must begin with \(prefixes[0])")
      }
    }
  }

  /// Statements that name a table which nobody makes: a slip, or a name that is put together at run time.
  func unknown() -> [Finding] {
    sources.flatMap { source in
      let local = Tables.namedQueries(in: source)
      return Tables.named(in: source).compactMap { table -> Finding? in
        let known = owners[table.name] != nil || local.contains(table.name)
        let isEngines = source.target.hasPrefix("Storage") && Tables.ofEngines.contains { table.name.hasPrefix($0) }
        if known || isEngines { return nil }
        return Finding(path: source.path, line: table.line, text: "no CREATE TABLE makes \(table.name)")
      }
    }
  }

  /// Texts that name a table of a system which the target may not import. Delivery names none: SQL lives in the systems.
  func trespasses(arrows: [String: Set<String>]) -> [Finding] {
    let delivery: Set<String> = ["WebShared", "FigureWeb", "StaffWeb", "PublicWeb", "ansinh"]
    return sources.flatMap { source in
      let reach = delivery.contains(source.target) ? [] : (arrows[source.target] ?? []).union([source.target])
      return source.literals.filter(Tables.isSQL).flatMap { literal in
        hits(#"(?<![\w.'])[a-z]+(?:_[a-z0-9_]+)?\b"#, in: literal.text).compactMap { hit -> Finding? in
          guard let owner = owners[hit.groups[0]], !reach.contains(owner) else { return nil }
          let text = "\(source.target) touches \(hit.groups[0]), a table of \(owner)"
          return Finding(path: source.path, line: literal.line + hit.line - 1, text: text)
        }
      }
    }
  }

  // MARK: Reading SQL

  typealias Mention = (name: String, line: Int)

  /// Whether a literal is a statement, or a piece of one.
  static func isSQL(_ literal: SwiftSource.Literal) -> Bool {
    literal.before.hasSuffix("into:")
      || !hits(#"\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|JOIN|CREATE|ALTER|DROP)\b"#, in: literal.text).isEmpty
  }

  private static func created(in source: SwiftSource) -> [Mention] {
    mentions(of: #"\bCREATE\s+(?:(?:TEMP|UNLOGGED|VIRTUAL)\s+)?(?:TABLE|VIEW)\s+(?:IF NOT EXISTS\s+)?([a-z]\w*)"#, in: source)
  }

  private static func views(in source: SwiftSource) -> [Mention] { mentions(of: #"\bCREATE\s+VIEW\s+([a-z]\w*)"#, in: source) }

  /// The names after `FROM`, `JOIN`, `INTO`, `UPDATE`, an index's `ON` and in `insert(into:)`; not functions, not `DISTINCT FROM`.
  static func named(in source: SwiftSource) -> [Mention] {
    let statements = #"(?:(?<!DISTINCT )\bFROM|\bJOIN|\bUPDATE|\bREFERENCES)\s+([a-z]\w*)\b(?!\s*\(\s*[^a-z)\s])(?!\()"#
    let streamed = source.literals.filter { $0.before.hasSuffix("into:") }.map { ($0.text, $0.line) }
    return mentions(of: statements, in: source) + mentions(of: #"\bINTO\s+([a-z]\w*)"#, in: source)
      + mentions(of: #"\bINDEX\s+(?:IF NOT EXISTS\s+)?\w+\s+ON\s+([a-z]\w*)"#, in: source) + streamed
  }

  /// The names that `WITH` gives to queries of the file.
  static func namedQueries(in source: SwiftSource) -> Set<String> {
    let pattern = #"(?:\bWITH(?:\s+RECURSIVE)?|,)\s*([a-z]\w*)\s*(?:\([^)]*\))?\s+AS\s+(?:(?:NOT )?MATERIALIZED\s*)?\("#
    return Set(mentions(of: pattern, in: source).map(\.name))
  }

  private static func mentions(of pattern: String, in source: SwiftSource) -> [Mention] {
    source.literals.flatMap { literal in
      hits(pattern, in: literal.text).map { ($0.groups[1], literal.line + $0.line - 1) }
    }
  }
}
