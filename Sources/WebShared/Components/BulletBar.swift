import HTML
import Kernel

/// A bar of 160 × 18 that sets a result beside its plan: the scale runs from 0 to 125 % *of the plan*, so that rows of
/// unlike units line up; the plan is the upright at 100 %, the edges of the verdict's bands are hairlines.
///
/// A result beyond 125 % fills the bar and ends in an arrow. The number itself is printed in its own column.
/// - Parameters:
///   - percent: the attainment in percent of the plan (114.35, not 1.1435); `nil` draws an empty, dashed track
///     without marks, because there is nothing to compare.
///   - bands: the thresholds of the verdict in percent; those outside 0–125 and the plan itself are not drawn.
///   - label: what a screen reader says instead of the picture, with the number.
public func bulletBar(percent: Ratio?, bands: [Ratio], label: String) -> Node {
  let end = Ratio(125)
  return el(
    "svg", .class("bullet"), .attribute("viewBox", "0 0 160 18"), .attribute("width", 160), .attribute("height", 18),
    .role("img"), .attribute("aria-label", label)
  ) {
    el(
      "rect", .class(percent == nil ? "bullet-track bullet-empty" : "bullet-track"), .attribute("x", "0.5"),
      .attribute("y", "2.5"), .attribute("width", 159), .attribute("height", 13))
    if let percent {
      for band in bands where band > .zero && band < end && band != .hundred {
        upright("bullet-band", at: band, from: 3, to: 15)
      }
      if percent > .zero {
        el(
          "rect", .class("bullet-bar"), .attribute("x", 0), .attribute("y", 5),
          .attribute("width", position(min(percent, end))), .attribute("height", 8))
      }
      if percent > end { el("path", .class("bullet-beyond"), .attribute("d", "M150 5l6 4-6 4z")) }
      // A light edge keeps the plan in sight where it crosses the bar.
      upright("bullet-plan-edge", at: .hundred, from: 1, to: 17)
      upright("bullet-plan", at: .hundred, from: 0, to: 18)
    }
  }
}

private func upright(_ name: String, at percent: Ratio, from top: Int, to bottom: Int) -> Node {
  let place = position(percent)
  return el(
    "line", .class(name), .attribute("x1", place), .attribute("x2", place), .attribute("y1", top), .attribute("y2", bottom))
}

/// The place of a percentage on the scale, in the units of the drawing.
private func position(_ percent: Ratio) -> String {
  (percent * Ratio(160, 125)).rounded(.halfUp, decimals: 2).plain
}
