import ArgumentParser
import Storage
import Wording

/// `ansinh serve`: both faces of the site on one address.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the site and run due jobs. Brings the database up to date first.",
    discussion: """
      TLS ends at the server in front (nginx, Caddy); with ANSINH_TLS=1, or on another --host than this machine's own, \
      cookies are sent over TLS only. ANSINH_TLS=0 where there is no TLS.
      """)

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 takes a free one and prints it.")
  var port = 8080

  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard UInt16(exactly: port) != nil else { throw ValidationError("--port is a number from 0 to 65535, not \(port).") }
  }

  func run() async throws {
    let prepared = try Installation(database.resolved, isNew: true)
    try await prepared.migrate { print($0) }
    let installation = try await prepared.serving()
    let (words, host) = (installation.words, host)
    try await WebProgram(installation: installation, host: host, port: port) { port in
      print(words.text("console.serving", ["address": "http://\(host):\(port)"]))
    }.run()
    await installation.database.close()
  }
}
