/// The keys of the wording that one room asks for. The program looks for all of them before it starts: a text that is missing on the
/// disk is found then, and not by the first official whose page needs it.
///
/// Each room has its list in a file of its own, written from its sources by `UPDATE_GOLDEN=1` and held by `ArchitectureTests`.
public struct AskedWords: Sendable, Hashable {
  /// The room, as `docs/arrows.txt` calls it.
  public let room: String
  /// The keys, in order.
  public let keys: [String]

  /// A room's keys.
  /// - Parameter keys: all of them in one text, between blanks or line ends.
  public init(_ room: String, _ keys: String) {
    self.room = room
    self.keys = keys.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
