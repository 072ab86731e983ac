import Kernel
import Published
import Storage
import Territory

extension Subject.Kind {
  /// Figures, targets, plans and sheets of a department, in whatever state.
  package static let figures: Subject.Kind = "planning-figures"
}

extension Subject {
  /// What a judgement of figures of some departments rests on: their records, the catalogue, the map.
  package static func judging(figuresOf departments: some Sequence<ID<Department>>) -> [Subject] {
    departments.map { Subject(.figures, of: $0) } + [Subject(.catalogue), Subject(.territory)]
  }
}
