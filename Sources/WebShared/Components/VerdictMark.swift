import HTML

/// The mark of a verdict: a shape and its word, in the verdict's colour. It reads in black and white, because the word and
/// the shape say what the colour says.
/// - Parameters:
///   - code: `exceeded`, `met`, `met_or_exceeded`, `mostly`, `notmet`, `low` or `no_basis`; any other is drawn as
///     `no_basis`.
///   - label: the word, from the wording of the system that gave the verdict.
public func verdictMark(code: String, label: String) -> Node {
  let shape = VerdictShape(rawValue: code) ?? .noBasis
  return el("span", .class("verdict verdict-\(shape.className)")) {
    el("svg", .class("verdict-shape"), .attribute("viewBox", "0 0 12 12"), .attribute("aria-hidden", "true")) {
      shape.drawing
    }
    label
  }
}

/// The shapes of `design/visual.md`: ▲ exceeded, ● met, ◐ mostly, ▽ not met, ▼ low, ○ no basis.
private enum VerdictShape: String {
  case exceeded
  case met
  case metOrExceeded = "met_or_exceeded"
  case mostly
  case notMet = "notmet"
  case low
  case noBasis = "no_basis"

  /// `met_or_exceeded` takes the colour of `met`: the weaker of what it may be.
  var className: String {
    switch self {
    case .exceeded: "exceeded"
    case .met, .metOrExceeded: "met"
    case .mostly: "mostly"
    case .notMet: "notmet"
    case .low: "low"
    case .noBasis: "no-basis"
    }
  }

  var drawing: Node {
    switch self {
    case .exceeded: filled("M6 1 11.5 11H.5z")
    case .low: filled("M6 11 .5 1h11z")
    case .notMet: outlined("M6 9.9 1.4 1.8h9.2z")
    case .met: filled("M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z")
    case .metOrExceeded: .fragment([filled("M6 0 11 7.5H1z"), filled("M1 9h10v2.5H1z")])
    case .mostly: .fragment([outlined(Self.ring), filled("M6 1.5a4.5 4.5 0 0 0 0 9z")])
    case .noBasis: outlined(Self.ring)
    }
  }

  private static let ring = "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z"

  private func filled(_ path: String) -> Node { el("path", .attribute("d", path), .attribute("fill", "currentColor")) }

  private func outlined(_ path: String) -> Node {
    el(
      "path", .attribute("d", path), .attribute("fill", "none"), .attribute("stroke", "currentColor"),
      .attribute("stroke-width", "1.5"))
  }
}
