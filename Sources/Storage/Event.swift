import Foundation
import Kernel

/// What a system tells those that stand above it: that something happened to a record of its own. It names the kinds; whoever is
/// concerned reads them in a job, with a cursor of its own.
public struct Event: Hashable, Sendable {
  /// A kind of event, such as `planning-figures-approved`. The system that publishes it names it, so that no list knows them all.
  public struct Kind: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name as it is stored.
    public let description: String

    /// A kind by its name.
    public init(stringLiteral name: String) { description = name }
  }

  /// Its place in the order of all events.
  public let number: Int
  /// What happened.
  public let kind: Kind
  /// Whose records.
  public let department: ID<Department>
  /// To what, by id; never a person's name.
  public let subject: String
  /// When.
  public let at: Moment
  let payload: String

  /// What the publisher added.
  /// - Throws: `StorageError.unreadable` where it is nothing of this type.
  public func payload<Payload: Decodable>(as type: Payload.Type) throws -> Payload {
    try StoredJSON.decode(type, payload, column: "payload")
  }
}

/// An event before its transaction is kept.
struct PublishedEvent: Sendable {
  let kind: Event.Kind
  let department: ID<Department>
  let subject: String
  let payload: String
}

/// Somebody who reads events.
public struct EventReader: Sendable {
  /// The name under which the cursor is kept; it never changes.
  public let name: String
  /// The kinds that concern it.
  public let kinds: [Event.Kind]
  /// Does what an event asks for, in the transaction that moves the cursor: whatever it writes is written once, or the event comes
  /// again. It leaves a note where it changes records.
  let take: @Sendable (Event, WriteTransaction) throws -> Void

  /// A reader.
  public init(
    _ name: String, of kinds: [Event.Kind], _ take: @escaping @Sendable (Event, WriteTransaction) throws -> Void
  ) {
    self.name = name
    self.kinds = kinds
    self.take = take
  }
}

/// The events that were published and are still to be read.
public enum EventLog {
  /// Writes events down in the order in which their transactions are kept: the head's row stays locked until then, so no reader's
  /// cursor passes an event that appears later.
  static func append(_ events: [PublishedEvent], at moment: Moment, on connection: any Connection) throws {
    guard !events.isEmpty else { return }
    _ = try connection.run("UPDATE storage_event_head SET number = number + \(events.count)")
    for (index, event) in events.enumerated() {
      _ = try connection.run(
        """
        INSERT INTO storage_event (number, kind, department, subject, payload, at)
        SELECT number - \(events.count - 1 - index), \(event.kind.description), \(event.department), \(event.subject),
          \(event.payload), \(moment)
        FROM storage_event_head
        """)
    }
  }

  /// Hands a reader what it has not read, the oldest first, in pieces of one transaction each. Two programs that run the same reader
  /// take turns.
  /// - Returns: how many events it was handed.
  @discardableResult
  public static func read(_ reader: EventReader, piece: Int = 100, from database: Database) async throws -> Int {
    var count = 0
    while true {
      let read = try await database.write(
        Act(by: .system, in: Department.installation, reason: reader.name)
      ) { try readPiece(reader, piece, $0) }
      count += read.handed
      if read.isLast { return count }
    }
  }

  private static func readPiece(
    _ reader: EventReader, _ piece: Int, _ transaction: WriteTransaction
  ) throws -> (handed: Int, isLast: Bool) {
    let connection = transaction.connection
    _ = try connection.run(
      "INSERT INTO storage_event_reader (name, number) VALUES (\(reader.name), 0) ON CONFLICT (name) DO NOTHING")
    let cursor =
      try transaction.row("SELECT number FROM storage_event_reader WHERE name = \(reader.name)\(SQL.forUpdate)")?
      .requiredInteger("number") ?? 0
    let events = try transaction.rows(
      """
      SELECT * FROM storage_event WHERE number > \(cursor) AND kind IN (\(list: reader.kinds.map(\.description)))
      ORDER BY number LIMIT \(piece)
      """
    ).map(event)
    for event in events { try reader.take(event, transaction) }
    if let last = events.last {
      _ = try connection.run("UPDATE storage_event_reader SET number = \(last.number) WHERE name = \(reader.name)")
    }
    return (events.count, events.count < piece)
  }

  /// Removes what all readers have read that there are; everything where nobody reads. How many.
  ///
  /// A reader that finds nothing of its kinds stands where it was; so its cursor is moved up to what it has passed first.
  @discardableResult
  public static func purge(readBy readers: [EventReader], _ transaction: WriteTransaction) throws -> Int {
    var kept = try transaction.row("SELECT number FROM storage_event_head")?.requiredInteger("number") ?? 0
    for reader in readers {
      let cursor =
        try transaction.row("SELECT number FROM storage_event_reader WHERE name = \(reader.name)")?.integer("number") ?? 0
      let next = try transaction.row(
        """
        SELECT min(number) AS next FROM storage_event
        WHERE number > \(cursor) AND kind IN (\(list: reader.kinds.map(\.description)))
        """)?.integer("next")
      if let next { kept = min(kept, next - 1) }
    }
    return try transaction.run("DELETE FROM storage_event WHERE number <= \(kept)")
  }

  private static func event(_ row: Row) throws -> Event {
    guard let at = row.moment("at") else { throw StorageError.unreadable(column: "at") }
    return Event(
      number: try row.requiredInteger("number"), kind: Event.Kind(stringLiteral: try row.requiredText("kind")),
      department: try row.id("department"), subject: try row.requiredText("subject"), at: at,
      payload: try row.requiredText("payload"))
  }
}
