/// Lists of places that stand in one question of the database.
package enum Pieces {
  /// How many places stand in one question.
  package static let places = 400
}

extension Array {
  /// The elements in pieces of at most so many.
  package func pieces(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
