import Kernel

/// The values of a query or a form: names may repeat; text is cleaned as it comes in (NFC, plain blanks, no null characters,
/// which no keyboard types and no database keeps).
public struct FormValues: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  private var values: [Pair] = []

  private struct Pair: Sendable, Hashable {
    var name: String
    var value: String
    /// The text as it was sent, with its tabs and line ends; `nil` where that is the value.
    var sent: String?
  }

  /// Nothing.
  public init() {}

  /// Values for tests and for building addresses.
  public init(dictionaryLiteral elements: (String, String)...) {
    values = elements.map { Pair(name: $0.0, value: $0.1) }
  }

  /// Reads `a=1&b=2` with its percent signs and pluses.
  public init(encoded text: some StringProtocol) {
    for part in text.utf8.split(separator: UInt8(ascii: "&")) {
      let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = pair.first else { continue }
      add(FormValues.decoded(name), pair.count > 1 ? FormValues.decoded(pair[1]) : "")
    }
  }

  /// The first value of a name, cleaned; empty where there is none.
  public subscript(name: String) -> String { values.first { $0.name == name }?.value ?? "" }

  /// The first value of a name as it was sent: cells copied from a spreadsheet are told apart by their tabs.
  public func raw(_ name: String) -> String { values.first { $0.name == name }.map { $0.sent ?? $0.value } ?? "" }

  /// Every value of a name.
  public func all(_ name: String) -> [String] { values.filter { $0.name == name }.map(\.value) }

  /// The names and values in their order.
  public var pairs: [(String, String)] { values.map { ($0.name, $0.value) } }

  /// Adds a value.
  public mutating func add(_ name: String, _ value: String) {
    let cleaned = VietnameseText.cleaned(value)
    values.append(Pair(name: name, value: cleaned, sent: cleaned == value ? nil : value))
  }

  /// The names and values as they were sent.
  var sentPairs: [(String, String)] { values.map { ($0.name, $0.sent ?? $0.value) } }

  /// The values as a form's body, as they were sent.
  public var encoded: String {
    sentPairs.map { WebAddress.encoded($0.0) + "=" + WebAddress.encoded($0.1) }.joined(separator: "&")
  }

  /// The values without those of some names.
  func without(_ names: Set<String>) -> FormValues {
    var copy = self
    copy.values.removeAll { names.contains($0.name) }
    return copy
  }

  private static func decoded(_ bytes: some Sequence<UInt8>) -> String {
    var answer: [UInt8] = []
    var pending: [UInt8] = []
    for byte in bytes {
      if !pending.isEmpty {
        pending.append(byte)
        guard pending.count == 3 else { continue }
        if let value = UInt8(String(decoding: pending[1...], as: UTF8.self), radix: 16) {
          answer.append(value)
        } else {
          answer += pending
        }
        pending = []
      } else if byte == UInt8(ascii: "%") {
        pending = [byte]
      } else {
        answer.append(byte == UInt8(ascii: "+") ? 32 : byte)
      }
    }
    return String(decoding: (answer + pending).filter { $0 != 0 }, as: UTF8.self)
  }

  /// Text of a path with its percent signs decoded.
  static func decodedPath(_ text: some StringProtocol) -> String {
    decoded(text.utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: "+") : $0 }.flatMap { $0 == 43 ? Array("%2B".utf8) : [$0] })
  }
}
