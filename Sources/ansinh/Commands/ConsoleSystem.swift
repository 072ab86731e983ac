import ArgumentParser
import FoundationEssentials
import Planning

/// The commands of a system, and its part of the demo.
struct ConsoleSystem: Sendable {
  /// Its own commands.
  var commands: [any ParsableCommand.Type] = []
  /// Its files under `ansinh import`.
  var imports: [any ParsableCommand.Type] = []
  /// Its files under `ansinh export`.
  var exports: [any ParsableCommand.Type] = []
  /// Makes its part of the demo, once, and says what it made.
  var demo: @Sendable (Installation, _ say: (String) -> Void) async throws -> Void = { _, _ in }
}

extension ConsoleSystem {
  /// Those of this program.
  static let all: [ConsoleSystem] = [.planning, .reporting]

  /// Plans, results and sums.
  static let planning = ConsoleSystem(
    commands: [PlanCommand.self, RollUpCommand.self],
    imports: [ImportCommand.Indicators.self, ImportCommand.Targets.self, ImportCommand.Results.self],
    exports: [ExportCommand.Results.self],
    demo: { try await DemoData($0).importFigures(saying: $1) })

  /// Reporting forms.
  static let reporting = ConsoleSystem(commands: [FormCommand.self], imports: [ImportCommand.Forms.self])
}
