import ArgumentParser
import Kernel
import Storage
import Wording

/// `ansinh jobs`: the work that waits, runs or is over.
struct JobsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "The work that is done later, by `ansinh serve`.", subcommands: [List.self, Cancel.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print the jobs: those that wait or run first, then those that are over.",
      discussion: "Jobs that are over are kept for 30 days. A job that failed for good has its last error's code behind it.")

    @Option(help: "How many.")
    var limit = 50

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      let limit = limit
      let jobs = try await installation.database.read { try JobQueue.standings(limit: limit, $0) }
      await installation.database.close()
      let words = installation.words
      guard !jobs.isEmpty else {
        print(words.text("console.no_jobs"))
        return
      }
      var table = TextTable(
        columns: ["id", "kind", "department", "state", "due", "done"].map {
          TextTable.Column(heading: words.text("console.job_\($0)"))
        } + [TextTable.Column(heading: words.text("console.job_failure"))])
      table.rows = jobs.map { job in
        [
          job.id.rawValue, job.kind, job.department.rawValue, words.text("job.state.\(job.state.rawValue)"), job.dueAt.iso,
          job.total.map { "\(words.format.number(job.done ?? 0))/\(words.format.number($0))" } ?? "", job.failure ?? "",
        ].map(\.onOneLine)
      }
      print(table.text)
    }
  }

  struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "cancel", abstract: "Cancel a job: one that waits at once, one that runs when it next says how far it is.")

    @Argument(help: "The job's id, as `ansinh jobs list` prints it.")
    var id: String

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      let installation = try await Installation.ready(database.resolved)
      let job = ID<Job>(id)
      let isCancelled = try await installation.database.maintain { try JobQueue.cancel(job, $0) }
      await installation.database.close()
      guard isCancelled else { throw InstallationError.noSuchJob(id: id) }
      print(installation.words.text("console.job_cancelled", ["id": id]))
    }
  }
}
