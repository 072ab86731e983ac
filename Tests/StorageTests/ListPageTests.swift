import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ListPageTests {
  /// Every row stands on one page, in order, whatever the size; rows that come and go between two pages move nothing.
  @Test(arguments: Engine.tested, [1, 2, 3, 7, 8]) func everyRowOnce(engine: Engine, size: Int) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      let codes = ["B", "a", "a b", "b", "z", "ă", "đ"]
      try await database.maintain { transaction in for code in codes { try transaction.add(code) } }
      var (seen, key, pages) = ([String](), ListKey?.none, 0)
      repeat {
        let (after, number) = (key.flatMap { ListKey($0.description) }, pages)
        let page = try await database.maintain { transaction in
          let page = try transaction.page(
            "SELECT * FROM sample_item WHERE 1 = 1", by: ["department", "code"], after: after, size: size)
          // One that was shown goes, one before the key comes.
          if let first = page.rows.first { try transaction.run("DELETE FROM sample_item WHERE code = \(first.text("code"))") }
          try transaction.add("A\(number)")
          return page
        }
        seen += try page.rows.map { try $0.requiredText("code") }
        key = page.next
        pages += 1
      } while key != nil
      #expect(seen == codes)
      #expect(pages == (codes.count + size - 1) / size)
    }
  }

  /// What stands in an address is typed by anybody: what is no key is the beginning.
  @Test(arguments: ["", "x", "W10=", "WyJhIl0=", "bnVsbA==", "WyItIiwiYVx1MDAwMGIiXQ=="])
  func whatIsNoKeyIsTheBeginning(text: String) async throws {
    try await withDatabase(.sqlite, migrations: SampleTables.migrations) { database in
      try await database.maintain { _ = try $0.add("a") }
      let rows = try await database.read {
        try $0.page("SELECT * FROM sample_item WHERE 1 = 1", by: ["department", "code"], after: ListKey(text), size: 5).rows
      }
      #expect(rows.count == 1)
    }
  }
}
