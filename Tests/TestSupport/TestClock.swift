import Kernel
import Synchronization

/// A clock that stands still until a test moves it.
public final class TestClock: Sendable {
  private let moment: Mutex<Moment>

  /// A clock at noon in Viet Nam.
  public init(on day: CivilDate = .testDay) { moment = Mutex(Effects.fixed(on: day).now()) }

  /// What it shows.
  public var now: Moment { moment.withLock { $0 } }

  /// Moves it on.
  public func advance(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }

  /// The program's effects with this clock.
  public var effects: Effects {
    let fixed = Effects.fixed(on: .testDay)
    return Effects(now: { self.now }, newID: fixed.newID, randomBytes: fixed.randomBytes)
  }
}
