import Foundation
import HTML
import Kernel
@testable import Figures
@testable import Interchange
@testable import Reporting
@testable import Spreadsheets
@testable import StaffWeb

/// What people type: numbers, days, periods, addresses of cells, names; and the same text inside our pages and JSON.
enum TextReading {
  static func take(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    number(text)
    place(text)
    name(text)
    page(text)
    json(text)
  }

  /// A number is what it is read as, and within bounds.
  static func number(_ text: String) {
    for decimals in 0...Quantity.decimals {
      for isPart in [false, true] {
        guard let read = try? NumberInput.read(text, decimals: decimals, isPart: isPart) else { continue }
        Report.hold(abs(read.tenThousandths) <= Quantity.limit, "beyond the limit: \(text.debugDescription)")
        Report.hold(read.significantDecimals <= decimals, "more decimals than allowed: \(text.debugDescription)")
        let typed = NumberInput.text(of: read)
        Report.hold((try? NumberInput.read(typed, decimals: decimals)) == read, "\(typed) is not read as it is written")
        Report.hold(Quantity(plain: read.description) == read, "\(read) is not read as it is written")
      }
    }
    for shift in [0, 2] {
      guard let figure = StoredNumber(text, shiftedBy: shift) else { continue }
      _ = try? FigureInput.part.kept(figure.asTyped)
    }
  }

  private static func place(_ text: String) {
    if let day = CivilDate(typed: text) {
      Report.hold(CivilDate(iso: day.iso) == day, "\(day) is not read as it is written")
      Report.hold(CivilDate(daysSinceEpoch: day.daysSinceEpoch) == day, "\(day) is not the day it counts to")
    }
    if let period = Period(text) {
      Report.hold(Period(period.description) == period, "\(period) is not read as it is written")
      Report.hold(period.firstDay <= period.lastDay, "\(period) ends before it begins")
    }
    if let address = CellAddress(text) {
      Report.hold(CellAddress(address.description) == address, "\(address) is not read as it is written")
    }
    for countsFrom1904 in [false, true] { _ = WorkbookDay.day(text, countsFrom1904: countsFrom1904) }
  }

  private static func name(_ text: String) {
    let cleaned = VietnameseText.cleaned(text)
    Report.hold(VietnameseText.cleaned(cleaned) == cleaned, "cleaning twice differs: \(text.debugDescription)")
    let isComposed = cleaned.unicodeScalars.elementsEqual(cleaned.precomposedStringWithCanonicalMapping.unicodeScalars)
    Report.hold(isComposed, "not composed: \(text.debugDescription)")
    let key = VietnameseText.searchKey(text)
    Report.hold(VietnameseText.searchKey(cleaned) == key, "the key of the cleaned text differs: \(text.debugDescription)")
    _ = VietnameseText.sortKey(text)
    _ = LegacyText.found(in: text)
    let rows = PastedCells(text).rows
    Report.hold(rows.joined().reduce(0) { $0 + $1.utf8.count } <= 3 * text.utf8.count, "a paste grew: \(text.debugDescription)")
  }

  /// Text stands in a page as text: it brings no sign of markup, whatever it is.
  private static func page(_ text: String) {
    let page = el("p", .class(text), .href(text)) { text }.bytes
    for (sign, count) in [(UInt8(ascii: "<"), 2), (UInt8(ascii: ">"), 2), (UInt8(ascii: "\""), 4)] {
      let inText = sign == UInt8(ascii: "\"") ? text.utf8.count { $0 == sign } : 0
      Report.hold(page.count { $0 == sign } == count + inText, "markup came out of text: \(text.debugDescription)")
    }
    // Byte by byte: a mark behind an entity is one letter with its semicolon.
    var read = Array(el("p") { text }.bytes.dropFirst(3).dropLast(4))
    for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] { read.replace(entity.utf8, with: sign.utf8) }
    Report.hold(read == Array(text.utf8), "text is shown otherwise: \(text.debugDescription)")
    link(text)
  }

  /// A link runs no script: browsers skip control characters in front of and inside a scheme.
  private static func link(_ text: String) {
    let link = el("a", .href(text)).html
    let scheme = link.dropFirst(9).lowercased().filter { $0 > " " }.prefix { $0 != ":" }
    Report.hold(
      !["javascript", "data", "vbscript", "file", "blob"].contains(String(scheme)) || !link.contains(":"),
      "a link with a scheme: \(text.debugDescription)")
  }

  /// The same text comes out of our JSON; Foundation, which reads it here, drops a byte order mark.
  private static func json(_ text: String) {
    let value = JSONValue.object([.init(text, .array([.string(text), .null]))]).serialized
    let parsed = try? JSONSerialization.jsonObject(with: Data(value.utf8)) as? [String: [Any]]
    Report.hold(
      parsed?.values.first?.first as? String == text || text.contains("\u{FEFF}"),
      "JSON of ours reads otherwise: \(text.debugDescription)")
  }
}
