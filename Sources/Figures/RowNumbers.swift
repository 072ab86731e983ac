import Kernel

/// The numbers of one board line, each rounded once and for all: screen, print, file, public page and sentence write these
/// with their own marks, so no two of them can show different figures.
public struct RowNumbers: Hashable, Sendable {
  /// The target's level.
  public let target: PrintedNumber?
  /// The target's change.
  public let targetChange: PrintedNumber?
  /// The result's level.
  public let result: PrintedNumber?
  /// The result's change.
  public let resultChange: PrintedNumber?
  /// The percentage of plan, to the indicator's decimals.
  public let attainment: PrintedNumber?
  /// Result minus target, in the unit.
  public let gap: PrintedNumber?

  init(_ indicator: Indicator, _ target: Target?, _ assessment: Assessment) {
    func rounded(_ ratio: Ratio?) -> PrintedNumber? { ratio?.rounded(.halfUp, decimals: indicator.decimals) }
    self.target = rounded(target?.level?.ratio)
    targetChange = rounded(target?.change?.ratio)
    result = rounded(assessment.result.level)
    resultChange = rounded(assessment.result.change)
    attainment = assessment.attainment?.rounded(.halfUp, decimals: indicator.attainmentDecimals)
    gap = rounded(assessment.gap)
  }
}
