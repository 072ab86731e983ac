import Kernel
import Synchronization

/// One row of an answer. Columns are read by name; a name that the statement does not select is a programming error: it reads as
/// NULL, and the transaction fails with `StorageError.unreadable`.
public struct Row: Sendable {
  let columns: [String]
  let values: [Value]
  /// Where misspelt names are noted; `nil` outside a transaction of the gateway.
  private var slips: ColumnSlips?

  /// A row of these columns; called by drivers.
  public init(columns: [String], values: [Value]) {
    self.columns = columns
    self.values = values
  }

  /// The row as a transaction hands it out.
  func reporting(to slips: ColumnSlips) -> Row {
    var row = self
    row.slips = slips
    return row
  }

  /// The value of a column.
  public subscript(name: String) -> Value {
    guard let index = columns.firstIndex(of: name) else {
      slips?.note(name)
      return .null
    }
    return values[index]
  }

  /// The text of a column; `nil` for NULL.
  public func text(_ name: String) -> String? {
    switch self[name] {
    case .text(let text): text
    case .integer(let number): String(number)
    case .null, .blob: nil
    }
  }

  /// The number of a column; `nil` for NULL.
  public func integer(_ name: String) -> Int? {
    switch self[name] {
    case .integer(let number): Int(number)
    case .text(let text): Int(text)
    case .null, .blob: nil
    }
  }

  /// The bytes of a column; `nil` for NULL and for what is none.
  public func bytes(_ name: String) -> [UInt8]? {
    if case .blob(let bytes) = self[name] { bytes } else { nil }
  }

  /// The text of a column that is never NULL.
  public func requiredText(_ name: String) throws(StorageError) -> String {
    guard let text = text(name) else { throw .unreadable(column: name) }
    return text
  }

  /// The number of a column that is never NULL.
  public func requiredInteger(_ name: String) throws(StorageError) -> Int {
    guard let number = integer(name) else { throw .unreadable(column: name) }
    return number
  }

  /// Whether the column holds 1.
  public func flag(_ name: String) -> Bool { integer(name) == 1 }

  /// The quantity of a column; `nil` for NULL.
  public func quantity(_ name: String) -> Quantity? { integer(name).map { Quantity(tenThousandths: Int64($0)) } }

  /// The day of a column; `nil` for NULL and for what is no day.
  public func date(_ name: String) -> CivilDate? { text(name).flatMap { CivilDate(iso: $0) } }

  /// The moment of a column; `nil` for NULL and for what is no moment.
  public func moment(_ name: String) -> Moment? { text(name).flatMap { Moment(iso: $0) } }

  /// The id of a column that is never NULL.
  public func id<Entity>(_ name: String, of entity: Entity.Type = Entity.self) throws(StorageError) -> ID<Entity> {
    ID(rawValue: try requiredText(name))
  }

  /// The enumeration value of a column that is never NULL.
  public func choice<Choice: RawRepresentable<String>>(_ name: String, of type: Choice.Type = Choice.self)
    throws(StorageError) -> Choice
  {
    guard let choice = Choice(rawValue: try requiredText(name)) else { throw .unreadable(column: name) }
    return choice
  }
}

/// The names of columns that a transaction read though its statement does not select them. A slip of the programmer spoils the
/// transaction it happens in; it does not end the server.
final class ColumnSlips: Sendable {
  private let first = Mutex<String?>(nil)

  /// Remembers a name, the first one.
  func note(_ column: String) { first.withLock { $0 = $0 ?? column } }

  /// Refuses to go on after a slip.
  func check() throws(StorageError) {
    if let column = first.withLock({ $0 }) { throw .unreadable(column: column) }
  }
}
