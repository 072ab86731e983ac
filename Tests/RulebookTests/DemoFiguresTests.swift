import Kernel
import Testing

/// The figures of the two articles as shipped: `Content/demo`.
@Suite("The demo figures are those of the two articles")
struct DemoFiguresTests {
  static let targets: [(row: String, expected: String)] = [
    ("JOB 92 2018", "50250||>=|stated"), ("VOC 92 2018", "46000||>=|stated"), ("TRAINED 92 2018", "72||>=|stated"),
    ("VTRAINED 92 2018", "56.5||>=|stated"), ("TBLS 92 2018", "85||maintain|stated"),
    ("CHILDOK 92 2018", "85||maintain|derived"), ("POV 92 2018", "1.55|-1|<=|stated"), ("CHILDSP 92 2018", "95||>|stated"),
    ("U6HI 92 2018", "100||=|stated"), ("JOB 62 2021", "5700||>=|stated"), ("TRAINED 62 2021", "54||>=|derived"),
    ("POVRED 62 2021", "4||>=|derived"),
  ]

  static let results: [(row: String, expected: String)] = [
    ("TRAINED 92 2017", "69.6||||stated|"), ("VTRAINED 92 2017", "54.2||||stated|"), ("POV 92 2017", "2.55|-1.2|||stated|"),
    ("JOB 92 2017", "||met_or_exceeded||stated|"), ("VOC 92 2017", "||met_or_exceeded||stated|"),
    ("JOB 62 2021", "6518||||stated|"), ("TRAINED 62 2021", "55.7||||stated|"), ("SI 62 2021", "17.69||||external|"),
    ("POVRED 62 2021", "4.11||||stated|"), ("ABROAD 62 2021", "||low||stated|COVID-19"),
    ("CONV_GROUP 62 2021", "||low||stated|COVID-19"), ("ACTIONMONTH 62 2021", "|||nil|stated|COVID-19"),
    ("PETLONG 62 2021", "|||nil|stated|"),
  ]

  static let files: [(path: String, key: [String], parts: [String], expected: [(row: String, expected: String)])] = [
    ("demo/targets.csv", ["indicator", "place", "year"], ["level", "change", "comparator", "origin"], targets),
    (
      "demo/results.csv", ["indicator", "place", "period"],
      ["value", "change", "verdict", "missing", "origin", "cause"], results
    ),
  ]

  @Test("each row once, with its value, comparator, verdict and origin", arguments: files)
  func rows(
    path: String, key: [String], parts: [String], expected: [(row: String, expected: String)]
  ) throws {
    let rows = try ContentFolder.table(path).rows
    let found = rows.map { row in
      (key.map { row[$0] ?? "" }.joined(separator: " "), parts.map { row[$0] ?? "" }.joined(separator: "|"))
    }
    #expect(found.count == expected.count)
    for (row, text) in expected { #expect(found.filter { $0.0 == row }.map(\.1) == [text], "\(row)") }
  }

  static let headers: [(path: String, columns: String)] = [
    ("demo/targets.csv", "indicator,place,year,level,change,comparator,origin,decision"),
    (
      "demo/results.csv",
      "indicator,place,period,value,numerator,denominator,change,verdict,missing,origin,cause,note"
    ),
  ]

  @Test("the columns are those of the contract and every indicator is in the catalogue", arguments: headers)
  func header(path: String, columns: String) throws {
    let table = try ContentFolder.table(path)
    #expect(table.columns.joined(separator: ",") == columns)
    let codes = try IndicatorCatalogueTests.codes()
    #expect(table.rows.count > 10)
    for row in table.rows { #expect(codes.contains(row["indicator"] ?? "")) }
  }
}
