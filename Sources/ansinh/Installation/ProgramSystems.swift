import Planning
import Reporting
import StaffWeb
import Systems

/// The systems of this program: nothing else names them, but for the list of their commands (`ConsoleSystem.all`).
enum ProgramSystems {
  /// What each brings into the data.
  static let all: [System] = [.planning, .reporting]
  /// Its pages on the working side.
  static let staff: [StaffSystem] = [.directory, .planning, .reporting]
}
