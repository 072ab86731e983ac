import Foundation

/// Which target may import what: as `docs/arrows.txt` says it, and as `Package.swift` does.
enum Arrows {
  /// What comes with the toolchain and may be imported anywhere.
  static let toolchain: Set<String> = ["Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization"]

  /// `Target: Import Import …`, one to a line; `#` begins a remark.
  static func parse(table text: String) -> [String: Set<String>] {
    var arrows: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      arrows[String(parts[0])] = Set(parts[1].split(separator: " ").map(String.init))
    }
    return arrows
  }

  /// The targets of the manifest with the modules of their dependencies. It reads the forms this manifest uses: `room`, `tests`
  /// and plain targets, names in quotes, products in place or behind a `let`.
  static func parse(manifest text: String) -> [String: Set<String>] {
    let manifest = hits(#"//.*$"#, in: text).reduce(text) { $0.replacing($1.groups[0], with: "") }
    var products: [String: String] = [:]
    for hit in hits(#"let (\w+): Target\.Dependency = \.product\(name: "(\w+)""#, in: manifest) {
      products[hit.groups[1]] = hit.groups[2]
    }
    let opening = #"(?:(room|tests)\(\s*|\.(?:target|executableTarget|systemLibrary)\(\s*name:\s*)"(\w+)""#
    var arrows: [String: Set<String>] = [:]
    var rest = manifest[...]
    for hit in hits(opening, in: manifest) {
      guard let start = rest.range(of: hit.groups[0]) else { continue }
      rest = rest[start.upperBound...]
      let end = hits(opening, in: String(rest)).first.flatMap { rest.range(of: $0.groups[0])?.lowerBound } ?? rest.endIndex
      let modules = modules(in: String(rest[..<end]), products: products)
      arrows[hit.groups[2]] = hit.groups[1] == "tests" ? modules.union(["TestSupport"]) : modules
    }
    return arrows
  }

  /// The modules in the first list after `uses:` or `dependencies:`.
  private static func modules(in target: String, products: [String: String]) -> Set<String> {
    guard let list = hits(#"(?:uses|dependencies):\s*\[([^\]]*)\]"#, in: target).first?.groups[1] else { return [] }
    let inPlace = hits(#"\.product\(name: "(\w+)", package: "[^"]*"\)"#, in: list)
    let others = inPlace.reduce(list) { $0.replacing($1.groups[0], with: "") }
    let names = hits(#""(\w+)""#, in: others).map(\.groups[1])
    let aliases = hits(#"(?<!")\b(\w+)\b(?!")"#, in: others).map { products[$0.groups[1]] ?? $0.groups[1] }
    return Set(names + aliases + inPlace.map(\.groups[1]))
  }

  /// The modules a file imports, with their lines.
  static func imports(of source: SwiftSource) -> [(module: String, line: Int)] {
    let pattern =
      #"^[ \t]*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"#
      + #"(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)"#
    return hits(pattern, in: source.code).map { ($0.groups[1], $0.line) }
  }

  /// The imports of a file that its target's line does not name.
  static func strangers(in source: SwiftSource, arrows: [String: Set<String>]) -> [Finding] {
    let isTest = source.path.hasPrefix("Tests/")
    guard let allowed = arrows[source.target] else {
      return [Finding(path: source.path, line: 0, text: "docs/arrows.txt has no line for the target \(source.target)")]
    }
    return imports(of: source).compactMap { module, line in
      if allowed.contains(module) || toolchain.contains(module) || isTest && module == "Testing" { return nil }
      return Finding(path: source.path, line: line, text: "\(source.target) may not import \(module) (docs/arrows.txt)")
    }
  }
}
