import Figures
import Kernel
import Wording

/// The columns of a form's table from the first on, with their titles: the same in the workbook that is taken away and in the
/// cells that are pasted from it.
public struct FormHead: Sendable {
  /// The columns in their order.
  public let columns: [FormColumn]
  /// The days of the plan year before that are asked for apart; `nil` where they are not.
  private let tail: ClosedRange<CivilDate>?
  private let words: LocalWording

  /// - Parameters:
  ///   - tail: the days of the plan year before that the period counts, where it begins with them.
  ///   - indicators: the indicators of the form; only what accumulates is asked about those days.
  public init(tail: ClosedRange<CivilDate>?, indicators: [Indicator], _ words: LocalWording) {
    self.tail = indicators.contains { $0.kind == .count } ? tail : nil
    self.words = words
    let asksTail = self.tail != nil
    columns = FormColumn.allCases.filter { $0 != .yearTail || asksTail }
  }

  /// The title of a column.
  public func title(_ column: FormColumn) -> String {
    guard column == .yearTail, let tail else { return words.text("workbook.column.\(column.rawValue)") }
    return words.text(
      "workbook.column.year_tail", ["days": "\(tail.lowerBound.day)–\(tail.upperBound.day)/\(tail.upperBound.month)"])
  }
}
