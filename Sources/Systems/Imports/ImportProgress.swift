/// What an import is doing.
public enum ImportStep: String, Sendable, CaseIterable {
  /// It reads the file and judges its rows.
  case checking
  /// It writes the good rows.
  case writing
  /// It makes the sums above them anew.
  case summing
}

/// Told how far an import is: some times a second, also inside its transactions. Where it throws, the import stops and nothing is
/// written.
public typealias ImportProgress = @Sendable (_ step: ImportStep, _ done: Int, _ total: Int) throws -> Void
