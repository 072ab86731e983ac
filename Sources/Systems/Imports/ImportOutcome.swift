import Interchange
import Kernel

/// What an import does when some rows are bad.
public enum ImportMode: String, Codable, Sendable, Hashable {
  /// Any error writes nothing.
  case allOrNothing = "all_or_nothing"
  /// The good rows are written in one transaction; the bad ones are listed.
  case goodRows = "good_rows"
  /// Nothing is written: the answer shows what would be.
  case preview
}

/// What an import did, or would do.
public struct ImportOutcome: Codable, Sendable, Hashable {
  /// Rows that are new.
  public var added = 0
  /// Rows that replace what was there.
  public var changed = 0
  /// Rows that say what is there already.
  public var unchanged = 0
  /// What is wrong, in the order of the file.
  public var errors: [CellError]
  /// Whether anything was written.
  public var wasWritten = false

  /// How many rows were good.
  public var goodRows: Int { added + changed + unchanged }

  /// Nothing done yet.
  public init(errors: [CellError] = []) { self.errors = errors }
}

/// Whether a row is new, replaces another, or says the same.
public enum RowEffect: Sendable, Hashable {
  /// There was nothing like it.
  case added
  /// Another stood in its place.
  case changed
  /// It stands there already.
  case unchanged
}

extension ImportOutcome {
  /// Counts one good row.
  public mutating func count(_ effect: RowEffect) {
    switch effect {
    case .added: added += 1
    case .changed: changed += 1
    case .unchanged: unchanged += 1
    }
  }
}
