import Figures

/// The rules of assessment written a second time, from the text of the order and in plain whole numbers: what the property
/// test compares the program with. Figures are ten-thousandths.
struct AssessmentOracle {
  var kind: IndicatorKind
  var direction: Direction
  var comparator: Comparator
  var targetLevel: Int?
  var targetChange: Int?
  var resultLevel: Int?
  var resultChange: Int?
  var stated: Verdict?
  var previous: Int?

  /// What must come out. The percentage is `top / bottom` of the plan.
  struct Answer {
    var top: Int?
    var bottom: Int?
    var gap: Int?
    var verdict: Verdict
    var isSatisfied: Bool?
  }

  var answer: Answer {
    var (level, change) = (resultLevel, resultChange)
    if kind != .reduction, let previous {
      if change == nil, targetChange != nil, let known = level { change = known - previous }
      if level == nil, targetLevel != nil, let known = change { level = previous + known }
    }
    guard let (reached, planned) = pair(level, change) else { return Answer(verdict: stated ?? .noBasis) }
    var answer = Answer(gap: reached - planned, verdict: .noBasis, isSatisfied: isSatisfied(reached, planned))
    if kind != .reduction, direction == .down {
      // Levels are never divided where less is better; a fall is divided by the fall that was planned.
      if let fall = change, let plannedFall = targetChange, plannedFall < 0 {
        (answer.top, answer.bottom) = (-fall, -plannedFall)
      }
    } else if planned > 0 {
      (answer.top, answer.bottom) = (reached, planned)
    }
    answer.verdict = verdict(reached, planned, answer)
    return answer
  }

  private func pair(_ level: Int?, _ change: Int?) -> (Int, Int)? {
    if kind == .reduction {
      guard let reached = level ?? change, let planned = targetLevel ?? targetChange else { return nil }
      return (reached, planned)
    }
    if let level, let targetLevel { return (level, targetLevel) }
    if let change, let targetChange { return (change, targetChange) }
    return nil
  }

  private func isSatisfied(_ reached: Int, _ planned: Int) -> Bool {
    switch comparator {
    case .atLeast: reached >= planned
    case .moreThan: reached > planned
    case .exactly: reached == planned
    case .atMost: reached <= planned
    case .lessThan: reached < planned
    case .maintain: direction == .down ? reached <= planned : reached >= planned
    }
  }

  private func verdict(_ reached: Int, _ planned: Int, _ answer: Answer) -> Verdict {
    guard isSatisfied(reached, planned) else {
      if comparator == .maintain || direction != .up { return .notMet }
      guard let top = answer.top, let bottom = answer.bottom else { return .notMet }
      if top * 100 >= 95 * bottom { return .mostly }
      return top * 100 >= 70 * bottom ? .notMet : .low
    }
    switch comparator {
    case .moreThan, .exactly: return .met
    case .lessThan: return .exceeded
    case .atLeast, .atMost, .maintain: return reached == planned ? .met : .exceeded
    }
  }
}
