import Foundation
import Kernel
import TestSupport
import Testing

@Suite("Vietnamese text of old encodings")
struct LegacyTextTests {
  // MARK: What is none

  static let good = [
    "", "JOB", "Café", "José", "François et Hélène", "Loïc Dupont", "Caïn", "où aller", "Saül", "Raphaël", "São Tomé", "El Niño",
    "Müller & Söhne", "Dvořák", "Øresund", "Noël à Huế", "Công ty ABC®", "5 µm", "25°C ± 2", "© 2024 Sở", "1ª via", "A · B", "½",
    "«Đơn giá»…", "giá» và", "«n người»", "«Tân Phú»", "«Kon»", "bé", "xã", "Trần Văn Bé", "Bà Rịa", "Đà Nẵng", "cà phê", "Ô tô",
    "Têt à Hué", "Kbang, Ia Đêr", "Krông Búk", "thôn Bé, xã Ô", "Bò Hôi", "Nguyễn Thị Thé", "Trường Mẫu giáo Tí Hon, số 5",
    "Điều 5 § 2", "12 m²", "100 £", "naïve, façade", "Đạt kế hoạch đề ra", "日本", "Хуан", "👍 tốt",
  ]

  @Test("names, notes and signs that are none", arguments: good)
  func isNone(text: String) { #expect(LegacyText.found(in: text) == nil) }

  @Test("no text that the program ships is taken for one")
  func shippedTexts() throws {
    var texts = 0
    for folder in ["territory", "planning", "demo", "wording/vi", "wording/en"] {
      let files = try FileManager.default.contentsOfDirectory(atPath: Self.content + "/" + folder)
      for file in files where file.hasSuffix(".csv") || file.hasSuffix(".yaml") {
        let text = try String(contentsOfFile: "\(Self.content)/\(folder)/\(file)", encoding: .utf8)
        for cell in Set(text.split { $0.isNewline || $0 == "," && file.hasSuffix(".csv") }.map(String.init)) {
          texts += 1
          #expect(LegacyText.found(in: cell) == nil, "\(file): \(cell)")
        }
      }
    }
    #expect(texts > 20_000)
  }

  // MARK: What is one

  static let found: [(text: String, kind: LegacyText)] = [
    ("§¹t kÕ ho¹ch ®Ò ra", .tcvn3), ("Gi¶i quyÕt viÖc lµm", .tcvn3), ("Ñaït keá hoaïch ñeà ra", .vni),
    ("ÑOÀNG NAI", .vni), ("Äáº¡t káº¿ hoáº¡ch", .twiceDecoded), ("Chưa có số liệu".taken(for: .windowsCP1252), .twiceDecoded),
    ("Khã kh¨n do dÞch bÖnh, ®¬n vÞ ch­a b¸o c¸o", .tcvn3), ("Khoù khaên do dòch beänh, ñôn vò chöa baùo caùo", .vni),
  ]

  @Test("notes as they come", arguments: found)
  func isFound(text: String, kind: LegacyText) {
    #expect(LegacyText.found(in: text) == kind)
    #expect(LegacyText.found(in: VietnameseText.cleaned(text)) == kind)
  }

  static let encoders: [(name: String, kind: LegacyText, encode: @Sendable (String) -> String)] = [
    ("TCVN3", .tcvn3, { $0.inTCVN3 }), ("VNI", .vni, { $0.inVNI }),
    ("Windows-1252", .twiceDecoded, { $0.taken(for: .windowsCP1252) }), ("Latin-1", .twiceDecoded, { $0.taken(for: .isoLatin1) }),
  ]

  @Test("of all units of the country, 99 in 100 are found", arguments: encoders.indices)
  func everyUnit(index: Int) throws {
    let encoder = Self.encoders[index]
    let lines = try String(contentsOfFile: Self.content + "/territory/units.csv", encoding: .utf8).split(separator: "\n")
      .dropFirst()
    let cells = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let names = Set(cells.map { "\($0[3].prefix(1).uppercased())\($0[3].dropFirst()) \($0[4])" })
    var (all, found) = (0, 0)
    for name in names {
      let stored = VietnameseText.cleaned(encoder.encode(name))
      guard stored != name else { continue }
      all += 1
      if let kind = LegacyText.found(in: stored) {
        found += 1
        #expect(kind == encoder.kind, "\(name): \(stored)")
      }
    }
    #expect(all > 9000 && found * 100 >= all * 99, "\(encoder.name): \(found) of \(all)")
  }

  private static let content = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Content").path
}

/// The encoders of old, from their tables, as Windows-1252 shows what they wrote.
extension String {
  /// TCVN 5712:1993, table 3. A capital with marks is written like the small letter, in a font of capitals.
  fileprivate var inTCVN3: String {
    String(
      precomposedStringWithCanonicalMapping.map { letter in
        let small = Character(letter.lowercased())
        guard let byte = String.tcvn3[small], let scalar = Unicode.Scalar(byte) else { return letter }
        return Character(scalar)
      })
  }

  /// VNI for Windows.
  fileprivate var inVNI: String {
    precomposedStringWithCanonicalMapping.map { letter -> String in
      let written = String.vni(Character(letter.lowercased()))
      return letter.isUppercase ? written.uppercased() : written
    }.joined()
  }

  /// The text's UTF-8 read in another encoding; bytes the encoding does not know are lost.
  fileprivate func taken(for encoding: String.Encoding) -> String {
    precomposedStringWithCanonicalMapping.utf8.map { String(bytes: [$0], encoding: encoding) ?? "" }.joined()
  }

  private static func vni(_ letter: Character) -> String {
    let alone: [Character: String] = [
      "đ": "ñ", "ư": "ö", "ơ": "ô", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î",
    ]
    if let written = alone[letter] { return written }
    let scalars = Array(String(letter).decomposedStringWithCanonicalMapping.unicodeScalars)
    guard scalars.count > 1 else { return String(letter) }
    let marks = Set(scalars.dropFirst().map(\.value))
    let tones: [UInt32] = [0x301, 0x300, 0x309, 0x303, 0x323]
    let tone = tones.firstIndex { marks.contains($0) }
    var base = String(Character(scalars[0]))
    if marks.contains(0x31B) { base = base == "o" ? "ô" : "ö" }
    let signs: [Character] =
      marks.contains(0x302)
      ? ["á", "à", "å", "ã", "ä", "â"]
      : marks.contains(0x306)
        ? ["é", "è", "ú", "ü", "ë", "ê"]
        : ["ù", "ø", "û", "õ", "ï"]
    return base + String(signs[tone ?? 5])
  }

  private static let tcvn3: [Character: UInt32] = [
    "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "á": 0xB8, "ạ": 0xB9, "ă": 0xA8, "ằ": 0xBB, "ẳ": 0xBC, "ẵ": 0xBD, "ắ": 0xBE,
    "ặ":
      0xC6, "â": 0xA9, "ầ": 0xC7, "ẩ": 0xC8, "ẫ": 0xC9, "ấ": 0xCA, "ậ": 0xCB, "đ": 0xAE, "è": 0xCC, "ẻ": 0xCE, "ẽ": 0xCF,
    "é": 0xD0, "ẹ": 0xD1, "ê": 0xAA, "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ế": 0xD5, "ệ": 0xD6, "ì": 0xD7, "ỉ": 0xD8,
    "ĩ":
      0xDC, "í": 0xDD, "ị": 0xDE, "ò": 0xDF, "ỏ": 0xE1, "õ": 0xE2, "ó": 0xE3, "ọ": 0xE4, "ô": 0xAB, "ồ": 0xE5, "ổ": 0xE6,
    "ỗ": 0xE7, "ố": 0xE8, "ộ": 0xE9, "ơ": 0xAC, "ờ": 0xEA, "ở": 0xEB, "ỡ": 0xEC, "ớ": 0xED, "ợ": 0xEE, "ù": 0xEF,
    "ủ":
      0xF1, "ũ": 0xF2, "ú": 0xF3, "ụ": 0xF4, "ư": 0xAD, "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7, "ứ": 0xF8, "ự": 0xF9, "ỳ": 0xFA,
    "ỷ": 0xFB, "ỹ": 0xFC, "ý": 0xFD, "ỵ": 0xFE,
  ]
}
