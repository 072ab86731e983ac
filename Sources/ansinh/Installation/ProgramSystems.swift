import FigureWeb
import Kernel
import Planning
import PlanningDemo
import PublicWeb
import Reporting
import Spreadsheets
import StaffWeb
import Systems
import WebShared
import Wording

/// The systems of this program: nothing else names them, but for the list of their commands (`ConsoleSystem.all`).
enum ProgramSystems {
  /// What each brings into the data.
  static let all: [System] = [.planning, .reporting]
  /// What the whole program asks the wording for: its systems, the rooms of pages, the terminal.
  static var words: [AskedWords] {
    (System.founding + all).flatMap(\.words)
      + [.wording, .spreadsheets, .planningDemo, .webShared, .figureWeb, .staffWeb, .publicWeb, .ansinh]
  }

  /// Its pages on the working side.
  static let staff: [StaffSystem] = [.directory, .planning, .reporting]
}
