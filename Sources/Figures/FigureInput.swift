import Kernel

/// One number of an indicator on its way in: the one rule by which grid, form, CSV, workbook and paste read it, with what belongs
/// to the number besides its digits: its unit, its sign, its decimals.
public struct FigureInput: Sendable, Hashable {
  /// The most decimals.
  private let decimals: Int
  /// The unit that may stand behind the number; empty where none may.
  private let unit: String
  /// Whether it may be below zero.
  private let allowsNegative: Bool
  /// Whether it is a numerator or denominator.
  private let isPart: Bool

  /// A value or a level, in the indicator's unit; also the part of it that belongs to the year before.
  public static func value(of indicator: Indicator) -> FigureInput {
    FigureInput(
      decimals: indicator.decimals, unit: indicator.unit, allowsNegative: indicator.allowsNegative, isPart: false)
  }

  /// A change against the year before, which may be a loss; that of a share is in points.
  public static func change(of indicator: Indicator) -> FigureInput {
    FigureInput(
      decimals: indicator.decimals, unit: indicator.isPercentage ? "điểm %" : indicator.unit, allowsNegative: true, isPart: false)
  }

  /// A numerator or denominator: people, households, đồng, never below zero.
  public static let part = FigureInput(decimals: Quantity.decimals, unit: "", allowsNegative: false, isPart: true)

  /// The number as it was typed; `nil` where nothing was.
  public func typed(_ text: String) throws(FigureInputError) -> Quantity? {
    let read = VietnameseText.cleaned(text)
    guard !read.isEmpty else { return nil }
    return try quantity(body: NumberInput.plainMarks(read), read: read)
  }

  /// A number that a workbook kept as a number (`StoredNumber`), written with a comma before its decimals and a percent sign where the cell
  /// shows one: its three decimals are never thousands.
  package func kept(_ text: String) throws(FigureInputError) -> Quantity? {
    let body = text.prefix { $0 != "%" }
    let decimals = body.split(separator: ",", maxSplits: 1).dropFirst().first?.utf8.count ?? 0
    return try quantity(body: body + (decimals == 3 ? "0" : "") + text.dropFirst(body.count), read: text)
  }

  private func quantity(body: String, read: String) throws(FigureInputError) -> Quantity {
    let number = body.prefix { $0.isASCII && ($0.isNumber || " .,+-".contains($0)) }
    let word = VietnameseText.cleaned(String(body.dropFirst(number.count)))
    if !word.isEmpty {
      let isUnit = FigureInput.spellings(of: unit).contains(VietnameseText.searchKey(word))
      guard number.contains(where: \.isNumber), !unit.isEmpty, isUnit || FigureInput.isWord(word) else {
        throw FigureInputError(.notANumber, read: read)
      }
      guard isUnit else {
        throw FigureInputError(code: "planning.other_unit", values: ["read": read, "word": word, "unit": unit])
      }
    }
    let quantity: Quantity
    do throws(NumberInputError) {
      quantity = try NumberInput.read(String(number), decimals: decimals, isPart: isPart)
    } catch {
      throw FigureInputError(error, read: read)
    }
    return try judged(quantity, read: read)
  }

  private func judged(_ quantity: Quantity, read: String) throws(FigureInputError) -> Quantity {
    guard allowsNegative || quantity >= .zero else {
      throw FigureInputError(code: "planning.negative", values: ["read": read])
    }
    return quantity
  }

  /// Whether text behind a number may be meant as a unit: letters, blanks and signs of units.
  private static func isWord(_ text: String) -> Bool {
    text.allSatisfy { $0.isLetter || " %‰₫./".contains($0) } && text.contains { $0.isLetter || "%‰₫".contains($0) }
  }

  /// The ways in which a unit is written, as search keys: with marks or without, in capitals, by its usual sign.
  private static func spellings(of unit: String) -> Set<String> {
    let key = VietnameseText.searchKey(unit)
    let signs: [String: Set<String>] = [
      "%": ["phan tram"], "diem %": ["%", "diem", "diem phan tram", "phan tram"], "dong": ["d", "₫", "vnd"],
    ]
    return signs[key, default: []].union([key])
  }
}

/// Why a number was not taken: a code, and the placeholders of its sentence.
public struct FigureInputError: Error, Hashable, Sendable {
  /// The stable code.
  public let code: String
  /// The placeholders of the sentence.
  public let values: [String: String]

  /// The sentence.
  public var message: Message { Message("error.\(code)", values) }

  init(code: String, values: [String: String]) {
    self.code = code
    self.values = values.mapValues { $0.count <= 60 ? $0 : $0.prefix(60) + "…" }
  }

  /// The largest number as people write it: `100 000 000 000 000`.
  package static let limit: String = {
    let digits = Array(String(Quantity.limit / 10_000))
    return digits.indices.map { place in
      (place > 0 && (digits.count - place).isMultiple(of: 3) ? " " : "") + String(digits[place])
    }.joined()
  }()

  init(_ error: NumberInputError, read: String) {
    let (code, values): (String, [String: String]) =
      switch error {
      case .notANumber: ("planning.not_a_number", [:])
      case .ambiguous(let decimal, let thousands):
        (
          "planning.ambiguous_number",
          ["decimal": NumberInput.text(of: decimal), "thousands": NumberInput.text(of: thousands)]
        )
      case .tooManyDecimals(let allowed): ("planning.too_many_decimals", ["allowed": String(allowed)])
      case .tooLarge: ("planning.number_too_large", ["limit": FigureInputError.limit])
      }
    self.init(code: code, values: values.merging(["read": read]) { old, _ in old })
  }
}
