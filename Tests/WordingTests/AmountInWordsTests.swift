import Kernel
import Testing
import Wording

/// Amounts written out, as schoolbooks and vouchers write them.
@Suite struct AmountInWordsTests {
  @Test(
    arguments: [
      (0, "không"), (1, "một"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"), (15, "mười lăm"),
      (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (34, "ba mươi tư"),
      (91, "chín mươi mốt"), (100, "một trăm"), (101, "một trăm linh một"), (104, "một trăm linh bốn"),
      (105, "một trăm linh năm"), (110, "một trăm mười"), (115, "một trăm mười lăm"),
      (555, "năm trăm năm mươi lăm"), (1000, "một nghìn"), (1005, "một nghìn không trăm linh năm"),
      (1015, "một nghìn không trăm mười lăm"), (10_000, "mười nghìn"), (21_024, "hai mươi mốt nghìn không trăm hai mươi tư"),
      (1_000_000, "một triệu"), (1_000_005, "một triệu không trăm linh năm"),
      (1_050_000_000, "một tỷ không trăm năm mươi triệu"), (2_000_000_000_000, "hai nghìn tỷ"),
      (2_005_000_000_001, "hai nghìn không trăm linh năm tỷ không trăm linh một"),
      (1_000_000_000_000_000_000, "một tỷ tỷ"),
    ] as [(UInt64, String)])
  func number(_ number: UInt64, words: String) {
    #expect(AmountInWords.number(number) == words)
  }

  @Test(
    arguments: [
      (1_928_456_000, "Một tỷ chín trăm hai mươi tám triệu bốn trăm năm mươi sáu nghìn đồng"),
      (1_498_000, "Một triệu bốn trăm chín mươi tám nghìn đồng"), (0, "Không đồng"),
      (-27_118_000, "Âm hai mươi bảy triệu một trăm mười tám nghìn đồng"),
      (
        Int64.min,
        "Âm chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm ba mươi sáu tỷ "
          + "tám trăm năm mươi tư triệu bảy trăm bảy mươi lăm nghìn tám trăm linh tám đồng"
      ),
    ] as [(Int64, String)])
  func amount(_ dong: Int64, words: String) {
    #expect(AmountInWords.dong(Money(dong: dong)) == words)
  }

  @Test func southernConnective() {
    #expect(AmountInWords.number(1_105, connective: .le) == "một nghìn một trăm lẻ năm")
    #expect(AmountInWords.dong(Money(dong: 505_000), connective: .le) == "Năm trăm lẻ năm nghìn đồng")
  }
}
