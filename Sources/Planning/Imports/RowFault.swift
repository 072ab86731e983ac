import Figures
import Interchange

extension CellError {
  /// A rule's fault, at a line of a file.
  init(line: Int, _ fault: FieldFault) {
    self.init(line: line, column: fault.field, code: fault.code, message: fault.message, cell: nil)
  }
}
