import Kernel

/// How a result must stand to its target: «trên», «từ … trở lên», «không quá», «duy trì».
public enum Comparator: String, Sendable, Hashable, CaseIterable {
  /// At least.
  case atLeast = ">="
  /// More than; equal is not enough.
  case moreThan = ">"
  /// Exactly.
  case exactly = "="
  /// At most.
  case atMost = "<="
  /// Less than; equal is not enough.
  case lessThan = "<"
  /// Keep the level: at least N, or at most N where less is better.
  case maintain

  /// Whether it asks for the opposite of what the indicator calls better: «từ … trở lên» on a figure that should fall.
  public func contradicts(_ direction: Direction) -> Bool {
    switch (self, direction) {
    case (.atLeast, .down), (.moreThan, .down), (.atMost, .up), (.lessThan, .up): true
    default: false
    }
  }

  /// The comparator an indicator's targets usually have.
  public static func usual(for direction: Direction) -> Comparator {
    switch direction {
    case .up: .atLeast
    case .down: .atMost
    case .hold: .maintain
    }
  }

  /// How the result stands: beyond the target on the good side, just satisfied, or not satisfied.
  func standing(of result: Ratio, to target: Ratio, direction: Direction) -> Standing {
    switch self {
    case .atLeast: result > target ? .beyond : result == target ? .satisfied : .unsatisfied
    case .moreThan: result > target ? .satisfied : .unsatisfied
    case .exactly: result == target ? .satisfied : .unsatisfied
    case .atMost: result < target ? .beyond : result == target ? .satisfied : .unsatisfied
    case .lessThan: result < target ? .beyond : .unsatisfied
    case .maintain where direction == .down: result < target ? .beyond : result == target ? .satisfied : .unsatisfied
    case .maintain: result > target ? .beyond : result == target ? .satisfied : .unsatisfied
    }
  }

  enum Standing {
    case beyond, satisfied, unsatisfied
  }
}
