import Kernel
import Synchronization

/// What the rules say in the types of the systems that ask them: each value decoded once, however often it is asked.
///
/// The texts of a rulebook never change while the program runs, so what was made of one holds as long as the rulebook does.
final class DecodedRules: Sendable {
  private struct Key: Hashable {
    let type: ObjectIdentifier
    let rule: String
    /// The first day of the value; `nil` for the whole rule, and for a value that begins before the records do.
    let from: CivilDate?
    let isWhole: Bool
  }

  private let decoded = Mutex<[Key: any Sendable]>([:])

  /// What was decoded before, or is now; a fault is not kept, and told again at the next question.
  func value<Decoded: Sendable>(
    _ rule: String, from: CivilDate?, isWhole: Bool, _ decode: () throws -> Decoded
  ) throws -> Decoded {
    let key = Key(type: ObjectIdentifier(Decoded.self), rule: rule, from: from, isWhole: isWhole)
    if let known = decoded.withLock({ $0[key] }) as? Decoded { return known }
    let made = try decode()
    decoded.withLock { $0[key] = made }
    return made
  }
}

extension Rulebook {
  /// What a rule says on a day, in the type a system makes of it.
  /// - Throws: `RulebookError.unknownRule`, `.notInForce`; what `decode` throws.
  public func decoded<Decoded: Sendable>(
    _ id: String, on day: CivilDate, _ decode: (RuleValue) throws -> Decoded
  ) throws -> Decoded {
    let value = try value(of: id, on: day)
    return try decodings.value(id, from: value.from, isWhole: false) { try decode(value) }
  }

  /// What all values of a rule say together, in the type a system makes of them.
  /// - Throws: `RulebookError.unknownRule`; what `decode` throws.
  public func decoded<Decoded: Sendable>(_ id: String, _ decode: (Rule) throws -> Decoded) throws -> Decoded {
    guard let rule = rule(id) else { throw RulebookError.unknownRule(id: id) }
    return try decodings.value(id, from: nil, isWhole: true) { try decode(rule) }
  }
}
