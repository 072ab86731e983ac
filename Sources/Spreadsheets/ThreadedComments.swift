/// Reads which cells have a thread of comments (MS-XLSX, `xl/threadedComments`). Excel shows the thread in the place of the cell's
/// note, which then only says that an older Excel cannot show it.
struct ThreadedComments: PartContent {
  static let root: StaticString = "ThreadedComments"

  private static let most = 100_000

  /// The cells.
  private(set) var cells: Set<CellAddress> = []

  mutating func open(_ name: XMLName, _ attributes: XMLAttributes) throws {
    guard cells.count < ThreadedComments.most else { throw EnoughRead() }
    guard name == "threadedComment", let address = attributes.string("ref").flatMap({ CellAddress($0) }) else { return }
    cells.insert(address)
  }
}
