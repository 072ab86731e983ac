import Foundation
import Rulebook

/// A folder of rules files made for one test and removed after it.
struct RulesFolder {
  /// The files by path below the folder.
  let files: [String: String]
  /// A name no other test uses.
  let name: String

  /// The rulebook of the folder, or the fault found in it.
  func open() throws -> Rulebook {
    let process = ProcessInfo.processInfo.processIdentifier
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ansinh-rules-\(process)-\(name)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, text) in files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try Rulebook(directory: folder)
  }

  /// The text of a rules file with these values, each a block of lines without its dash.
  static func text(_ values: String...) -> String {
    let head = "title_vi: Mức chuẩn\ntitle_en: Standard level\nunit: đồng\nvalues:\n"
    return head + values.map { "  - " + $0.replacingOccurrences(of: "\n", with: "\n    ") + "\n" }.joined()
  }
}
