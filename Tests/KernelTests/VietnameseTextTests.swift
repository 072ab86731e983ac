import Foundation
import Kernel
import TestSupport
import Testing

@Suite("Vietnamese text as it is typed, pasted and searched")
struct VietnameseTextTests {
  static let searches: [(key: String, texts: [String])] = [
    ("hoa", ["hòa", "hoà", "Hoa", "HÒA", "HOÀ", "hoa\u{300}", "ho\u{300}a", " hòa\u{A0}", "hỏa", "hoạ"]),
    ("dak to", ["Đắk Tô", "Đăk Tô", "đăk  tô", "Dak To", "\u{D0}ắk Tô", "\u{F0}ăk\u{A0}tô", "Đắk\nTô"]),
    ("tan an", ["Tân An", "TÂN AN", "Ta\u{302}n An", "tần ấn"]),
    ("lao dong - thuong binh", ["Lao động – Thương binh", "lao động - thương binh", "LAO ĐỘNG — THƯƠNG BINH"]),
    ("ea h'leo", ["Ea H'leo", "Ea H’leo", "ea h‘LEO", "Ea H\u{2BC}leo"]),
    ("nguyen", ["Nguyễn", "NGUYỄN", "Nguye\u{302}\u{303}n", "Nguy\u{1EC5}n", "Ngu\u{200B}yễn"]),
    ("", ["", " ", "\u{A0}", "\u{301}"]),
  ]

  @Test("the search key does not mind marks, tone placement, letters' size and dashes", arguments: searches)
  func searchKey(key: String, texts: [String]) {
    for text in texts { #expect(VietnameseText.searchKey(text) == key, "\(text.unicodeScalars.map(\.value))") }
  }

  @Test("a search key is its own key, whatever was typed")
  func searchKeyIsStable() {
    var random = SeededRandom(seed: 6)
    for _ in 0..<1000 {
      let text = random.text(upTo: 12)
      let key = VietnameseText.searchKey(text)
      #expect(VietnameseText.searchKey(key) == key)
      #expect(VietnameseText.searchKey(text.decomposedStringWithCanonicalMapping) == key)
      #expect(VietnameseText.searchKey(text.precomposedStringWithCanonicalMapping) == key)
    }
  }

  static let cleanings: [(text: String, clean: String)] = [
    ("Kon Tum", "Kon Tum"), (" Kon Tum ", "Kon Tum"), ("\u{A0}Kon\u{A0}Tum\t", "Kon Tum"), ("Ta\u{302}n An", "Tân An"),
    ("\u{FEFF}JOB", "JOB"), ("J\u{200B}O\u{AD}B", "JOB"), ("\u{D0}ắk \u{F0}ô", "Đắk đô"), ("một\nhai", "một\nhai"), ("\r\n", ""),
    ("50\u{202F}250", "50 250"), ("a  b", "a  b"), ("", ""), ("a\u{1}b\u{7F}", "ab"),
    ("\u{FF2A}\u{FF2F}\u{FF22}\u{FF11}", "JOB1"),
    ("1\u{2007}2\u{3000}3", "1 2 3"), ("\u{2D}\u{2013}\u{2212}", "\u{2D}\u{2013}\u{2212}"), ("👩\u{200D}👧 ❤\u{FE0F}", "👩👧 ❤"),
    ("To\u{200B}\u{302}", "Tô"), ("\u{FF21}\u{301}", "Á"),
  ]

  @Test("stored text is composed, with plain blanks and nothing invisible", arguments: cleanings)
  func cleaned(text: String, clean: String) {
    #expect(Array(VietnameseText.cleaned(text).unicodeScalars) == Array(clean.unicodeScalars))
  }

  /// Every mark that programs are known to leave in what is copied: calculators, chats, web pages, fonts of emoji.
  static let invisible: [ClosedRange<UInt32>] = [
    0xAD...0xAD, 0x34F...0x34F, 0x61C...0x61C, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
    0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB, 0xE0001...0xE007F, 0xE0100...0xE01EF,
  ]

  @Test("what nobody sees is in no number, code, name or key")
  func invisibleMarks() throws {
    for mark in try Self.invisible.joined().map({ try #require(Unicode.Scalar($0)) }) {
      #expect(VietnameseText.cleaned("\(mark)J\(mark)OB\(mark)") == "JOB", "\(mark.value)")
      #expect(VietnameseText.searchKey("Đắk\(mark) T\(mark)ô") == "dak to", "\(mark.value)")
      #expect(try NumberInput.read("7\(mark)2", decimals: 0) == Quantity(72), "\(mark.value)")
    }
  }

  static let orders: [[String]] = [
    ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m"],
    ["m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "x", "y"],
    ["an", "ăn", "ân", "dung", "đăk", "đi"],
    ["ma", "mà", "mả", "mã", "má", "mạ", "man", "mát"],
    ["ba", "bà", "bả", "bã", "bá", "bạ", "bă", "bằ", "bâ", "bấ"],
    ["An", "an Giang", "Bắc Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đồng Nai", "Hà Nội"],
    ["Tân", "Tấn", "Tân An", "Tân Ấn", "Tân Bình", "Tấn Tài"],
    ["tô", "tơ", "tu", "tư"],
  ]

  @Test("a list sorts letter by letter and only then by tone", arguments: orders)
  func sortKey(sorted: [String]) {
    var random = SeededRandom(seed: 7)
    for _ in 0..<5 {
      let mixed = sorted.shuffled(using: &random)
      #expect(mixed.sorted { VietnameseText.sortKey($0) < VietnameseText.sortKey($1) } == sorted)
      let decomposed = mixed.map(\.decomposedStringWithCanonicalMapping)
      #expect(decomposed.sorted { VietnameseText.sortKey($0) < VietnameseText.sortKey($1) } == sorted)
    }
  }
}
