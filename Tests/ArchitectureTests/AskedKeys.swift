/// The list of keys that a room asks the wording for, as the file `Sources/ROOM/Words/ROOMKeys.swift` must have it.
///
/// A key is asked for where a text of the room's sources is one, where an error has its code, and where a family of built keys is put
/// together; families whose endings an office may add to are not asked for.
struct AskedKeys {
  /// The room.
  let room: String
  /// The keys, in order.
  let keys: [String]

  /// What a room asks for.
  /// - Parameter known: every key the shipped wording has.
  init(_ room: String, sources: [SwiftSource], families: [BuiltKeys], known: Set<String>) {
    var keys: Set<String> = []
    for source in sources where source.target == room {
      keys.formUnion(source.literals.map(\.text).filter(known.contains))
      let codes = WordingKeys.errorCodes(in: source) + WordingKeys.cellCodes(in: source)
      keys.formUnion(codes.map { "error." + $0.text })
      for family in families where !family.isOpen {
        guard source.literals.contains(where: { $0.text.hasPrefix(family.prefix + SwiftSource.hole) }) else { continue }
        keys.formUnion(family.endings.map { family.prefix + $0 })
      }
    }
    self.room = room
    self.keys = keys.sorted()
  }

  /// The lists of all rooms that ask for anything.
  static let all: [AskedKeys] = {
    let rooms = Set(Repository.sources.map(\.target)).sorted()
    return rooms.map { AskedKeys($0, sources: Repository.sources, families: BuiltKeys.all, known: known) }
      .filter { !$0.keys.isEmpty }
  }()

  private static let known: Set<String> = {
    let files = Repository.files(under: "Content/wording/vi").map { ($0, Repository.text($0)) }
    return Set((WordingKeys(files: files, sources: [], built: []).sentences["vi"] ?? [:]).keys)
  }()

  /// Where the list stands.
  var path: String { "Sources/\(room)/Words/\(room.prefix(1).uppercased() + room.dropFirst())Keys.swift" }

  /// The name of the value, the room's with a small beginning.
  var name: String { room.prefix(1).lowercased() + room.dropFirst() }

  /// The file.
  var text: String {
    """
    import Kernel

    extension AskedWords {
      /// What `\(room)` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
      public static let \(name) = AskedWords(
        "\(room)",
        \"""
    \(lines.map { "    " + $0 }.joined(separator: "\n"))
        \""")
    }

    """
  }

  /// The keys, as many to a line as it holds, each family on lines of its own.
  private var lines: [String] {
    var lines: [String] = []
    for key in keys {
      if let last = lines.last, last.utf8.count + key.utf8.count < 120,
        last.prefix(while: { $0 != "." }) == key.prefix(while: { $0 != "." })
      {
        lines[lines.count - 1] = last + " " + key
      } else {
        lines.append(key)
      }
    }
    return lines
  }
}
