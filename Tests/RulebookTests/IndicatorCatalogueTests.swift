import Kernel
import Testing

/// The shipped catalogue of indicators: `Content/planning`.
@Suite("The shipped indicators are consistent")
struct IndicatorCatalogueTests {
  static let columns = [
    "code", "name_vi", "name_en", "aliases", "unit", "sector", "kind", "direction", "decimals", "attainment_decimals",
    "headline", "parent", "base",
  ]

  static func rows() throws -> [[String: String]] { try ContentFolder.table("planning/indicators.csv").rows }

  static func codes() throws -> Set<String> { Set(try rows().compactMap { $0["code"] }) }

  @Test("the columns are those of the contract")
  func header() throws {
    #expect(try ContentFolder.table("planning/indicators.csv").columns == Self.columns)
    #expect(try Self.rows().count == 33)
  }

  static let vocabularies: [(column: String, words: Set<String>)] = [
    ("kind", ["count", "stock", "rate", "reduction", "recognition"]),
    ("direction", ["up", "down", "hold"]),
    ("sector", ["lao-dong", "nguoi-co-cong", "xa-hoi"]),
    ("headline", ["0", "1"]),
    ("decimals", ["0", "2"]),
    ("attainment_decimals", ["1", "2"]),
  ]

  @Test("a column uses its words only", arguments: vocabularies)
  func vocabulary(column: String, words: Set<String>) throws {
    for row in try Self.rows() { #expect(words.contains(row[column] ?? ""), "\(row["code"] ?? "")") }
  }

  @Test("codes, names and aliases lead to one indicator each, whatever marks are typed")
  func uniqueWords() throws {
    var owners: [String: String] = [:]
    for row in try Self.rows() {
      let code = try #require(row["code"])
      let aliases = (row["aliases"] ?? "").split(separator: ";").map(String.init)
      #expect(!aliases.isEmpty, "\(code)")
      for word in [code, row["name_vi"] ?? "", row["name_en"] ?? ""] + aliases {
        let key = VietnameseText.searchKey(word)
        #expect(!key.isEmpty && word == VietnameseText.cleaned(word), "\(code): \(word)")
        #expect(owners.updateValue(code, forKey: key) == nil, "\(code): \(word)")
      }
    }
  }

  @Test("a parent exists, counts in the same unit and has no parent itself")
  func parents() throws {
    let rows = try Self.rows()
    var found: [String: String] = [:]
    for row in rows where row["parent"] != "" {
      let parent = rows.first { $0["code"] == row["parent"] }
      #expect(parent != nil && parent?["unit"] == row["unit"] && parent?["parent"] == "")
      found[row["code"] ?? ""] = row["parent"]
    }
    #expect(found == ["JOB_LOAN": "JOB", "VOC_RURAL": "VOC", "VTRAINED": "TRAINED", "CONV_GROUP": "CONV"])
  }

  @Test("the decimals follow the kind: rates and reductions two, the rest none")
  func decimals() throws {
    for row in try Self.rows() {
      let expected = ["rate", "reduction"].contains(row["kind"]) ? "2" : "0"
      #expect(row["decimals"] == expected, "\(row["code"] ?? "")")
    }
  }

  @Test("each indicator has its definition from version 1 on, in the order of days, and one lead unit")
  func companions() throws {
    let definitions = try ContentFolder.table("planning/definitions.csv").rows
    let leads = try ContentFolder.table("planning/lead-units.csv").rows
    #expect(Set(definitions.compactMap { $0["indicator"] }) == (try Self.codes()))
    #expect(leads.compactMap { $0["indicator"] }.sorted() == (try Self.codes()).sorted())
    for (code, versions) in Dictionary(grouping: definitions, by: { $0["indicator"] ?? "" }) {
      #expect(versions.map { $0["version"] } == (1...versions.count).map(String.init), "\(code)")
      let days = versions.map { $0["valid_from"] ?? "" }
      #expect(days == days.sorted() && Set(days).count == days.count, "\(code)")
      for day in days where !day.isEmpty { #expect(CivilDate(iso: day) != nil, "\(code)") }
      for version in versions {
        #expect(["seen", "unverified"].contains(version["confidence"]), "\(code)")
        #expect(["definition_vi", "definition_en", "formula_vi", "source_vi"].allSatisfy { version[$0] != "" }, "\(code)")
      }
    }
    #expect(definitions.filter { $0["indicator"] == "POV" }.map { $0["valid_from"] } == ["2016-01-01", "2022-01-01"])
  }
}
