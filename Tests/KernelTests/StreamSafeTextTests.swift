import Foundation
import TestSupport
import Testing

@testable import Kernel

/// Text of strangers is put into composed letters in a time that grows with its length only.
@Suite struct StreamSafeTextTests {
  @Test(arguments: [
    ("a", 0, 0), ("a", 29, 29), ("a", 30, 30), ("a", 31, 30), ("a", 20_000, 30), ("", 20_000, 30),
  ])
  func aRunOfMarksIsBounded(letter: String, sent: Int, kept: Int) {
    for mark in ["\u{301}", "\u{323}", "\u{F73}", "\u{1D165}"] {
      let text = letter + String(repeating: mark, count: sent) + "b"
      let bounded = StreamSafeText.bounded(text)
      #expect(bounded.unicodeScalars.elementsEqual((letter + String(repeating: mark, count: kept) + "b").unicodeScalars))
    }
  }

  /// Each letter begins a run of its own: no length of real text is cut.
  @Test func longTextWithMarksIsKeptWhole() {
    for letter in ["a\u{323}\u{302}\u{301}", "ế", "e\u{302}\u{301}", "한", "\u{1112}\u{1161}\u{11AB}", "กำ"] {
      let text = String(repeating: letter, count: 5000)
      #expect(StreamSafeText.bounded(text).utf8.elementsEqual(text.utf8))
    }
  }

  /// The pieces give what the library gives for the whole.
  @Test(arguments: [
    "Số liệu việc làm tăng thêm trong năm ", "ĐẮK TÔ – Kon Tum; ", "e\u{302}\u{301}", "o\u{31B}\u{323}", "\u{323}\u{302}",
    "\u{212B}\u{2126}",
    "\u{1112}\u{1161}\u{11AB}", "\u{9C7}\u{9BE}x", "漢字\u{3099}か\u{3099}", "\u{F73}\u{F71}", "\u{1F71}\u{345}", "\u{2000}a", "👩‍👩‍👧",
  ])
  func piecesAreTheWhole(text: String) {
    for count in [1, 2, 7, 40, 200] {
      let long = String(repeating: text, count: count)
      for sent in [long, long.decomposedStringWithCanonicalMapping, long + " x " + long] where hasNoLongRun(sent) {
        #expect(StreamSafeText.composed(sent).utf8.elementsEqual(sent.precomposedStringWithCanonicalMapping.utf8))
        #expect(StreamSafeText.decomposed(sent).utf8.elementsEqual(sent.decomposedStringWithCanonicalMapping.utf8))
      }
    }
  }

  @Test func randomTextIsAsTheLibraryHasIt() {
    var random = SeededRandom(seed: 71)
    let letters = Array("aeoudđêơưAZ 09-ếợ\u{301}\u{323}\u{302}\u{31B}\u{300}한\u{1161}\u{11A8}か\u{3099}é".unicodeScalars)
    for _ in 0..<300 {
      var sent = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...400, using: &random) {
        sent.append(letters[Int.random(in: letters.indices, using: &random)])
      }
      let text = String(sent)
      #expect(StreamSafeText.composed(text).utf8.elementsEqual(text.precomposedStringWithCanonicalMapping.utf8))
      #expect(StreamSafeText.decomposed(text).utf8.elementsEqual(text.decomposedStringWithCanonicalMapping.utf8))
    }
  }

  /// What took the server a minute: each is read well within a second now; the bound is generous for a busy machine.
  @Test(arguments: [
    String(repeating: "\u{301}\u{323}", count: 500_000), "a" + String(repeating: "\u{F73}", count: 300_000),
    String(repeating: "a\u{323}\u{302}\u{301}", count: 150_000), String(repeating: "\u{1161}", count: 300_000),
  ])
  func theWorstTextTakesNoTime(text: String) {
    let took = ContinuousClock().measure {
      _ = VietnameseText.cleaned(text)
      _ = VietnameseText.searchKey(text)
      _ = VietnameseText.sortKey(text)
    }
    #expect(took < .seconds(20))
  }

  private func hasNoLongRun(_ text: String) -> Bool { StreamSafeText.bounded(text).utf8.count == text.utf8.count }
}
