import Figures
import Kernel
import Storage

/// In whose name rows of the catalogue are written.
public enum CatalogueScope: Sendable, Hashable {
  /// The installation's own file: the command line's.
  case installation
  /// The catalogue that comes with the program: it comes in whole, even where somebody has taken one of its names meanwhile.
  case program
  /// A change of the shared catalogue that a person proposes: it takes no name from another indicator.
  case proposal
  /// A department's own indicators, which nobody else sees or meets by name.
  case own(ID<Department>)

  /// Whose a new indicator becomes; `nil` for the shared catalogue.
  var owner: ID<Department>? { if case .own(let department) = self { department } else { nil } }

  /// Whether an alias may be another indicator's alias too: files of the installation may say so, and then the code must be
  /// written.
  var sharesAliases: Bool { self == .installation }

  /// The indicators a row may lean on and is compared with.
  func stored(_ transaction: ReadTransaction) throws -> [Indicator] {
    switch self {
    case .installation, .program: try IndicatorStore.all(transaction)
    case .proposal: try IndicatorStore.all(visibleTo: Department.installation, transaction)
    case .own(let department): try IndicatorStore.all(visibleTo: department, transaction)
    }
  }

  /// What this scope does not let a row do; `nil` where it is free to.
  func fault(of indicator: Indicator, before: Indicator?) -> FieldFault? {
    switch self {
    case .own(let department):
      let mark = Indicator.mark(of: department)
      guard indicator.code.hasPrefix(mark), indicator.code.utf8.count > mark.utf8.count else {
        return FieldFault("code", "planning.code_needs_mark", ["read": indicator.code, "mark": mark])
      }
    case .installation, .program, .proposal:
      if before == nil, Indicator.isMarked(indicator.code) {
        return FieldFault("code", "planning.code_of_department", ["read": indicator.code])
      }
    }
    return nil
  }
}
