import Foundation
import Kernel
import Planning
import Published
import Storage
import Territory
import Wording

/// What every demo ends with: boards on the terminal, and the site.
enum DemoSite {
  /// Prints the board of a place by its code of that year.
  static func printBoard(_ code: String, _ year: Int, _ installation: Installation) async throws {
    let rulebook = installation.rulebook
    let (board, name) = try await installation.database.read { transaction in
      let found = try PlaceFinder.find(code, year: year, transaction)
      let name = try TerritoryStore.path(of: found.place, on: found.day, transaction)?.fullName ?? code
      return (
        try BoardReader.board(
          place: found.place, year: year, in: found.department, from: .staff, rulebook: rulebook, transaction), name
      )
    }
    print("\n" + BoardText(board, placeName: name, installation.words).text)
  }

  /// The port asked for by `PORT`, or the next free one, which is said.
  static func port(_ words: LocalWording) -> Int {
    let wanted = ProcessInfo.processInfo.environment["PORT"].flatMap { UInt16($0) }.map(Int.init) ?? 8080
    let port = FreePort.next(from: wanted)
    if port != wanted { print(words.text("console.port_passed_over", ["wanted": String(wanted), "port": String(port)])) }
    return port
  }

  /// Serves until the process is told to stop.
  static func serve(_ prepared: Installation, on port: Int) async throws {
    let installation = try await prepared.serving()
    let words = installation.words
    try await WebProgram(installation: installation, host: "127.0.0.1", port: port) { port in
      print("\n" + words.text("console.serving", ["address": "http://127.0.0.1:\(port)"]))
    }.run()
    await installation.database.close()
  }
}
