/// Pages by their key, bounded by bytes. Two halves: new pages and pages just read stand in the first; when it is full it becomes
/// the second, and what the second still held is forgotten. So what is read stays, and nothing has to be searched for the oldest.
struct PageShelf {
  private let limit: Int
  private var recent: [String: KeptPage] = [:]
  private var earlier: [String: KeptPage] = [:]
  private var recentBytes = 0
  private var earlierBytes = 0

  /// A shelf for that many bytes.
  init(limit: Int) { self.limit = limit }

  /// About how many bytes the pages take.
  var bytes: Int { recentBytes + earlierBytes }

  /// The page of a key; reading it makes it recent. A page too large for half a shelf is not kept.
  subscript(key: String) -> KeptPage? {
    mutating get {
      if let page = recent[key] { return page }
      guard let page = earlier.removeValue(forKey: key) else { return nil }
      earlierBytes -= size(key, page)
      keep(page, key)
      return page
    }
    set {
      if let old = recent.removeValue(forKey: key) { recentBytes -= size(key, old) }
      if let old = earlier.removeValue(forKey: key) { earlierBytes -= size(key, old) }
      if let newValue { keep(newValue, key) }
    }
  }

  private mutating func keep(_ page: KeptPage, _ key: String) {
    let added = size(key, page)
    guard added <= limit / 2 else { return }
    if recentBytes + added > limit / 2 {
      (earlier, earlierBytes) = (recent, recentBytes)
      (recent, recentBytes) = ([:], 0)
    }
    recent[key] = page
    recentBytes += added
  }

  private func size(_ key: String, _ page: KeptPage) -> Int { page.size + key.utf8.count }
}
