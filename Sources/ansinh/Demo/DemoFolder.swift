import Foundation

/// Where the databases of demonstrations lie.
enum DemoFolder {
  static let path = ".demo"

  /// Makes the demos' own folder where a database stands in it: nothing is left in the working folder otherwise.
  static func make(for address: String) throws {
    guard address.hasPrefix("sqlite:\(path)/") else { return }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
}
