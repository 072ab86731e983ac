import Kernel

/// The cells of a text copied from a spreadsheet: tabs between cells, line ends between rows; a cell with either in it stands in
/// quotation marks, its own quotation marks doubled.
struct PastedCells: Sendable {
  /// The rows, each as wide as it was copied; empty ones at the end are left out.
  private(set) var rows: [[String]] = []

  /// - Parameter text: the text as it was pasted.
  init(_ text: String) {
    var rest = text.replacing("\r\n", with: "\n")[...]
    var row: [String] = []
    while true {
      row.append(PastedCells.cell(&rest))
      guard let mark = rest.popFirst(), !rest.isEmpty || mark == "\t" else { break }
      if mark == "\n" || mark == "\r" {
        rows.append(row)
        row = []
      }
    }
    rows.append(row)
    while rows.last?.allSatisfy(\.isEmpty) == true { rows.removeLast() }
  }

  /// Takes one cell off the text and leaves the mark behind it.
  private static func cell(_ rest: inout Substring) -> String {
    if let quoted = quoted(&rest) { return VietnameseText.cleaned(quoted) }
    let plain = rest.prefix { !isEnd($0) }
    rest = rest.dropFirst(plain.count)
    return VietnameseText.cleaned(String(plain))
  }

  /// A cell in quotation marks; `nil` where the marks are part of what it says.
  private static func quoted(_ rest: inout Substring) -> String? {
    guard rest.first == "\"" else { return nil }
    var body = ""
    var place = rest.index(after: rest.startIndex)
    while place < rest.endIndex {
      let character = rest[place]
      let next = rest.index(after: place)
      if character == "\"" {
        guard next < rest.endIndex, rest[next] == "\"" else {
          guard next == rest.endIndex || isEnd(rest[next]) else { return nil }
          rest = rest[next...]
          return body
        }
        place = next
      }
      body.append(character)
      place = rest.index(after: place)
    }
    return nil
  }

  private static func isEnd(_ character: Character) -> Bool { character == "\t" || character == "\n" || character == "\r" }
}
