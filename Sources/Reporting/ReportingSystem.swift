import Directory
import FigureWords
import Kernel
import Systems

/// Sheets of the reporting forms and their approval. Its tables are those of Planning.
extension System {
  /// This system.
  public static let reporting = System("reporting", permissions: Permission.ofReporting, words: [.figureWords, .reporting])
}
