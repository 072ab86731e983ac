import Storage

/// Where the search of the working side looks: the things of one kind, found by what a person typed.
struct SearchSource: Sendable {
  /// Where its findings stand among those of all systems.
  let rank: Int
  /// What its things are called: the tail of a wording key under `search.`.
  let key: String
  /// The things found, the best first, `SearchSource.most` at most; only those the person may see.
  let find: @Sendable (_ text: String, _ setting: PageSetting, _ transaction: ReadTransaction) throws -> [SearchFinding]

  /// So many findings of one kind are shown; whoever needs more types more.
  static let most = 20
}

/// A thing that was found: what it is called, and its page.
struct SearchFinding: Sendable {
  let title: String
  let address: String
}
