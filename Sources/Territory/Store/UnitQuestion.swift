/// One way of reading what was typed: a name, or a kind and a name (`phường tân an`, `p. tan an`, `TP Cần Thơ`).
struct UnitQuestion: Hashable {
  /// The folded kind that was typed before the name, if it was.
  let typeKey: String?
  /// The name, or its beginning.
  let name: UnitNameKey

  /// Every way to read the text: «xa phin» is the commune (xã) Phìn, and the name Xà Phìn.
  static func readings(of text: String) -> [UnitQuestion] {
    let whole = UnitNameKey(text)
    guard !whole.isEmpty else { return [] }
    let words = whole.folded.split(separator: " ")
    let typed = (1...2).compactMap { count -> UnitQuestion? in
      let head = words.prefix(count).joined(separator: " ")
      guard let type = types[head], let name = whole.droppingWords(count) else { return nil }
      return UnitQuestion(typeKey: type, name: name)
    }
    return [UnitQuestion(typeKey: nil, name: whole)] + typed
  }

  /// The kinds as typed, whole or in the abbreviations of office files, with their folded form.
  private static let types: [String: String] = [
    "tinh": "tinh", "t": "tinh",
    "thanh pho": "thanh pho", "tp": "thanh pho",
    "quan": "quan", "q": "quan",
    "huyen": "huyen", "h": "huyen",
    "thi xa": "thi xa", "tx": "thi xa",
    "thi tran": "thi tran", "tt": "thi tran",
    "phuong": "phuong", "p": "phuong",
    "xa": "xa", "x": "xa",
    "dac khu": "dac khu", "dk": "dac khu",
  ]
}
