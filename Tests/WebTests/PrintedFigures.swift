import Foundation
import Kernel
import Wording

/// One line of a board as one of its faces shows it, in the plain form of files: numbers with a dot, verdicts by code.
struct PrintedFigures: Equatable, CustomStringConvertible {
  /// Level and change of the target, those there are.
  var target: [String]
  /// Level and change of the result, those there are.
  var result: [String]
  var attainment: [String]
  var gap: [String]
  var verdict: String

  var description: String { "\(target) \(result) \(attainment) \(gap) \(verdict)" }

  /// A line of a CSV file, by its columns.
  init(file row: [String: String]) {
    func cells(_ names: String...) -> [String] { names.compactMap { row[$0] }.filter { !$0.isEmpty } }
    target = cells("target", "target_change")
    result = cells("result", "result_change")
    attainment = cells("attainment")
    gap = cells("gap")
    verdict = row["verdict"] ?? ""
  }

  /// The cells of a table as a person reads them.
  init(target: String, result: String, attainment: String, gap: String, verdict: String, in words: LocalWording) {
    self.target = PrintedNumbers.plain(target, in: words.language)
    self.result = PrintedNumbers.plain(result, in: words.language)
    self.attainment = PrintedNumbers.plain(attainment, in: words.language)
    self.gap = PrintedNumbers.plain(gap, in: words.language)
    self.verdict = PrintedFigures.codes.first { words.text("verdict.\($0)") == verdict } ?? "⟦\(verdict)⟧"
  }

  /// A member of the public JSON.
  init(_ figure: PublicFigure) {
    func plain(_ numbers: Decimal?...) -> [String] { numbers.compactMap { $0.map { "\($0)" } } }
    target = plain(figure.target, figure.targetChange)
    result = plain(figure.result, figure.resultChange)
    attainment = plain(figure.attainment)
    gap = plain(figure.gap)
    verdict = figure.verdict
  }

  private static let codes = ["exceeded", "met", "met_or_exceeded", "mostly", "notmet", "low", "no_basis"]
}

/// A line of the public JSON.
struct PublicFigure: Decodable {
  let place: String
  let year: Int
  let indicator: String
  let target: Decimal?
  let targetChange: Decimal?
  let result: Decimal?
  let resultChange: Decimal?
  let attainment: Decimal?
  let gap: Decimal?
  let verdict: String
  let status: String?
  let nameVi: String
  let nameEn: String
  let sentenceVi: String
  let sentenceEn: String

  /// The figures of a file.
  static func read(_ text: String) throws -> [PublicFigure] {
    struct File: Decodable { let figures: [PublicFigure] }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File.self, from: Data(text.utf8)).figures
  }
}

/// Numbers as they stand in a text of one language.
enum PrintedNumbers {
  /// The numbers of a text in the plain form: `≥ 6.518 (−1,20)` reads `6518`, `-1.2` in Vietnamese.
  static func plain(_ text: String, in language: Language) -> [String] {
    let (group, mark) = language == .vi ? (".", ",") : (",", ".")
    return text.matches(of: /[+−]?[0-9]+(?:[.,][0-9]+)*/).map { match in
      var number = String(match.output).replacing(group, with: "").replacing(mark, with: ".").replacing("−", with: "-")
      if number.hasPrefix("+") { number.removeFirst() }
      while number.contains("."), number.hasSuffix("0") { number.removeLast() }
      if number.hasSuffix(".") { number.removeLast() }
      return number
    }
  }
}

/// A CSV file as rows by column, read without the reader the program has.
enum PrintedFile {
  static func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map { cells($0) }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
