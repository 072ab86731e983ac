import Kernel
import TestSupport
import Testing

@Suite("Exact fractions and their rounding")
struct RatioTests {
  /// Fractions as a slow but plain model: two whole numbers, rounding by long division digit by digit.
  struct Model {
    let top: Int
    let bottom: Int

    func plus(_ other: Model) -> Ratio { Ratio(top * other.bottom + other.top * bottom, bottom * other.bottom) }
    func minus(_ other: Model) -> Ratio { Ratio(top * other.bottom - other.top * bottom, bottom * other.bottom) }
    func times(_ other: Model) -> Ratio { Ratio(top * other.top, bottom * other.bottom) }
    func isLess(_ other: Model) -> Bool {
      let sign = (bottom < 0) != (other.bottom < 0) ? -1 : 1
      return sign * top * other.bottom < sign * other.top * bottom
    }

    /// Half up, away from zero, by long division.
    func rounded(decimals: Int) -> String {
      let negative = (top < 0) != (bottom < 0)
      var (whole, rest) = abs(top).quotientAndRemainder(dividingBy: abs(bottom))
      var digits: [Int] = []
      for _ in 0..<decimals {
        digits.append(rest * 10 / abs(bottom))
        rest = rest * 10 % abs(bottom)
      }
      if rest * 2 >= abs(bottom) {
        var place = decimals - 1
        while place >= 0, digits[place] == 9 {
          digits[place] = 0
          place -= 1
        }
        if place >= 0 { digits[place] += 1 } else { whole += 1 }
      }
      while digits.last == 0 { digits.removeLast() }
      let isZero = whole == 0 && digits.isEmpty
      return (negative && !isZero ? "-" : "") + String(whole) + (digits.isEmpty ? "" : "." + digits.map(String.init).joined())
    }
  }

  static func random(_ generator: inout SeededRandom) -> Model {
    let bottom = Int.random(in: 1...99_999, using: &generator)
    return Model(
      top: Int.random(in: -999_999...999_999, using: &generator), bottom: Bool.random(using: &generator) ? bottom : -bottom)
  }

  @Test("arithmetic and order agree with a slow model on random fractions")
  func arithmetic() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<3000 {
      let (one, other) = (Self.random(&random), Self.random(&random))
      let (left, right) = (Ratio(one.top, one.bottom), Ratio(other.top, other.bottom))
      #expect(left + right == one.plus(other))
      #expect(left - right == one.minus(other))
      #expect(left * right == one.times(other))
      #expect((left < right) == one.isLess(other))
      if !right.isZero { #expect(left / right * right == left) }
      #expect(-(-left) == left && (-left + left).isZero)
      #expect(left.isNegative == one.isLess(Model(top: 0, bottom: 1)))
    }
  }

  @Test("rounding agrees with long division on random fractions and on exact halves")
  func rounding() {
    var random = SeededRandom(seed: 4)
    for round in 0..<4000 {
      let decimals = Int.random(in: 0...4, using: &random)
      var model = Self.random(&random)
      if round % 2 == 0 {
        let scale = [1, 10, 100, 1000, 10_000][decimals]
        model = Model(top: 2 * Int.random(in: -5000...5000, using: &random) + 1, bottom: 2 * scale)
      }
      let printed = Ratio(model.top, model.bottom).rounded(.halfUp, decimals: decimals)
      #expect(printed.plain == model.rounded(decimals: decimals), "\(model) to \(decimals)")
      #expect(printed.fraction.utf8.count == decimals && !printed.whole.isEmpty)
    }
  }

  static let halves: [(top: Int, bottom: Int, decimals: Int, halfUp: String, down: String)] = [
    (114_345, 1000, 2, "114.35", "114.34"), (114_344, 1000, 2, "114.34", "114.34"), (-114_345, 1000, 2, "-114.35", "-114.34"),
    (1, 2, 0, "1", "0"), (-1, 2, 0, "-1", "0"), (3, 2, 0, "2", "1"), (5, 2, 0, "3", "2"), (-5, 2, 0, "-3", "-2"),
    (-4, 10, 0, "0", "0"), (-5, 1000, 2, "-0.01", "0"), (-4, 1000, 2, "0", "0"), (1, 3, 4, "0.3333", "0.3333"),
    (2, 3, 4, "0.6667", "0.6666"), (99_996, 1000, 2, "100", "99.99"), (651_800, 5700, 2, "114.35", "114.35"),
    (5570, 54, 1, "103.1", "103.1"), (411, 4, 2, "102.75", "102.75"), (0, 7, 2, "0", "0"),
  ]

  @Test("a half is rounded away from zero; down cuts towards it", arguments: halves)
  func ties(top: Int, bottom: Int, decimals: Int, halfUp: String, down: String) {
    #expect(Ratio(top, bottom).rounded(.halfUp, decimals: decimals).plain == halfUp)
    #expect(Ratio(top, bottom).rounded(.down, decimals: decimals).plain == down)
  }

  static let printed: [(top: Int, bottom: Int, decimals: Int, whole: String, fraction: String, trimmed: String, minus: Bool)] = [
    (100, 1, 2, "100", "00", "", false), (-1, 20, 2, "0", "05", "05", true), (-1, 1000, 2, "0", "00", "", false),
    (15_500, 10_000, 4, "1", "5500", "55", false), (7, 1, 0, "7", "", "", false), (-6518, 1, 0, "6518", "", "", true),
  ]

  @Test("a printed number keeps its decimals, and zero has no sign", arguments: printed)
  func printedNumbers(top: Int, bottom: Int, decimals: Int, whole: String, fraction: String, trimmed: String, minus: Bool) {
    let number = Ratio(top, bottom).rounded(.halfUp, decimals: decimals)
    #expect(number.whole == whole && number.fraction == fraction && number.trimmedFraction == trimmed)
    #expect(number.isNegative == minus && !number.magnitude.isNegative && number.magnitude.whole == whole)
  }

  @Test("numbers far beyond 64 bits do not overflow")
  func beyondSixtyFourBits() {
    var product = Ratio(1)
    for _ in 0..<30 { product = product * Ratio(Int.max) / Ratio(Int.max - 1) }
    var back = product
    for _ in 0..<30 { back = back / Ratio(Int.max) * Ratio(Int.max - 1) }
    #expect(back == Ratio(1) && product > Ratio(1))
    #expect((Ratio(Int.max) * .hundred).quantity == nil)
  }

  /// Around the ends of the machine's own numbers, where the arithmetic goes over to numbers of any size and comes back.
  @Test("fractions are the same however they came about")
  func aroundTheEnds() {
    let ends =
      [0, 1, 2, 3, Int.max, Int.max - 1, Int.max / 2 + 1, 1 << 32, (1 << 32) - 1, 1_000_003].flatMap { [$0, -$0] } + [Int.min]
    for a in ends {
      for b in ends where b != 0 {
        let ratio = Ratio(a, b)
        #expect(ratio * Ratio(b) == Ratio(a) && ratio.isZero == (a == 0) && ratio.isNegative == (a != 0 && (a < 0) != (b < 0)))
        #expect(ratio - ratio == .zero && -(-ratio) == ratio && ratio + ratio == ratio * Ratio(2))
        if a != 0 { #expect(Ratio(1) / ratio == Ratio(b, a) && (Ratio(1) / ratio).hashValue == Ratio(b, a).hashValue) }
        #expect((ratio < ratio + Ratio(1, Int.max)) && !(ratio < ratio) && (ratio < -ratio) == ratio.isNegative)
        #expect(ratio * .hundred / .hundred == ratio && (ratio + Ratio(a)) - Ratio(a) == ratio)
      }
    }
    #expect(Ratio(Int.max).rounded(.halfUp, decimals: 0).plain == "9223372036854775807")
    #expect(Ratio(Int.min).rounded(.halfUp, decimals: 2).plain == "-9223372036854775808")
    #expect((Ratio(Int.max) * Ratio(Int.max)).rounded(.halfUp, decimals: 0).plain == "85070591730234615847396907784232501249")
    #expect(Ratio(Int.max, Int.max - 1).rounded(.halfUp, decimals: 4).plain == "1")
  }
}
