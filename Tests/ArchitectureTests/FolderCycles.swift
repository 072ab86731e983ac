/// The folders of a room and what each uses of the others: a room that is one knot cannot be cut, and nobody can live in a part
/// of it.
struct FolderCycles {
  /// Who uses whose types: folder → folder → `file: Type`.
  private(set) var uses: [String: [String: [String]]] = [:]

  /// Reads the types that the folders of a room declare and name.
  init(of sources: [SwiftSource]) {
    var homes: [String: Set<String>] = [:]
    for source in sources {
      for type in FolderCycles.declared(in: source) { homes[type, default: []].insert(FolderCycles.folder(of: source)) }
    }
    for source in sources {
      let own = FolderCycles.folder(of: source)
      for type in Set(hits(#"(?<![\w.])[A-Z]\w*"#, in: source.code).map(\.groups[0])).sorted() {
        // A name that two folders declare says nothing about either.
        guard let folders = homes[type], folders.count == 1, let home = folders.first, home != own else { continue }
        let file = source.path.split(separator: "/").last.map(String.init) ?? source.path
        uses[own, default: [:]][home, default: []].append("\(file): \(type)")
      }
    }
  }

  /// A shortest way from a folder back to itself, as folders and what they use; `nil` where there is none.
  func cycle() -> String? {
    let ways = uses.keys.sorted().compactMap { shortest(from: $0) }
    guard let way = ways.min(by: { $0.count < $1.count }) else { return nil }
    return zip(way, way.dropFirst()).map { from, to in
      "\(from) uses \(to) (\((uses[from]?[to] ?? []).prefix(3).joined(separator: ", ")))"
    }.joined(separator: "; ")
  }

  private func shortest(from start: String) -> [String]? {
    var waiting = [[start]]
    var seen: Set<String> = []
    while let way = waiting.first {
      waiting.removeFirst()
      for next in (uses[way[way.count - 1]] ?? [:]).keys.sorted() {
        if next == start { return way + [next] }
        if seen.insert(next).inserted { waiting.append(way + [next]) }
      }
    }
    return nil
  }

  /// The folder of a file within its room; «.» for the room's own files.
  private static func folder(of source: SwiftSource) -> String {
    let parts = source.path.split(separator: "/").dropFirst(2).dropLast()
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// The types that a file declares for others.
  private static func declared(in source: SwiftSource) -> [String] {
    let pattern =
      #"^(?:(?:public|package) )?(?:(?:final|indirect) )?(?:struct|enum|class|protocol|actor|typealias)[ \t]+(\w+)"#
    return hits(pattern, in: source.code).map(\.groups[1])
  }
}
