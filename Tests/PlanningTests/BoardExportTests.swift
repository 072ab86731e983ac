import Kernel
import Storage
import TestSupport
import Testing
import Wording

@testable import FigureWords
@testable import Interchange
@testable import Planning

@Suite("Boards as files")
struct BoardExportTests {
  static let header =
    "indicator,unit,target,target_change,comparator,target_origin,result,result_change,result_origin,attainment,gap,verdict,status\n"

  static let files: [(place: String, year: Int, rows: String)] = [
    (
      "62", 2021,
      """
      JOB,người,5700,,>=,stated,6518,,stated,114.35,818,exceeded,approved
      ABROAD,người,,,,,,,stated,,,low,approved
      TRAINED,%,54,,>=,derived,55.7,,stated,103.1,1.7,exceeded,approved
      CONV_GROUP,lượt người,,,,,,,stated,,,low,approved
      POVRED,điểm %,4,,>=,derived,4.11,,stated,102.75,0.11,exceeded,approved
      SI,%,,,,,17.69,,external,,,no_basis,approved
      PETLONG,vụ,,,,,0,,stated,,,no_basis,approved
      ACTIONMONTH,tháng,,,,,0,,stated,,,no_basis,approved

      """
    ),
    (
      "92", 2018,
      """
      JOB,người,50250,,>=,stated,,,,,,no_basis,
      VOC,người,46000,,>=,stated,,,,,,no_basis,
      TRAINED,%,72,,>=,stated,,,,,,no_basis,
      VTRAINED,%,56.5,,>=,stated,,,,,,no_basis,
      TBLS,xã,85,,maintain,stated,,,,,,no_basis,
      CHILDOK,xã,85,,maintain,derived,,,,,,no_basis,
      CHILDSP,%,95,,>,stated,,,,,,no_basis,
      U6HI,%,100,,=,stated,,,,,,no_basis,
      POV,%,1.55,-1,<=,stated,,,,,,no_basis,

      """
    ),
    (
      "92", 2017,
      """
      JOB,người,,,,,,,stated,,,met_or_exceeded,approved
      VOC,người,,,,,,,stated,,,met_or_exceeded,approved
      TRAINED,%,,,,,69.6,,stated,,,no_basis,approved
      VTRAINED,%,,,,,54.2,,stated,,,no_basis,approved
      POV,%,,,,,2.55,-1.2,stated,,,no_basis,approved

      """
    ),
    ("92", 2016, "POV,%,,,,,3.75,,derived,,,no_basis,approved\n"), ("92", 2015, ""),
  ]

  @Test("the CSV of the golden boards, byte by byte", arguments: Engine.tested)
  func csv(engine: Engine) async throws {
    try await withDemo(engine) { database in
      for (place, year, rows) in Self.files {
        let text = BoardExport.csv(try await PlanningFixture.board(place, year, database))
        #expect(text == Self.header + rows, "\(place) \(year)")
        let table = try CSVReader(Array(text.utf8)).map { try $0.get().cells.count }
        #expect(table.allSatisfy { $0 == BoardExport.columns.count })
      }
    }
  }

  @Test("numbers are plain: a dot, zeros trimmed, negative as they are", arguments: Engine.tested)
  func plainNumbers(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let indicators = "code,name_vi,unit,kind,direction,decimals,attainment_decimals\nNEW,Mới,=người,count,up,2,0\n"
      try await PlanningFixture.importIndicators(indicators, into: database)
      try await PlanningFixture.importTargets(
        "indicator,place,year,level,comparator\nNEW,62,2021,\"12.345,50\",>=\n", into: database)
      try await PlanningFixture.importResults("indicator,place,period,value\nNEW,62,2021,12345.10\n", into: database)
      let text = BoardExport.csv(try await PlanningFixture.board("62", 2021, database))
      #expect(text == Self.header + "NEW,'=người,12345.5,,>=,stated,12345.1,,stated,100,-0.4,mostly,approved\n")
    }
  }

  @Test("the JSON says the same and the sentences besides", arguments: Engine.tested)
  func json(engine: Engine) async throws {
    let (vi, en) = (FigureSentence(try PlanningFixture.wording[.vi]), FigureSentence(try PlanningFixture.wording[.en]))
    try await withDemo(engine) { database in
      let board = try await PlanningFixture.board("62", 2021, database)
      let text = BoardExport.json(board, placeName: "tỉnh Kon Tum") { (vi.text($0), en.text($0)) }.serialized
      let head = """
        {
          "place": "A.62",
          "place_name": "tỉnh Kon Tum",
          "year": 2021,
          "plan_state": "assigned",
          "verdict": "mostly",
          "rows": [
            {
              "indicator": "JOB",
              "name_vi": "Giải quyết việc làm",
              "name_en": "Jobs created",
              "unit": "người",
              "target": 5700,
              "target_change": null,
              "comparator": ">=",
              "target_origin": "stated",
              "result": 6518,
              "result_change": null,
              "missing": null,
              "result_origin": "stated",
              "attainment": 114.35,
              "gap": 818,
              "verdict": "exceeded",
              "status": "approved",
              "cause": "",
              "sentence_vi": "giải quyết việc làm cho 6.518/5.700 người, đạt 114,35% kế hoạch",
        """
      #expect(text.hasPrefix(head))
      #expect(text.contains("\"missing\": \"nil\"") && text.hasSuffix("\n  ]\n}\n"))
    }
  }
}
