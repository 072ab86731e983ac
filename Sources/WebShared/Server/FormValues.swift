import Kernel

/// The values of a query or a form: names may repeat; text is cleaned as it comes in (NFC, plain blanks, no null characters,
/// which no keyboard types and no database keeps; at most thirty marks in a row).
public struct FormValues: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  private var values: [Pair] = []
  /// Where the first value of each name stands: a grid of a thousand fields is read by name.
  private var first: [String: Int] = [:]

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
    for (name, value) in elements { append(Pair(name: name, value: value)) }
  }

  /// Reads `a=1&b=2` with its percent signs and pluses; the text was bounded before.
  public init(encoded text: some StringProtocol) {
    for (name, value) in PercentCoding.pairs(of: Array(text.utf8)[...]) {
      add(PercentCoding.text(name), PercentCoding.text(value))
    }
  }

  /// Reads the body of a form.
  /// - Throws: `WebError.tooManyFields` beyond `limit` fields, `.unreadableForm` for a name no form of ours has.
  init(body: [UInt8], fields limit: Int) throws {
    for (name, value) in PercentCoding.pairs(of: body[...]) {
      guard values.count < limit else { throw WebError.tooManyFields(limit: limit) }
      // An encoded byte takes three.
      guard name.count <= 3 * RequestLimits.fieldName else { throw WebError.unreadableForm }
      try add(field: PercentCoding.text(name), PercentCoding.text(value))
    }
  }

  /// The first value of a name, cleaned; empty where there is none.
  public subscript(name: String) -> String { first[name].map { values[$0].value } ?? "" }

  /// The first value of a name as it was sent: cells copied from a spreadsheet are told apart by their tabs.
  public func raw(_ name: String) -> String { first[name].map { values[$0].sent ?? values[$0].value } ?? "" }

  /// Every value of a name.
  public func all(_ name: String) -> [String] { values.filter { $0.name == name }.map(\.value) }

  /// The names and values in their order.
  public var pairs: [(String, String)] { values.map { ($0.name, $0.value) } }

  /// Adds a value.
  public mutating func add(_ name: String, _ value: String) {
    let bounded = StreamSafeText.bounded(value)
    let cleaned = VietnameseText.cleaned(bounded)
    append(Pair(name: StreamSafeText.bounded(name), value: cleaned, sent: cleaned == bounded ? nil : bounded))
  }

  /// Adds a value that was sent.
  /// - Throws: `WebError.unreadableForm` for a name no form of ours has.
  mutating func add(field name: String, _ value: String) throws {
    guard name.utf8.count <= RequestLimits.fieldName else { throw WebError.unreadableForm }
    add(name, value)
  }

  private mutating func append(_ pair: Pair) {
    if first[pair.name] == nil { first[pair.name] = values.count }
    values.append(pair)
  }

  /// Whether there is a value of a name.
  func hasField(_ name: String) -> Bool { first[name] != nil }

  /// The names and values as they were sent.
  var sentPairs: [(String, String)] { values.map { ($0.name, $0.sent ?? $0.value) } }

  /// The values as a form's body, as they were sent.
  public var encoded: String {
    sentPairs.map { WebAddress.encoded($0.0) + "=" + WebAddress.encoded($0.1) }.joined(separator: "&")
  }

  /// The values without those of some names.
  func without(_ names: Set<String>) -> FormValues { filtered { !names.contains($0) } }

  /// The values of some names alone.
  func only(_ names: Set<String>) -> FormValues { filtered { names.contains($0) } }

  private func filtered(_ isKept: (String) -> Bool) -> FormValues {
    var answer = FormValues()
    for pair in values where isKept(pair.name) { answer.append(pair) }
    return answer
  }
}
