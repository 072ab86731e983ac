import ArgumentParser
import Storage
import Wording

/// `ansinh migrate`: an empty database becomes ready for work, an older one up to date.
struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Bring the database up to this program: schema, territory, departments, indicator catalogue; no accounts.")

  @OptionGroup var database: DatabaseOption

  func run() async throws {
    let installation = try Installation(database.resolved, isNew: true)
    let applied = try await installation.migrate { print($0) }
    print(installation.words.text(applied.isEmpty ? "console.up_to_date" : "console.ready"))
    await installation.database.close()
  }
}
