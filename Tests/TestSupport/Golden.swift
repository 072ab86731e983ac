import Foundation
import Testing

/// Compares a text with the file `Golden/<named>` beside the test's own file, byte by byte.
///
/// `UPDATE_GOLDEN=1` writes the file instead; a file that is not there is a failure. The name carries its ending, so that
/// editors and reviewers see a page as a page: `target-sheet.html`.
/// - Parameters:
///   - text: what the program made.
///   - name: the file's name, in a folder where it has a `/`.
///   - folder: the folder of golden files; by default `Golden` beside the calling test's file.
public func expectGolden(
  _ text: String, named name: String, in folder: String? = nil, fileID: String = #fileID, filePath: String = #filePath,
  line: Int = #line, column: Int = #column
) throws {
  let location = SourceLocation(fileID: fileID, filePath: filePath, line: line, column: column)
  let directory =
    folder.map { URL(fileURLWithPath: $0) }
    ?? URL(fileURLWithPath: filePath).deletingLastPathComponent().appendingPathComponent("Golden")
  let file = directory.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return
  }
  guard let golden = try? Data(contentsOf: file) else {
    Issue.record("no golden file \(file.path); UPDATE_GOLDEN=1 would write\n\(text)", sourceLocation: location)
    return
  }
  guard golden != Data(text.utf8) else { return }
  let difference = GoldenDifference(golden: String(decoding: golden, as: UTF8.self), made: text)
  Issue.record("\(name) differs from its golden file (UPDATE_GOLDEN=1 accepts)\n\(difference)", sourceLocation: location)
}

/// The first lines at which two texts part.
struct GoldenDifference: CustomStringConvertible {
  let description: String

  init(golden: String, made: String) {
    let expected = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let actual = made.split(separator: "\n", omittingEmptySubsequences: false)
    let place = zip(expected, actual).prefix { $0 == $1 }.count
    func excerpt(_ lines: [Substring], _ sign: String) -> String {
      let part = lines.dropFirst(place).prefix(5).map { "\(sign) \($0)" }
      return part.isEmpty ? "\(sign) (end of text)" : part.joined(separator: "\n")
    }
    description = "at line \(place + 1):\n\(excerpt(expected, "-"))\n\(excerpt(actual, "+"))"
  }
}
