import ArgumentParser
import Directory
import Foundation
import Kernel
import Reporting
import Rulebook
import Storage
import Territory
import Wording

extension FormCommand {
  /// `ansinh form calendar`: which days the reports of a period count, and by when each level sends them.
  struct Calendar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print which days a period's reports count, and by when each level sends them.",
      discussion: "--place uses the submission days its department has set for itself; no database is needed without it.")

    @Option(help: "The period: 2024-12, 2024-Q4, 2024-H2, 2024-9M or 2024.")
    var period: PeriodArgument

    @Option(help: "A unit of the department whose own days count: a code in that period, a code on a day, an id or a name.")
    var place: String?

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      let content = ContentFolder.find()
      let words = try ContentFolder.wording(of: content, asked: ProgramSystems.words)[Console.language]
      let calendar = try ReportingCalendar(
        Rulebook(directory: content.appending(path: "rules")), department: await department())
      let (period, window) = (period.period, try calendar.window(of: period.period))
      print(
        words.text(
          "console.calendar_window",
          [
            "period": words.format.period(period), "from": words.format.date(window.dataFrom),
            "to": words.format.date(window.dataTo), "source": source(window.rule, words),
          ]))
      for sender in ReportSender.allCases {
        guard let submission = try calendar.submission(of: period, by: sender) else { continue }
        print(
          words.text(
            "console.calendar_\(sender.rawValue.replacing("-", with: "_"))",
            ["day": words.format.date(submission.day), "source": source(submission.rule, words)]))
        if !submission.knowsHolidays { print("  " + words.text("console.calendar_no_holidays")) }
      }
      if period.isFirstOfYear, let tail = try calendar.yearTail(of: period.year - 1) {
        let (from, to) = (words.format.date(tail.lowerBound), words.format.date(tail.upperBound))
        print(words.text("console.calendar_tail", ["from": from, "to": to, "year": String(period.year - 1)]))
      }
    }

    private func department() async throws -> ID<Department>? {
      guard let place else { return nil }
      let installation = try await Installation.ready(database.resolved)
      let period = period.period
      let found = try await installation.database.read { transaction in
        let unit = try FormCommand.unit(place, in: period, transaction)
        return try DirectoryStore.department(ofPlace: unit.id, on: period.lastDay, transaction)
      }
      await installation.database.close()
      return found
    }

    private func source(_ rule: RuleValue, _ words: LocalWording) -> String {
      [rule.document, rule.article, words.text("confidence.\(rule.confidence.rawValue)")].filter { !$0.isEmpty }
        .joined(separator: ", ")
    }
  }
}
