import Kernel
import Storage
import TestSupport
import Testing
import Wording

@testable import FigureWords
@testable import Planning

@Suite("Figures said in sentences")
struct FigureSentenceTests {
  /// What a figure says in both languages.
  typealias Spoken = (place: String, year: Int, code: String, vi: String, en: String)

  static let articles: [Spoken] = [
    (
      "62", 2021, "JOB", "giải quyết việc làm cho 6.518/5.700 người, đạt 114,35% kế hoạch",
      "jobs for 6,518/5,700 people, 114.35% of plan"
    ),
    (
      "62", 2021, "TRAINED", "tỷ lệ lao động qua đào tạo 55,7%, đạt 103,1% kế hoạch",
      "trained-labour rate 55.7%, 103.1% of plan"
    ),
    (
      "62", 2021, "POVRED", "mức giảm tỷ lệ hộ nghèo 4,11 điểm %, đạt 102,75% kế hoạch",
      "poverty rate reduction 4.11 points, 102.75% of plan"
    ),
    ("62", 2021, "SI", "tỷ lệ bao phủ bảo hiểm xã hội 17,69%", "social-insurance coverage 17.69%"),
    (
      "62", 2021, "ABROAD", "đưa người lao động đi làm việc ở nước ngoài theo hợp đồng: đạt thấp",
      "workers sent abroad under contract: low attainment"
    ),
    (
      "62", 2021, "CONV_GROUP", "điều dưỡng tập trung người có công: đạt thấp",
      "group convalescence of merit people: low attainment"
    ),
    ("62", 2021, "ACTIONMONTH", "tổ chức 0 tháng hành động", "0 months of action held"),
    (
      "62", 2021, "PETLONG", "0 vụ đơn thư khiếu nại, khiếu kiện kéo dài", "0 cases of protracted petitions"
    ),
    ("92", 2017, "JOB", "giải quyết việc làm: đạt và vượt", "jobs created: met and exceeded"),
    ("92", 2017, "POV", "tỷ lệ hộ nghèo còn 2,55% (giảm 1,2 điểm %)", "poverty rate at 2.55% (down 1.2 percentage points)"),
    (
      "92", 2018, "JOB", "giải quyết việc làm: kế hoạch từ 50.250 người trở lên", "jobs created, plan: at least 50,250 people"
    ),
    (
      "92", 2018, "TBLS", "xã, phường, thị trấn làm tốt công tác thương binh, liệt sĩ: kế hoạch duy trì 85 xã",
      "communes doing well at war-invalid and martyr work, plan: keep 85 communes"
    ),
    (
      "92", 2018, "POV", "tỷ lệ hộ nghèo: kế hoạch không quá 1,55% (giảm 1 điểm %)",
      "poverty rate, plan: at most 1.55% (down 1 percentage point)"
    ),
    (
      "92", 2018, "CHILDSP", "tỷ lệ trẻ em có hoàn cảnh đặc biệt được trợ giúp: kế hoạch trên 95%",
      "children in special circumstances assisted, plan: more than 95%"
    ),
    (
      "92", 2018, "U6HI", "tỷ lệ trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế: kế hoạch đúng 100%",
      "children under 6 with a health-insurance card, plan: exactly 100%"
    ),
  ]

  @Test("the articles", arguments: Engine.tested)
  func ofArticles(engine: Engine) async throws {
    try await withDemo(engine) { database in
      for spoken in Self.articles { try await Self.expect(spoken, database) }
    }
  }

  static func expect(_ spoken: Spoken, _ database: Database) async throws {
    let board = try await PlanningFixture.board(spoken.place, spoken.year, database)
    let row = try #require(board.row(spoken.code), "\(spoken)")
    let wording = try PlanningFixture.wording
    #expect(FigureSentence(wording[.vi]).text(row) == spoken.vi)
    #expect(FigureSentence(wording[.en]).text(row) == spoken.en)
  }

  static let indicators = """
    code,name_vi,name_en,unit,kind,direction,decimals
    ADD_COUNT,Số lớp mở,Classes opened,lớp,count,up,
    ADD_STOCK,Hồ sơ tồn,Files pending,hồ sơ,stock,down,
    ADD_RATE,Tỷ lệ chi trả đúng hạn mới,Paid on time,%,rate,up,1
    ADD_FALL,Tỷ lệ tái nghèo,Relapse rate,%,rate,down,
    ADD_CUT,Mức giảm thất nghiệp,Unemployment cut,điểm %,reduction,up,
    ADD_UNIT,BHXH xã đạt chuẩn,Standard communes,xã,recognition,hold,

    """
  static let targets = """
    indicator,place,year,level,change,comparator
    ADD_COUNT,62,2021,1250,,>=
    ADD_STOCK,62,2021,10,,<
    ADD_RATE,62,2021,99.5,,>=
    ADD_FALL,62,2021,,-0.5,<=
    ADD_CUT,62,2021,0.5,,>=
    ADD_UNIT,62,2021,60,,maintain

    """
  static let results = """
    indicator,place,period,value,numerator,denominator,change
    ADD_COUNT,62,2021,1234,,,
    ADD_STOCK,62,2021,12,,,
    ADD_RATE,62,2021,,1999,2000,
    ADD_FALL,62,2021,,,,-0.25
    ADD_CUT,62,2021,-0.1,,,
    ADD_UNIT,62,2021,61,,,

    """

  static let added: [Spoken] = [
    ("62", 2021, "ADD_COUNT", "số lớp mở 1.234/1.250 lớp, đạt 98,72% kế hoạch", "classes opened 1,234/1,250 lớp, 98.72% of plan"),
    (
      "62", 2021, "ADD_STOCK", "hồ sơ tồn 12 hồ sơ; kế hoạch dưới 10 hồ sơ: chưa đạt",
      "files pending 12 hồ sơ; plan less than 10 hồ sơ: not met"
    ),
    (
      "62", 2021, "ADD_RATE", "tỷ lệ chi trả đúng hạn mới 100%, đạt 100,45% kế hoạch", "paid on time 100%, 100.45% of plan"
    ),
    (
      "62", 2021, "ADD_FALL", "tỷ lệ tái nghèo giảm 0,25 điểm %, đạt 50,00% kế hoạch",
      "relapse rate down 0.25 percentage points, 50.00% of plan"
    ),
    (
      "62", 2021, "ADD_CUT", "mức giảm thất nghiệp −0,1 điểm %, đạt −20,00% kế hoạch",
      "unemployment cut −0.1 points, −20.00% of plan"
    ),
    (
      "62", 2021, "ADD_UNIT", "BHXH xã đạt chuẩn 61/60 xã, đạt 101,67% kế hoạch",
      "standard communes 61/60 communes, 101.67% of plan"
    ),
  ]

  @Test("an indicator added by a file speaks at once, whatever its kind", arguments: Engine.tested)
  func ofAdded(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      #expect(try await PlanningFixture.importIndicators(Self.indicators, into: database).summary == "6 0 0 written")
      #expect(try await PlanningFixture.importTargets(Self.targets, into: database).summary == "6 0 0 written")
      #expect(try await PlanningFixture.importResults(Self.results, into: database).summary == "6 0 0 written")
      for spoken in Self.added { try await Self.expect(spoken, database) }
      #expect(
        BoardExport.csv(try await PlanningFixture.board("62", 2021, database)) == BoardExportTests.header + """
          ADD_COUNT,lớp,1250,,>=,stated,1234,,stated,98.72,-16,mostly,approved
          ADD_STOCK,hồ sơ,10,,<,stated,12,,stated,,2,notmet,approved
          ADD_RATE,%,99.5,,>=,stated,100,,stated,100.45,0.5,exceeded,approved
          ADD_FALL,%,,-0.5,<=,stated,,-0.25,stated,50,0.25,notmet,approved
          ADD_CUT,điểm %,0.5,,>=,stated,-0.1,,stated,-20,-0.6,low,approved
          ADD_UNIT,xã,60,,maintain,stated,61,,stated,101.67,1,exceeded,approved

          """)
    }
  }
}
