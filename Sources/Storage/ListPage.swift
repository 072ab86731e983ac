import Foundation
import Kernel

/// One page of a list that may be long: read by the key of the row before it, so that no page costs more than the first, and nothing
/// is shown twice or passed over where rows come and go meanwhile.
public struct ListPage<Element: Sendable>: Sendable {
  /// What stands on the page.
  public let rows: [Element]
  /// Where the next page begins; `nil` behind the last.
  public let next: ListKey?

  /// A page.
  public init(_ rows: [Element], next: ListKey?) { (self.rows, self.next) = (rows, next) }
}

/// The place behind a row of a list, for an address: opaque, because it means nothing without the list.
public struct ListKey: Hashable, Sendable, CustomStringConvertible {
  let parts: [String]

  init(_ parts: [String]) { self.parts = parts }

  /// A key as it stood in an address; `nil` for what is none.
  public init?(_ text: String) {
    let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
    guard !text.isEmpty, text.utf8.count < 1000, let bytes = Data(base64Encoded: base64),
      let parts = try? JSONDecoder().decode([String].self, from: bytes)
    else { return nil }
    self.parts = parts
  }

  /// The key for an address, of signs that no address encodes (RFC 4648 5).
  public var description: String {
    let bytes = (try? JSONEncoder().encode(parts)) ?? Data()
    return bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
  }
}

extension ReadTransaction {
  /// The rows of a list behind a key, in the order of some columns of text that together name one row.
  /// - Parameters:
  ///   - select: the statement with its `WHERE`, without order and limit.
  ///   - columns: the order; an index has them behind what the statement asks for.
  ///   - key: the place to begin behind; the beginning where it is `nil` or another list's.
  ///   - size: the most rows of a page.
  public func page(_ select: SQL, by columns: [String], after key: ListKey?, size: Int) throws -> ListPage<Row> {
    let order = SQL(unchecked: columns.joined(separator: ", "))
    var behind: SQL = ""
    if let parts = key?.parts, parts.count == columns.count, !parts.contains(where: { $0.utf8.contains(0) }) {
      behind = "AND (\(order)) > (\(list: parts))"
    }
    // One row more tells whether there is another page.
    let found = try rows("\(select) \(behind) ORDER BY \(order) LIMIT \(size + 1)")
    let page = Array(found.prefix(size))
    guard found.count > size, let last = page.last else { return ListPage(page, next: nil) }
    return ListPage(page, next: ListKey(try columns.map { try last.requiredText($0) }))
  }
}

extension ListPage {
  /// The same page with its rows made into something else; `nil` leaves one out.
  public func map<Other: Sendable>(_ make: (Element) throws -> Other?) rethrows -> ListPage<Other> {
    ListPage<Other>(try rows.compactMap(make), next: next)
  }
}
