import HTML
import Kernel
import Wording

/// What a chart of one indicator over its periods shows.
public struct LineChart: Sendable {
  /// A result.
  public struct Point: Sendable {
    /// The period, as it stands in `periods`.
    public var period: String
    /// The value.
    public var value: Quantity
    /// Whether the value is not yet approved: a hollow point, and a dashed line to it.
    public var isProvisional: Bool
    /// Whether the value was derived and not stated: its label ends in `*`.
    public var isDerived: Bool

    /// A result of a period.
    public init(period: String, value: Quantity, isProvisional: Bool = false, isDerived: Bool = false) {
      self.period = period
      self.value = value
      self.isProvisional = isProvisional
      self.isDerived = isDerived
    }
  }

  /// A planned value, drawn as ◇.
  public struct PlanMark: Sendable {
    /// The period, as it stands in `periods`.
    public var period: String
    /// The planned level.
    public var value: Quantity
    /// Whether it was derived and not stated.
    public var isDerived: Bool

    /// A planned value of a period.
    public init(period: String, value: Quantity, isDerived: Bool = false) {
      self.period = period
      self.value = value
      self.isDerived = isDerived
    }
  }

  /// A change of the standard: values before and from this period on do not compare.
  public struct Break: Sendable {
    /// The first period of the new standard.
    public var period: String
    /// Why, in a few words; printed above the dotted upright.
    public var reason: String

    /// A change of standard with its reason.
    public init(before period: String, reason: String) {
      self.period = period
      self.reason = reason
    }
  }

  /// Every period of the axis, in order, as it is printed; a period without a point is a gap in the line.
  public var periods: [String]
  /// The results.
  public var points: [Point]
  /// The plans.
  public var plans: [PlanMark]
  /// The changes of standard.
  public var breaks: [Break]
  /// The finding, printed as the title: «Giảm nghèo vượt kế hoạch 0,11 điểm %».
  public var title: String
  /// The unit, printed above the axis.
  public var unit: String
  /// What a screen reader says instead of the picture; the table beside it has the numbers.
  public var summary: String

  /// A chart of these parts.
  public init(
    periods: [String], points: [Point], plans: [PlanMark] = [], breaks: [Break] = [], title: String, unit: String,
    summary: String
  ) {
    self.periods = periods
    self.points = points
    self.plans = plans
    self.breaks = breaks
    self.title = title
    self.unit = unit
    self.summary = summary
  }

  /// The signs in use and what they mean.
  func legend(in words: LocalWording) -> String {
    var lines: [String] = []
    if points.contains(where: { !$0.isProvisional }) { lines.append(words.text("components.chart.approved")) }
    if points.contains(where: \.isProvisional) { lines.append(words.text("components.chart.provisional")) }
    if !plans.isEmpty { lines.append(words.text("components.chart.plan")) }
    if points.contains(where: \.isDerived) || plans.contains(where: \.isDerived) {
      lines.append(words.text("components.chart.derived"))
    }
    return lines.joined(separator: " · ")
  }
}
