import Foundation
import Kernel
import Planning
import Storage
import Systems
import TestSupport
import Testing
import WebShared
import Wording

/// The same figures, cell for cell, on the staff board, in its CSV, on the public page, in its JSON and CSV, and in the
/// sentence.
@Suite struct FiveFacesTests {
  @Test(arguments: Engine.tested) func theArticlesFigures(engine: Engine) async throws {
    try await withSite(engine) { site in
      let faces = BoardFaces(site)
      let boards: [(String, Int, TestPerson, lines: Int)] = [
        ("A.62", 2021, .specialist, 8), ("A.92", 2016, .canThoSpecialist, 1), ("A.92", 2017, .canThoSpecialist, 5),
        ("A.92", 2018, .canThoSpecialist, 9),
      ]
      for (place, year, person, lines) in boards {
        let compared = try await faces.compare(place, year, with: person)
        #expect(compared == lines, "\(place) \(year)")
      }
    }
  }

  /// Figures at the limit, on every face and in the drawing.
  @Test(arguments: Engine.tested) func theLargestFigures(engine: Engine) async throws {
    try await withSite(engine) { site in
      let indicator = "code,name_vi,unit,kind,direction,decimals\nLON,Số lớn,đồng,stock,up,4\n"
      let outcome = try await IndicatorImport.run(
        Array(indicator.utf8), mode: .allOrNothing, by: WebFixture.actor, reason: "mới", into: site.database)
      #expect(outcome.errors == [])
      try await WebFixture.importTargets(
        Data("indicator,place,year,level,comparator\nLON,62,2021,99999999999999.9999,>=\n".utf8), into: site.database)
      let values = ["2019,12345678901234.5678", "2020,99999999999999.9999", "2021,100000000000000"]
      try await WebFixture.importResults(
        Data(("indicator,place,period,value\n" + values.map { "LON,62,\($0)\n" }.joined()).utf8), into: site.database)
      #expect(try await BoardFaces(site).compare("A.62", 2021, with: .specialist) == 9)
      let page = try await site.ask("GET", "/so-lieu/LON")
      #expect(page.status == 200 && page.text.contains("99.999.999.999.999,9999") && page.text.contains("100.000.000.000.000"))
    }
  }

  /// An indicator of each kind, as somebody may add it tomorrow; one with dots in its code and with words that hold digits.
  private static let indicators = #"""
    code,name_vi,name_en,aliases,unit,sector,kind,direction,decimals,attainment_decimals,headline,parent
    MOI_DEM,Số lớp mở mới,New classes,,lớp,lao-dong,count,up,0,2,1,
    MOI.CUOI.KY,Số cơ sở quản lý cuối kỳ,Centres at year end,,cơ sở,xa-hoi,stock,hold,0,1,0,
    MOI_TYLE,Tỷ lệ người từ 60 tuổi có thẻ,Share of people over 60 with a card,,%,xa-hoi,rate,up,2,2,0,
    MOI_GIAM,Mức giảm tỷ lệ mới,Cut of the new rate,,điểm %,xa-hoi,reduction,up,2,2,1,
    MOI_CN,"Thôn, làng được công nhận",Villages recognised,,thôn,xa-hoi,recognition,up,0,0,0,
    MOI_XUONG,"Số vụ ""đuối nước""",Drownings,,vụ,xa-hoi,count,down,0,2,0,
    """#
  private static let targets = """
    indicator,place,year,level,change,comparator,origin,decision
    MOI_DEM,62,2021,1200,,>=,stated,
    MOI.CUOI.KY,62,2021,14,,maintain,derived,
    MOI_TYLE,62,2021,91.25,2.25,>=,stated,
    MOI_GIAM,62,2021,0.5,,>=,stated,
    MOI_CN,62,2021,7,,>,stated,
    MOI_XUONG,62,2021,12,,<,stated,
    """
  private static let results = """
    indicator,place,period,value,numerator,denominator,change,origin
    MOI_DEM,62,2021,1140,,,,stated
    MOI.CUOI.KY,62,2021,13,,,,register
    MOI_TYLE,62,2020,89,,,,stated
    MOI_TYLE,62,2021,,9007,9999,,register
    MOI_GIAM,62,2021,-0.15,,,,stated
    MOI_CN,62,2021,7,,,,stated
    MOI_XUONG,62,2021,0,,,,stated
    """

  @Test(arguments: Engine.tested) func indicatorsAddedFromAFile(engine: Engine) async throws {
    try await withSite(engine) { site in
      let outcome = try await IndicatorImport.run(
        Array(FiveFacesTests.indicators.utf8), mode: .allOrNothing, by: WebFixture.actor, reason: "mới", into: site.database)
      #expect(outcome.added == 6 && outcome.wasWritten)
      try await WebFixture.importTargets(Data(FiveFacesTests.targets.utf8), into: site.database)
      try await WebFixture.importResults(Data(FiveFacesTests.results.utf8), into: site.database)
      let faces = BoardFaces(site)
      #expect(try await faces.compare("A.62", 2021, with: .specialist) == 14)
      #expect(try await faces.compare("A.62", 2020, with: .specialist) == 1)
      for address in ["/", "/so-lieu", "/chi-tieu"] {
        let page = try await site.browser(of: .specialist).open(address)
        #expect(page.text.contains("Số lớp mở mới"), "\(address)")
      }
    }
  }

  @Test(arguments: Engine.tested) func draftsShowOnTheWorkingSideOnly(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = try await site.browser(of: .specialist)
      try await browser.open("/kh/2021/VOC/ket-qua?noi=A.62")
      let saved = try await browser.submit("/kh/2021/VOC/ket-qua", [("gia-tri", "12.345")])
      #expect(saved.status == 200 && saved.main.text.contains("12.345"))
      let board = try await browser.open("/kh/2021?noi=A.62").main.text
      let file = try await browser.open("/kh/2021.csv?noi=A.62").text
      #expect(board.contains("12.345") && board.contains("Nháp") && file.contains(",12345,") && file.contains(",draft"))
      for address in ["/", "/so-lieu", "/so-lieu.csv", "/so-lieu.json", "/so-lieu/VOC", "/so-lieu/VOC.csv", "/so-lieu/VOC.json"] {
        let page = try await site.ask("GET", address)
        #expect(!page.text.contains("12345") && !page.text.contains("12.345") && !page.text.contains("draft"), "\(address)")
      }
      let director = try await site.browser(of: .director)
      try await director.open("/kh/2021/VOC?noi=A.62")
      try await director.submit("/kh/2021/VOC/duyet")
      let faces = BoardFaces(site)
      #expect(try await faces.compare("A.62", 2021, with: .specialist) == 9)
    }
  }
}

/// Compares the faces of a board.
private struct BoardFaces {
  private let site: TestSite

  init(_ site: TestSite) { self.site = site }

  /// Compares every line of a place's year; how many lines there were.
  func compare(_ place: String, _ year: Int, with person: TestPerson) async throws -> Int {
    let browser = try await site.browser(of: person)
    let rows = PrintedFile.rows(try await browser.open("/kh/\(year).csv?noi=\(place)").text)
    let board = try await browser.open("/kh/\(year)?noi=\(place)")
    #expect(board.rows(ofTable: "bang-ke-hoach").count == rows.count)
    for language in Language.allCases {
      let page = try await browser.open(WebAddress.make("/kh/\(year)", [("noi", place)], in: language))
      #expect(page.rows(ofTable: "bang-ke-hoach").count == rows.count, "\(language)")
      for (row, cells) in zip(rows, page.rows(ofTable: "bang-ke-hoach")) {
        let expected = PrintedFigures(file: row)
        let code = row["indicator"] ?? ""
        let shown = PrintedFigures(
          target: cells[1].text, result: cells[2].text, attainment: cells[3].text, gap: cells[4].text, verdict: cells[6].text,
          in: site.words(language))
        #expect(shown == expected, "board \(place) \(year) \(code) \(language)")
        #expect(cells[0].first("a")?.attributes["href"]?.contains("/\(code)?") == true)
        #expect(cells[1].text.contains("*") == (row["target_origin"] == "derived"), "\(code)")
        #expect(cells[2].text.contains("*") == (row["result_origin"] == "derived"), "\(code)")
        try await compareOutside(row, expected, place, year, language)
        try await compareSentence(row, expected, place, year, language, browser)
      }
    }
    return rows.count
  }

  /// The public page, its JSON and its CSV.
  private func compareOutside(
    _ row: [String: String], _ expected: PrintedFigures, _ place: String, _ year: Int, _ language: Language
  ) async throws {
    let code = row["indicator"] ?? ""
    let page = try await site.ask("GET", WebAddress.make("/so-lieu/\(code)", in: language))
    let cells = page.rows(ofTable: "chuoi-\(place)").first { $0[0].text == String(year) }?.map(\.text) ?? []
    let note: Comment = "public \(place) \(year) \(code) \(language)"
    try #require(cells.count == 6, note)
    let shown = PrintedFigures(
      target: cells[1], result: cells[2], attainment: cells[3], gap: cells[4], verdict: cells[5], in: site.words(language))
    #expect(shown == expected, note)
    guard language == .vi else { return }  // the files are the same in both languages
    for address in ["/so-lieu/\(code)", "/so-lieu"] {
      let json = try PublicFigure.read(try await site.ask("GET", address + ".json").text)
      let figures = json.filter { $0.place == place && $0.year == year && $0.indicator == code }
      #expect(figures.map { PrintedFigures($0) } == [expected], note)
      #expect(figures.map { $0.status ?? "" } == [row["status"]], note)
      let file = PrintedFile.rows(try await site.ask("GET", address + ".csv").text)
      let lines = file.filter { $0["place"] == place && $0["year"] == String(year) && $0["indicator"] == code }
      #expect(lines.map { $0.filter { !["place", "place_name", "year"].contains($0.key) } } == [row], note)
    }
  }

  /// The sentence: the same words on both sides and in the JSON, with no number that is not the line's.
  private func compareSentence(
    _ row: [String: String], _ expected: PrintedFigures, _ place: String, _ year: Int, _ language: Language,
    _ browser: TestBrowser
  ) async throws {
    let code = row["indicator"] ?? ""
    let note: Comment = "sentence \(place) \(year) \(code) \(language)"
    let json = try PublicFigure.read(try await site.ask("GET", "/so-lieu/\(code).json").text)
    let figure = try #require(json.first { $0.place == place && $0.year == year }, note)
    let (name, sentence) = language == .vi ? (figure.nameVi, figure.sentenceVi) : (figure.nameEn, figure.sentenceEn)
    let inside = try await browser.open(WebAddress.make("/kh/\(year)/\(code)", [("noi", place)], in: language))
    #expect(inside.main.all("p").first { $0.attributes["class"] == "sentence" }?.text == sentence, note)
    let outside = try await site.ask("GET", WebAddress.make("/so-lieu/\(code)", in: language))
    let said = outside.main.all("ul").filter { $0.attributes["class"] == "sentences" }.flatMap { $0.all("li").map(\.text) }
    #expect(said.contains { $0.contains(sentence) && $0.contains(String(year)) }, note)
    func magnitude(_ plain: String) -> String { plain.hasPrefix("-") ? String(plain.dropFirst()) : plain }
    let numbers = PrintedNumbers.plain(sentence, in: language).map(magnitude)
    let known = (expected.target + expected.result + expected.attainment).map(magnitude)
    let inName = PrintedNumbers.plain(name, in: language)
    #expect(Set(numbers).isSubset(of: Set(known + inName)), "\(note.rawValue): \(sentence)")
    #expect(Set((expected.result + expected.attainment).map(magnitude)).isSubset(of: numbers), "\(note.rawValue): \(sentence)")
  }
}
