import ArgumentParser
import Storage
import Wording

/// `ansinh serve`: both faces of the site on one address.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the site and run due jobs. Brings the database up to date first.",
    discussion: "TLS ends at the server in front (nginx, Caddy); with ANSINH_TLS=1 cookies are sent over TLS only.")

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 takes a free one and prints it.")
  var port = 8080

  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard UInt16(exactly: port) != nil else { throw ValidationError("--port is a number from 0 to 65535, not \(port).") }
  }

  func run() async throws {
    let installation = try Installation(database.resolved, isNew: true)
    try await installation.migrate { print($0) }
    guard port == 0 || PortProbe.isFree(port, host: host) else { throw InstallationError.portBusy(port: port) }
    let (words, host) = (installation.words, host)
    try await WebProgram(installation: installation, host: host, port: port) { port in
      print(words.text("console.serving", ["address": "http://\(host):\(port)"]))
    }.run()
    await installation.database.close()
  }
}
