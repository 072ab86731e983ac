import FigureWords
import Figures
import Kernel
import Wording

/// A plan board for the terminal.
struct BoardText {
  private let board: PlanBoard
  private let placeName: String
  private let words: LocalWording

  init(_ board: PlanBoard, placeName: String, _ words: LocalWording) {
    self.board = board
    self.placeName = placeName
    self.words = words
  }

  /// Heading, verdict, table and the legend of its marks.
  var text: String {
    let show = BoardWords(words)
    var table = TextTable(columns: [
      .init(heading: words.text("board.indicator")), .init(heading: words.text("board.target"), isNumber: true),
      .init(heading: words.text("board.result"), isNumber: true), .init(heading: words.text("board.attainment"), isNumber: true),
      .init(heading: words.text("board.gap"), isNumber: true), .init(heading: words.text("board.verdict")),
      .init(heading: words.text("board.status")),
    ])
    for row in board.rows {
      table.rows.append([
        show.name(row.indicator), show.target(row), result(row, show), show.attainment(row), show.gap(row),
        show.verdictWithShape(row.assessment.verdict), show.status(row),
      ])
    }
    let heading = words.text("board.heading", ["place": placeName, "year": String(board.year)])
    let conclusion = words.text("board.conclusion", ["verdict": words.text("verdict.\(board.verdict.rawValue)")])
    return [heading, conclusion, "", table.text, words.text("board.legend")].joined(separator: "\n")
  }

  /// The result, with how much of it is there where it was added up from less than there is.
  private func result(_ row: BoardRow, _ show: BoardWords) -> String {
    show.result(row) + (show.coverage(row).map { " (\($0))" } ?? "")
  }
}
