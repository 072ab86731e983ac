import Storage
import Testing

@Suite struct AddressTests {
  static let good: [(String, DatabaseAddress)] = [
    ("sqlite:ansinh.db", .sqlite(path: "ansinh.db")),
    ("sqlite:/var/lib/ansinh/data.sqlite", .sqlite(path: "/var/lib/ansinh/data.sqlite")),
    ("postgres://ansinh:secret@db:5432/ansinh", .postgres("postgres://ansinh:secret@db:5432/ansinh")),
    ("postgresql://db/ansinh?sslmode=require", .postgres("postgresql://db/ansinh?sslmode=require")),
  ]

  @Test(arguments: good) func addressesAreRead(text: String, address: DatabaseAddress) throws {
    #expect(try DatabaseAddress(text) == address)
  }

  /// With what the error may show: never what stands behind the colon, which may be a password.
  static let bad = [
    ("", "…"), ("data.sqlite", "…"), ("sqlite:", "sqlite:…"), ("mysql://root:secret@db/x", "mysql:…"),
    ("postgres:ansinh", "postgres:…"),
  ]

  @Test(arguments: bad) func anythingElseIsRefused(text: String, shown: String) {
    #expect(throws: StorageError.badAddress(shown)) { try DatabaseAddress(text) }
  }
}
