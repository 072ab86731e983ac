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

  init(_ row: BoardRow) {
    let decimals = row.indicator.decimals
    func rounded(_ ratio: Ratio?) -> PrintedNumber? { ratio?.rounded(.halfUp, decimals: decimals) }
    target = rounded(row.target?.level?.ratio)
    targetChange = rounded(row.target?.change?.ratio)
    result = rounded(row.assessment.result.level)
    resultChange = rounded(row.assessment.result.change)
    attainment = row.assessment.attainment?.rounded(.halfUp, decimals: row.indicator.attainmentDecimals)
    gap = rounded(row.assessment.gap)
  }
}

extension BoardRow {
  /// The line's numbers, rounded.
  public var numbers: RowNumbers { RowNumbers(self) }
}
