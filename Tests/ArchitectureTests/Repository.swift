import Foundation

/// The files of this repository, read once.
enum Repository {
  /// The folder with `Package.swift`.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file under `Sources`.
  static let sources = swiftFiles(under: "Sources")
  /// Every Swift file under `Tests`.
  static let tests = swiftFiles(under: "Tests")

  /// The text of a file; empty where there is none.
  static func text(_ path: String) -> String {
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
  }

  /// The files under a folder, from the root, in order; none where there is no such folder.
  static func files(under folder: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path) ?? .init()
    return found.compactMap { $0 as? String }.map { "\(folder)/\($0)" }.sorted()
  }

  private static func swiftFiles(under folder: String) -> [SwiftSource] {
    files(under: folder).filter { $0.hasSuffix(".swift") }.map { SwiftSource(path: $0, text: text($0)) }
  }
}
