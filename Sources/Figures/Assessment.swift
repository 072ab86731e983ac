import Kernel

/// A figure's two faces: its level, and its change against the year before.
public struct Faces: Hashable, Sendable {
  /// The level, in the indicator's unit.
  public var level: Ratio?
  /// The signed change, in points for a rate.
  public var change: Ratio?

  /// A figure with either face, both, or none.
  public init(level: Ratio? = nil, change: Ratio? = nil) {
    self.level = level
    self.change = change
  }
}

/// How a result stands to its target, and everything needed to explain it. Exact; rounding happens when it is printed.
public struct Assessment: Hashable, Sendable {
  /// Which of a figure's faces was compared.
  public enum Face: String, Sendable, Hashable {
    /// The levels.
    case level
    /// The changes against the year before.
    case change
    /// The points by which a rate was cut.
    case cut
  }

  /// How the percentage of plan came about, or why there is none.
  public enum Formula: String, Sendable, Hashable {
    /// Result over target.
    case levels
    /// Points cut over points planned.
    case cuts
    /// Change over planned change.
    case changes
    /// No target was given.
    case noTarget = "no_target"
    /// No result was reported.
    case noResult = "no_result"
    /// The target is zero or below, or points the wrong way: no ratio says anything.
    case targetNotPositive = "target_not_positive"
    /// Less is better, and levels are never divided.
    case levelsFalling = "levels_falling"
    /// Target and result show different faces.
    case facesDiffer = "faces_differ"
    /// The verdict was stated in words.
    case stated
  }

  /// The percentage of plan; `nil` where there is none, which is neither 0 nor 100.
  public var attainment: Ratio?
  /// The verdict.
  public var verdict: Verdict
  /// Result minus target in the indicator's unit, points for a rate.
  public var gap: Ratio?
  /// How the percentage came about.
  public var formula: Formula
  /// Which face the verdict and the gap compare.
  public var face: Face?
  /// What was compared with what, for the verdict.
  public var compared: (result: Ratio, target: Ratio)? { pair.map { ($0.result, $0.target) } }
  /// What was divided by what, for the percentage.
  public var divided: (result: Ratio, target: Ratio)? { quotient.map { ($0.result, $0.target) } }
  /// The faces of the result as used, with what was worked out from the year before.
  public var result: Faces
  /// The level of the year before, where a face was worked out from it.
  public var derivedFrom: Ratio?

  private var pair: Pair?
  private var quotient: Pair?

  private struct Pair: Hashable, Sendable {
    var result: Ratio
    var target: Ratio
  }

  private init(verdict: Verdict, formula: Formula, result: Faces) {
    self.verdict = verdict
    self.formula = formula
    self.result = result
  }

  /// Assesses a result against a target. Pure: the same arguments give the same answer for ever.
  ///
  /// - Upward and held counts, stocks, rates and recognitions: result over target. Reductions: points cut over points
  ///   planned. Where less is better levels are never divided; the percentage comes from the changes, the verdict from the
  ///   levels.
  /// - The verdict looks at the unrounded numbers: 99,996 % prints 100,00 and is not met.
  /// - Without target or result there is no ratio, and the verdict is the stated one or «chưa đủ căn cứ».
  /// - Parameters:
  ///   - target: what was asked; `nil` where no target was given.
  ///   - reported: the faces of the result as reported.
  ///   - stated: a verdict stated in words; it stands only where none can be computed.
  ///   - previous: the level of the year before, to work out a face that was not stated.
  public static func of(
    kind: IndicatorKind, direction: Direction, target: Faces?, comparator: Comparator, reported: Faces, stated: Verdict? = nil,
    previous: Ratio? = nil, bands: VerdictBands
  ) -> Assessment {
    var result = reported
    var derivedFrom: Ratio?
    if kind != .reduction, let target, let previous {
      if target.change != nil, result.change == nil, let level = result.level {
        result.change = level - previous
        derivedFrom = previous
      } else if target.level != nil, result.level == nil, let change = result.change {
        result.level = previous + change
        derivedFrom = previous
      }
    }
    guard let target, target.level != nil || target.change != nil else {
      return without(.noTarget, stated: stated, result: result)
    }
    guard result.level != nil || result.change != nil else {
      return without(.noResult, stated: stated, result: result)
    }
    guard let (face, pair) = compare(kind: kind, target: target, result: result) else {
      return without(.facesDiffer, stated: stated, result: result)
    }
    var answer = Assessment(verdict: .noBasis, formula: .stated, result: result)
    answer.derivedFrom = derivedFrom
    answer.face = face
    answer.pair = pair
    answer.gap = pair.result - pair.target
    answer.divide(kind: kind, direction: direction, target: target)
    answer.judge(comparator, direction: direction, bands: bands)
    return answer
  }

  private static func without(_ formula: Formula, stated: Verdict?, result: Faces) -> Assessment {
    Assessment(verdict: stated ?? .noBasis, formula: stated == nil ? formula : .stated, result: result)
  }

  /// The face on which target and result meet: levels before changes; for a reduction whichever face holds the cut.
  private static func compare(kind: IndicatorKind, target: Faces, result: Faces) -> (Face, Pair)? {
    if kind == .reduction {
      guard let cut = result.level ?? result.change, let planned = target.level ?? target.change else { return nil }
      return (.cut, Pair(result: cut, target: planned))
    }
    if let reached = result.level, let planned = target.level { return (.level, Pair(result: reached, target: planned)) }
    if let reached = result.change, let planned = target.change { return (.change, Pair(result: reached, target: planned)) }
    return nil
  }

  private mutating func divide(kind: IndicatorKind, direction: Direction, target: Faces) {
    if kind != .reduction, direction == .down {
      guard let reached = result.change, let planned = target.change else {
        formula = .levelsFalling
        return
      }
      quotient = Pair(result: reached, target: planned)
      formula = .changes
      // A planned fall is negative; fall over planned fall is positive.
      guard planned.isNegative else {
        quotient = nil
        formula = .targetNotPositive
        return
      }
    } else {
      quotient = pair
      formula = face == .cut ? .cuts : face == .change ? .changes : .levels
      guard let planned = quotient?.target, !planned.isZero, !planned.isNegative else {
        quotient = nil
        formula = .targetNotPositive
        return
      }
    }
    if let quotient { attainment = quotient.result / quotient.target * .hundred }
  }

  private mutating func judge(_ comparator: Comparator, direction: Direction, bands: VerdictBands) {
    guard let pair else { return }
    switch comparator.standing(of: pair.result, to: pair.target, direction: direction) {
    case .beyond: verdict = .exceeded
    case .satisfied: verdict = .met
    case .unsatisfied:
      guard direction == .up, comparator != .maintain, let attainment else {
        verdict = .notMet
        return
      }
      verdict = bands.verdict(ofUnmet: attainment)
    }
  }
}
