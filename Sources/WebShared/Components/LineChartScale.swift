import Kernel

/// The axis of a chart: from zero to a round number above the largest value (and below zero where a value is), in steps of
/// 1, 2 or 5 times a power of ten. Whole numbers of ten-thousandths throughout, so a mark stands exactly on its value.
struct LineChartScale {
  let step: Int64
  let lowest: Int64
  let highest: Int64

  init(_ values: [Quantity]) {
    let numbers = values.map(\.tenThousandths)
    let top = max(numbers.max() ?? 0, 0)
    let bottom = min(numbers.min() ?? 0, 0)
    let step = LineChartScale.roundStep(atLeast: max((top - bottom) / 4, 1))
    self.step = step
    lowest = -((-bottom + step - 1) / step) * step
    highest = max((top + step - 1) / step, 1) * step
  }

  /// The values at which the axis is labelled, from the lowest up.
  var ticks: [Quantity] {
    stride(from: lowest, through: highest, by: Int64.Stride(step)).map(Quantity.init(tenThousandths:))
  }

  /// How far below the top of a field of `height` the value lies, to a hundredth.
  func depth(of value: Quantity, height: Int) -> Ratio {
    Ratio(Int(highest - value.tenThousandths), Int(highest - lowest)) * Ratio(height)
  }

  private static func roundStep(atLeast wanted: Int64) -> Int64 {
    var power: Int64 = 1
    while power * 10 <= wanted { power *= 10 }
    for factor in [1, 2, 5] as [Int64] where power * factor >= wanted { return power * factor }
    return power * 10
  }
}
