import Kernel
import Storage
import Territory

extension WorkflowCase {
  /// Does something to the subject: the only door. Checks version, right, state, turn, second person and reason, in this order;
  /// writes the state, the event, the audit note and the notices in the act's transaction.
  /// - Parameters:
  ///   - seen: the version the person looked at; `nil` where the subject was read for this act.
  /// - Returns: the subject after it.
  /// - Throws: `error(_:of:)` of the first check that fails; what `store` refuses.
  @discardableResult
  public func perform(
    _ act: Act, by authority: Authority, seen: Int? = nil, _ transaction: WriteTransaction
  ) throws -> Self {
    if let seen, seen != version { throw error(.stale, of: act) }
    let line = try line(of: act, for: authority, transaction)
    if line.notBySamePerson, try isOwn(of: transaction.act.actor, transaction) { throw error(.ownWork, of: act) }
    if line.needsReason, reason(transaction).isEmpty { throw error(.reasonMissing, of: act) }
    var after = self
    try after.store(line, transaction)
    let kind = Self.kind(of: line)
    let detail = after.detail.merging(["from": state.rawValue]) { $1 }
    try transaction.publish(Event.Kind(stringLiteral: kind), about: subject, in: department, detail)
    transaction.note(AuditNote(kind: kind, subject: subject, detail: detail), in: department)
    for audience in line.tells { try after.tell(audience, of: line, transaction) }
    return after
  }

  /// The line by which this authority does the act now.
  private func line(
    of act: Act, for authority: Authority, _ transaction: WriteTransaction
  ) throws -> Transition<Self> {
    var known: [Turn?: [ID<AdministrativeUnit>]] = [:]
    func holds(_ line: Transition<Self>, at turn: Turn?) throws -> Bool {
      guard case .person = authority else { return true }
      let units = try known[turn] ?? places(of: turn, transaction)
      known[turn] = units
      return authority.may(line.permission, at: units)
    }
    let lines = Self.lines(of: act)
    let own = try lines.filter { line in
      let turns = line.turns.isEmpty ? [nil] : line.turns.map(Optional.some)
      return try turns.contains { try holds(line, at: $0) }
    }
    guard !own.isEmpty else { throw error(.noRight, of: act) }
    let now = lines.first { line in
      line.from.contains(state) && (line.turns.isEmpty || turn.map(line.turns.contains) ?? false)
    }
    guard let now else { throw error(.wrongState, of: act) }
    if try holds(now, at: now.turns.isEmpty ? nil : turn) { return now }
    guard let other = standIn(transaction), !reason(transaction).isEmpty,
      try own.contains(where: { try $0.turns.contains(other) && holds($0, at: other) })
    else { throw error(.notTheTurn, of: act) }
    return now
  }
}
