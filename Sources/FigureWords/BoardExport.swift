import Figures
import Interchange
import Kernel

/// A board as files: the columns of the contract, plain numbers with a dot, verdicts by their codes.
public enum BoardExport {
  /// The columns of a board's CSV.
  public static let columns = [
    "indicator", "unit", "target", "target_change", "comparator", "target_origin", "result", "result_change", "result_origin",
    "attainment", "gap", "verdict", "status",
  ]

  /// The board as CSV.
  public static func csv(_ board: PlanBoard) -> String {
    var writer = CSVWriter(header: columns)
    for row in board.rows { writer.add(cells(row)) }
    return writer.text
  }

  /// The cells of one line, in the order of `columns`.
  public static func cells(_ row: BoardRow) -> [CSVCell] {
    let numbers = row.numbers
    return [
      .plain(row.indicator.code), .text(row.indicator.unit), .plain(numbers.target?.plain ?? ""),
      .plain(numbers.targetChange?.plain ?? ""), .plain(row.target?.comparator.rawValue ?? ""),
      .plain(row.target?.origin.rawValue ?? ""), .plain(numbers.result?.plain ?? ""),
      .plain(numbers.resultChange?.plain ?? ""), .plain(row.result?.origin.rawValue ?? ""),
      .plain(numbers.attainment?.plain ?? ""), .plain(numbers.gap?.plain ?? ""),
      .plain(row.assessment.verdict.rawValue), .plain(row.result?.status.rawValue ?? ""),
    ]
  }

  /// The board as JSON, with what a reader elsewhere needs to use it without asking.
  public static func json(_ board: PlanBoard, placeName: String, sentences: (BoardRow) -> (vi: String, en: String)) -> JSONValue {
    .object([
      .init("place", .string(board.place.rawValue)), .init("place_name", .string(placeName)),
      .init("year", .number(String(board.year))), .init("plan_state", .string(board.plan?.state.rawValue)),
      .init("verdict", .string(board.verdict.rawValue)),
      .init("rows", .array(board.rows.map { .object(members(of: $0, sentences: sentences($0))) })),
    ])
  }

  /// The members of one line.
  public static func members(of row: BoardRow, sentences: (vi: String, en: String)) -> [JSONValue.Member] {
    let numbers = row.numbers
    return [
      .init("indicator", .string(row.indicator.code)), .init("name_vi", .string(row.indicator.nameVi)),
      .init("name_en", .string(row.indicator.nameEn)), .init("unit", .string(row.indicator.unit)),
      .init("target", .number(numbers.target?.plain)), .init("target_change", .number(numbers.targetChange?.plain)),
      .init("comparator", .string(row.target?.comparator.rawValue)),
      .init("target_origin", .string(row.target?.origin.rawValue)), .init("result", .number(numbers.result?.plain)),
      .init("result_change", .number(numbers.resultChange?.plain)), .init("missing", .string(row.result?.missing?.rawValue)),
      .init("result_origin", .string(row.result?.origin.rawValue)), .init("attainment", .number(numbers.attainment?.plain)),
      .init("gap", .number(numbers.gap?.plain)), .init("verdict", .string(row.assessment.verdict.rawValue)),
      .init("status", .string(row.result?.status.rawValue)), .init("cause", .string(row.result?.cause)),
      .init("sentence_vi", .string(sentences.vi)), .init("sentence_en", .string(sentences.en)),
    ]
  }
}
