import Kernel
import Storage
import Territory

/// The figures of one form, unit and period, which are written and read together.
public struct FormFigures: Sendable {
  /// Whose records.
  public let department: ID<Department>
  /// Which form, unit and period.
  public let key: SheetKey
  /// The indicators of the form's lines.
  public let indicators: [String]

  /// The figures of a form's lines.
  public init(in department: ID<Department>, _ key: SheetKey, indicators: [String]) {
    self.department = department
    self.key = key
    self.indicators = indicators
  }

  /// Narrows a statement to these figures.
  package var scope: SQL {
    """
    department = \(department) AND place = \(key.place) AND period = \(key.period) AND indicator IN (\(list: indicators))
    """
  }
}
