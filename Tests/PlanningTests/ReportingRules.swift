import Foundation
import Kernel
import Rulebook
import Testing

@testable import Planning
@testable import Reporting

/// The shipped rules of the reporting calendar, and copies of them with other files beside.
enum ReportingRules {
  /// The calendar of the shipped rules.
  static var calendar: ReportingCalendar { get throws { try ReportingCalendar(PlanningFixture.rulebook) } }

  /// The shipped rules with these files, by path, added or put in the place of theirs. `name` is one no other test uses.
  static func rulebook(with files: [String: String], name: String) throws -> Rulebook {
    let process = ProcessInfo.processInfo.processIdentifier
    let folder = FileManager.default.temporaryDirectory.appending(path: "ansinh-reporting-\(process)-\(name)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: PlanningFixture.content.appending(path: "rules"), to: folder)
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try Rulebook(directory: folder)
  }

  /// A rule file with one value, its fields as written, that holds for ever.
  static func file(_ fields: String, confidence: String = "unverified") -> String {
    """
    title_vi: Thử
    title_en: Test
    unit: ngày
    values:
      - value: { \(fields) }
        document: Quyết định của tỉnh
        confidence: \(confidence)
        source: tests
    """
  }

  static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }
  static func period(_ text: String) throws -> Period { try #require(Period(text)) }
}
