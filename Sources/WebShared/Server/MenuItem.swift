import Directory

/// An entry of a navigation bar.
public struct MenuItem: Sendable, Hashable {
  /// Where it stands among the entries of all systems: the lower, the earlier.
  public let rank: Int
  /// What it is called: the tail of a wording key under `web.nav.`.
  public let key: String
  /// The page it leads to.
  public let path: String
  /// The permissions of which one is enough to see it; empty for everybody.
  public let needs: Set<Permission>

  /// An entry.
  public init(_ rank: Int, key: String, path: String, needs: Set<Permission> = []) {
    (self.rank, self.key, self.path, self.needs) = (rank, key, path, needs)
  }

  /// Whether a viewer sees it.
  func isOffered(to viewer: Viewer?) -> Bool { needs.isEmpty || needs.contains { viewer?.may($0) == true } }

  /// Whether a page belongs to it.
  func leads(to current: String) -> Bool { path == "/" ? current == "/" : current == path || current.hasPrefix(path + "/") }
}

/// The navigation bars of both faces.
public struct Menus: Sendable {
  let staff: [MenuItem]
  let portal: [MenuItem]

  /// The bars with the entries of every system.
  public init(staff: [MenuItem], portal: [MenuItem]) {
    self.staff = staff.sorted { $0.rank < $1.rank }
    self.portal = portal.sorted { $0.rank < $1.rank }
  }
}
