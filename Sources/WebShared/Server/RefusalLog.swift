import Directory
import Kernel
import Logging
import Synchronization

/// Leaves a trace of what was refused: one line each at `notice`, with the account's id, the route, the unit and the reason's code;
/// never a name, a token or a typed text. Of each reason a few lines a second are written and the rest counted, so that an attack
/// fills no disk.
final class RefusalLog: Sendable {
  private let logger: Logger
  private let effects: Effects
  private let state = Mutex<[String: Tally]>([:])

  /// How often a reason was met in a second.
  private struct Tally {
    var second: Int64
    var written = 0
    var suppressed = 0
  }

  /// The most lines a second for each reason.
  private static let linesPerSecond = 10

  init(logger: Logger, effects: Effects) {
    self.logger = logger
    self.effects = effects
  }

  /// Writes a line where a response refuses for want of a right, a session, a token or patience.
  func note(_ response: WebResponse, _ route: Route, _ request: WebRequest) {
    let unit = RefusalLog.unit(of: request)
    // A unit of others answers like one there is not.
    let isForeign =
      response.status == 404 && request.viewer != nil && unit != nil && response.refusal != WebError.notFound.code
    let isSignIn = response.status == 422 && route.method == "POST" && route.path == "/dang-nhap"
    guard [401, 403, 429].contains(response.status) || isSignIn || isForeign else { return }
    let reason = response.refusal ?? "web.status_\(response.status)"
    guard let suppressed = admit(reason) else { return }
    var metadata: Logger.Metadata = [
      "reason": "\(reason)", "status": "\(response.status)", "account": "\(request.viewer?.account.id.rawValue ?? "-")",
      "route": "\(route.method) \(route.path)",
    ]
    if let unit { metadata["unit"] = "\(unit)" }
    if suppressed > 0 { metadata["suppressed"] = "\(suppressed)" }
    logger.notice("refused", metadata: metadata)
  }

  /// How many lines of a reason were left out since the last one; `nil` where this one is left out as well.
  private func admit(_ reason: String) -> Int? {
    let second = effects.now().seconds
    return state.withLock { tallies in
      var tally = tallies[reason] ?? Tally(second: second)
      defer { tallies[reason] = tally }
      if tally.second != second { tally = Tally(second: second, suppressed: tally.suppressed) }
      guard tally.written < RefusalLog.linesPerSecond else {
        tally.suppressed += 1
        return nil
      }
      tally.written += 1
      defer { tally.suppressed = 0 }
      return tally.suppressed
    }
  }

  /// The unit a request names, where it has the form of one: whatever else stands there was typed and is not repeated.
  private static func unit(of request: WebRequest) -> String? {
    let named = request.parameters["noi"] ?? request.query["noi"]
    guard !named.isEmpty else { return nil }
    let isUnit = named.utf8.count <= 24 && named.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || $0 == 46 }
    return isUnit ? named : "?"
  }
}
