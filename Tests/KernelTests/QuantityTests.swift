import Kernel
import TestSupport
import Testing

@Suite("Exact decimal quantities")
struct QuantityTests {
  static let texts: [(text: String, tenThousandths: Int64?, written: String)] = [
    ("0", 0, "0"), ("-0", 0, "0"), ("6518", 65_180_000, "6518"), ("1.55", 15_500, "1.55"), ("-1.2", -12_000, "-1.2"),
    ("1.5000", 15_000, "1.5"), ("1.50000000", 15_000, "1.5"), ("0.0001", 1, "0.0001"), ("-0.0001", -1, "-0.0001"),
    ("007", 70_000, "7"), ("1000000000000", 10_000_000_000_000_000, "1000000000000"),
    ("100000000000000", Quantity.limit, "100000000000000"), ("-100000000000000", -Quantity.limit, "-100000000000000"),
    ("99999999999999.9999", Quantity.limit - 1, "99999999999999.9999"),
    ("000000000000000000005", 50_000, "5"),
    ("100000000000000.0001", nil, ""), ("1000000000000000", nil, ""), ("922337203685477.5808", nil, ""),
    ("99999999999999999999", nil, ""), ("0.00001", nil, ""),
    ("1,55", nil, ""), ("1.", nil, ""), (".5", nil, ""), ("", nil, ""), ("-", nil, ""), ("+1", nil, ""), ("--1", nil, ""),
    ("1.2.3", nil, ""), ("1e3", nil, ""), (" 1", nil, ""), ("1 000", nil, ""), ("١", nil, ""),
  ]

  @Test("the plain form is read exactly or not at all", arguments: texts)
  func plainForm(text: String, tenThousandths: Int64?, written: String) {
    let quantity = Quantity(plain: text)
    #expect(quantity?.tenThousandths == tenThousandths)
    if let quantity { #expect(quantity.description == written) }
  }

  static let widths = [("5", 0), ("5.5", 1), ("5.05", 2), ("5.555", 3), ("5.5555", 4), ("0", 0), ("-5.50", 1), ("500", 0)]

  @Test("the decimals it takes to write it", arguments: widths)
  func significantDecimals(text: String, decimals: Int) throws {
    #expect(try #require(Quantity(plain: text)).significantDecimals == decimals)
  }

  @Test("any number of ten-thousandths survives writing and reading, and keeps its order")
  func roundTrip() throws {
    var random = SeededRandom(seed: 2)
    for round in 0..<5000 {
      let size = Int64(1) << Int64(round % 60)
      let one = Quantity(tenThousandths: Int64.random(in: -size...size, using: &random))
      let other = Quantity(tenThousandths: Int64.random(in: -size...size, using: &random))
      guard abs(one.tenThousandths) <= Quantity.limit, abs(other.tenThousandths) <= Quantity.limit else { continue }
      #expect(Quantity(plain: one.description) == one)
      #expect(one.ratio.quantity == one)
      #expect((one < other) == (one.tenThousandths < other.tenThousandths))
      #expect((one.ratio < other.ratio) == (one < other))
    }
  }
}
