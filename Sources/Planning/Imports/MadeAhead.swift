import Dispatch
import Synchronization

/// A sequence whose elements are made on another thread, some pieces ahead of whoever uses them: rows are made ready on one
/// core while the database writes those before on another.
struct MadeAhead<Element: Sendable>: Sequence {
  private let pieces: Int
  private let make: @Sendable (Int) -> [Element]

  /// How many pieces may wait.
  private static var depth: Int { 4 }

  /// - Parameters:
  ///   - pieces: how many pieces there are.
  ///   - make: the elements of a piece.
  init(pieces: Int, make: @escaping @Sendable (Int) -> [Element]) {
    self.pieces = pieces
    self.make = make
  }

  func makeIterator() -> Iterator { Iterator(pieces: pieces, make: make) }

  /// Gives the elements in order; when it is given up before its end, no further piece is made.
  final class Iterator: IteratorProtocol {
    private let shelf = Shelf()
    private let pieces: Int
    private var taken = 0
    private var current: [Element] = []
    private var position = 0

    init(pieces: Int, make: @escaping @Sendable (Int) -> [Element]) {
      self.pieces = pieces
      let shelf = shelf
      guard pieces > 0 else { return }
      for _ in 0..<MadeAhead.depth { shelf.room.signal() }
      DispatchQueue.global().async {
        for piece in 0..<pieces {
          shelf.room.wait()
          if shelf.isGivenUp.load(ordering: .acquiring) { return }
          let made = make(piece)
          shelf.made.withLock { $0.append(made) }
          shelf.ready.signal()
        }
      }
    }

    deinit {
      shelf.isGivenUp.store(true, ordering: .releasing)
      shelf.room.signal()
    }

    func next() -> Element? {
      while position == current.count {
        guard taken < pieces else { return nil }
        shelf.ready.wait()
        current = shelf.made.withLock { $0.removeFirst() }
        position = 0
        taken += 1
        shelf.room.signal()
      }
      position += 1
      return current[position - 1]
    }

    /// What stands between maker and user.
    private final class Shelf: Sendable {
      let made = Mutex<[[Element]]>([])
      let ready = DispatchSemaphore(value: 0)
      // Begun at 0, because a semaphore may not be given up below what it began with.
      let room = DispatchSemaphore(value: 0)
      let isGivenUp = Atomic(false)
    }
  }
}
