import Kernel
import Spreadsheets
import Testing

/// Archives as other programs pack them: what is changed may stand before or behind anything else.
@Suite("Parts of an archive in any order")
struct WorkbookArchiveTests {
  /// Bytes that no packing makes shorter, the same each time.
  static let picture: [UInt8] = {
    var state: UInt64 = 88_172_645_463_325_252
    return (0..<60_000).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state)
    }
  }()

  typealias Parts = [(path: String, bytes: [UInt8])]

  /// An order of packing.
  struct Order: CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout Parts) -> Void

    init(_ name: String, _ change: @escaping @Sendable (inout Parts) -> Void) {
      testDescription = name
      self.change = change
    }
  }

  static let orders: [Order] =
    [
      Order("a picture first") { $0.insert(("xl/media/image1.png", picture), at: 0) },
      Order("a thumbnail first") { $0.insert(("docProps/thumbnail.jpeg", picture), at: 0) },
      Order("a picture last") { $0.append(("xl/media/image1.png", picture)) },
      Order("a picture between all parts") { parts in
        parts = parts.enumerated().flatMap { [$0.element, ("xl/media/image\($0.offset).png", picture)] }
      },
      Order("backwards") { $0.reverse() },
      Order("backwards behind a picture") { $0 = [("xl/media/image1.png", picture)] + $0.reversed() },
      Order("folders as entries") { $0 = [("xl/", []), ("xl/worksheets/", [])] + $0 },
    ]
    + (1...6).map { count in
      Order("turned by \(count)") { $0 = Array($0[count...] + [("xl/media/image1.png", picture)] + $0[..<count]) }
    }

  @Test("a workbook is marked and keeps every part, again and again", arguments: orders)
  func order(_ order: Order) throws {
    var sample = WorkbookMarkerTests.sample()
    order.change(&sample.parts)
    let original = try sample.packed()
    let marks = [try WorkbookMarkerTests.mark("A2"), try WorkbookMarkerTests.mark("Z99")]
    let marked = try WorkbookMarker.marked(original, marks)
    #expect(try WorkbookMarkerTests.marks(marked).cells == ["A2", "Z99"])
    let parts = PackedParts(marked)
    #expect(Array(parts.names.prefix(sample.parts.count)) == sample.parts.map(\.path))
    for part in sample.parts where part.bytes == Self.picture {
      #expect(parts[part.path] == String(decoding: Self.picture, as: UTF8.self))
    }
    #expect(try WorkbookMarker.marked(marked, marks) == marked)
    #expect(PackedParts(try WorkbookMarker.marked(marked, [])).names.sorted() == sample.parts.map(\.path).sorted())
    #expect(try WorkbookReader(marked).printed() == WorkbookReader(original).printed())
  }

  /// An archive whose entry `xl/worksheets/s2.xml` takes another name of as many letters.
  static func renamed(_ name: String) throws -> [UInt8] {
    let second = "xl/worksheets/s2.xml"
    let sample = WorkbookMarkerTests.sample().with { $0[second] = "<worksheet/>" }
    var bytes = try sample.packed()
    for place in bytes.indices where bytes[place...].starts(with: second.utf8) {
      bytes.replaceSubrange(place..<place + second.utf8.count, with: name.utf8)
    }
    return bytes
  }

  @Test(
    "of two parts with one name nobody knows which is meant",
    arguments: ["xl/worksheets/s1.xml", "XL/Worksheets/S1.xml", #"xl\worksheets\s1.xml"#])
  func twice(name: String) throws {
    let bytes = try Self.renamed(name)
    #expect(throws: WorkbookError.partTwice(name)) { try WorkbookReader(bytes) }
    #expect(throws: WorkbookMarkError.workbook(.partTwice(name))) { try WorkbookMarker.marked(bytes, []) }
    #expect(WorkbookError.partTwice(name).message.values == ["part": name])
  }

  static let spellings = ["/xl/worksheets/s2.xml", "./xl/worksheets/s2.xml", "xl/%77orksheets/s2%2Exml", "xl//worksheets/s2.xml"]

  @Test("names are the same however their path is spelled", arguments: spellings)
  func spelled(name: String) throws {
    let twice = WorkbookMarkerTests.sample().with {
      $0["xl/worksheets/s2.xml"] = "<worksheet/>"
      $0.parts.append((name, []))
    }
    #expect(throws: WorkbookError.partTwice(name)) { try WorkbookReader(twice) }
    let once = WorkbookMarkerTests.sample().with { sample in
      sample.parts = sample.parts.map { part in
        let path = name.replacing("s2", with: "s1")
        return part.path == WorkbookMarkerTests.sheetPart ? (path, part.bytes) : part
      }
    }
    #expect(try WorkbookReader(once).printed() == WorkbookReader(WorkbookMarkerTests.sample()).printed())
  }
}
