import Kernel
import Storage
import Territory

extension Subject.Kind {
  /// Figures, targets, plans and sheets of a department, in whatever state.
  static let figures: Subject.Kind = "planning-figures"
  /// What everybody may read of a department's plans and figures.
  public static let published: Subject.Kind = "planning-published"
  /// Indicators with their definitions, and forms.
  public static let catalogue: Subject.Kind = "planning-catalogue"
}

extension Subject {
  /// What a judgement of figures of some departments rests on: their records, the catalogue, the map.
  static func judging(figuresOf departments: some Sequence<ID<Department>>) -> [Subject] {
    departments.map { Subject(.figures, of: $0) } + [Subject(.catalogue), Subject(.territory)]
  }
}
