import Foundation
import Interchange
import Secrets

/// The reference files as bytes: what their digest is taken of, and the tables in them.
struct TerritoryFiles: Sendable {
  /// One file of `Content/territory`.
  enum File: String, CaseIterable, Sendable {
    case units = "units.csv"
    case earlierUnits = "units_before_2025.csv"
    case successions = "successions.csv"
    case earlierSuccessions = "successions_before_2025_sample.csv"
    case statistics = "stats_2025.csv"

    /// The header, all columns of which are required.
    var columns: [String] {
      switch self {
      case .units:
        [
          "unit_id", "code", "level", "type", "name", "alt_name", "parent_id", "parent_code", "valid_from", "valid_to", "source",
        ]
      case .earlierUnits: ["code", "level", "type", "name", "parent_code", "valid_from", "valid_to"]
      case .successions:
        [
          "old_id", "new_id", "old_code", "new_code", "effective", "scope", "population_share", "main_hint", "legal_ref",
          "official_note",
        ]
      case .earlierSuccessions: ["old_code", "new_code", "effective", "scope", "legal_ref", "confidence"]
      case .statistics: ["code", "area_km2", "population", "lon", "lat"]
      }
    }
  }

  private let bytes: [File: [UInt8]]

  /// Reads every file.
  /// - Throws: `TerritoryError.unreadableFile` for one that is missing.
  init(in directory: URL) throws(TerritoryError) {
    var bytes: [File: [UInt8]] = [:]
    for file in File.allCases {
      guard let data = try? Data(contentsOf: directory.appending(path: file.rawValue)) else {
        throw .unreadableFile(file.rawValue, line: 0)
      }
      bytes[file] = [UInt8](data)
    }
    self.bytes = bytes
  }

  /// Raised when the program stores the same files differently, so that databases load them again.
  private static let storedForm = 1

  /// The digest of all files and of the form in which they are stored.
  var digest: String {
    let parts = File.allCases.map { "\($0.rawValue) \(Digest.sha256(bytes[$0] ?? []))" }
    return Digest.sha256((["form \(TerritoryFiles.storedForm)"] + parts).joined(separator: "\n"))
  }

  /// The rows of a file, each checked to have the columns of its header.
  func rows(of file: File) throws(TerritoryError) -> [CSVTable.Row] {
    let table = CSVTable(bytes[file] ?? [], columns: ColumnRule(names: file.columns, required: file.columns))
    if let error = table.errors.first { throw .unreadableFile(file.rawValue, line: error.line) }
    return table.rows
  }
}
