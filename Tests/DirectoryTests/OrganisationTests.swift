import Directory
import Kernel
import Storage
import Territory
import TestSupport
import Testing

@Suite("Organisations and their names") struct OrganisationTests {
  /// The department; the day; what it was called.
  static let names: [(String, String, String?)] = [
    ("SO.A.62", "2018-01-04", "Sở Lao động – Thương binh và Xã hội tỉnh Kon Tum"),
    ("SO.A.62", "2025-02-28", "Sở Lao động – Thương binh và Xã hội tỉnh Kon Tum"),
    ("SO.A.62", "2025-03-01", "Sở Nội vụ tỉnh Kon Tum"),
    ("SO.A.62", "2025-06-30", "Sở Nội vụ tỉnh Kon Tum"),
    ("SO.A.62", "2025-07-01", nil),
    ("SO.A.92", "2018-01-04", "Sở Lao động – Thương binh và Xã hội thành phố Cần Thơ"),
    ("SO.A.46", "2024-12-31", "Sở Lao động – Thương binh và Xã hội tỉnh Thừa Thiên Huế"),
    ("SO.A.46", "2025-01-01", "Sở Lao động – Thương binh và Xã hội thành phố Huế"),
    ("SO.A.46", "2025-03-01", "Sở Nội vụ thành phố Huế"),
    ("SO.B.51", "2025-06-30", nil),
    ("SO.B.51", "2025-07-01", "Sở Nội vụ tỉnh Quảng Ngãi"),
    ("SO.B.75", "2026-04-29", "Sở Nội vụ tỉnh Đồng Nai"),
    ("SO.B.75", "2026-04-30", "Sở Nội vụ thành phố Đồng Nai"),
    ("SO.A.99", "2018-01-04", nil),
  ]

  @Test("a department is called what it was called on the day", arguments: Engine.tested)
  func name(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      for (department, day, expected) in Self.names {
        let on = try #require(CivilDate(iso: day))
        let name = try await database.read { try DirectoryStore.name(of: ID<Department>(department), on: on, $0) }
        #expect(name?.vietnamese == expected, "\(department) on \(day)")
      }
      let day = try #require(CivilDate(iso: "2022-01-13"))
      let name = try await database.read { try DirectoryStore.name(of: ID<Department>("SO.A.62"), on: day, $0) }
      #expect(name?.english == "Department of Labour, War Invalids and Social Affairs of Kon Tum")
      #expect(name?.abbreviation == "Sở LĐ-TB&XH")
    }
  }

  /// The place; the day; its department.
  static let places: [(String, String, String?)] = [
    ("A.62", "2022-01-13", "SO.A.62"), ("A.613", "2022-01-13", "SO.A.62"), ("A.23428", "2022-01-13", "SO.A.62"),
    ("A.23428", "2025-06-30", "SO.A.62"), ("A.23428", "2025-07-01", nil), ("B.23401", "2025-06-30", nil),
    ("B.23401", "2025-07-01", "SO.B.51"), ("B.51", "2026-11-21", "SO.B.51"), ("A.92", "2018-01-04", "SO.A.92"),
    ("A.00", "2018-01-04", nil),
  ]

  @Test("a place belongs to the department of its province of the day", arguments: Engine.tested)
  func place(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      for (place, day, expected) in Self.places {
        let on = try #require(CivilDate(iso: day))
        let department = try await database.read { try DirectoryStore.department(ofPlace: ID(place), on: on, $0) }
        #expect(department?.rawValue == expected, "\(place) on \(day)")
      }
    }
  }

  @Test("departments are loaded once, with one note", arguments: Engine.tested)
  func loadedOnce(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      #expect(try await DirectoryLoad.departments(named: DirectoryFixture.names, into: database) == 0)
      #expect(try await notes(database) == 1)
      // A name learnt later changes the departments it names, and only them.
      let learnt = DepartmentName(
        vietnamese: "Sở Khác {province}", english: "Other Department of {province}", abbreviation: "Sở Khác",
        from: CivilDate(iso: "2026-06-01"), to: nil)
      let home = DirectoryFixture.names[1]
      let shortened = DepartmentName(
        vietnamese: home.vietnamese, english: home.english, abbreviation: home.abbreviation, from: home.from,
        to: CivilDate(iso: "2026-05-31"))
      let patterns = [DirectoryFixture.names[0], shortened, learnt]
      #expect(try await DirectoryLoad.departments(named: patterns, into: database) == 2)
      #expect(try await notes(database) == 2)
      let names = try await database.read { try DirectoryStore.names(of: ID("SO.B.51"), $0) }
      #expect(names.map(\.vietnamese) == ["Sở Nội vụ tỉnh Quảng Ngãi", "Sở Khác tỉnh Quảng Ngãi"])
      let day = try #require(CivilDate(iso: "2025-06-30"))
      let ids = try await database.read { try DirectoryStore.departments(on: day, $0).map(\.id.rawValue) }
      #expect(ids == ["SO.A.46", "SO.A.62", "SO.A.92"])
    }
  }

  @Test("a division, its posts and who held them on a day", arguments: Engine.tested)
  func posts(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let start = try #require(CivilDate(iso: "2018-01-01"))
      let change = try #require(CivilDate(iso: "2022-01-01"))
      let division = try await database.write(DirectoryFixture.act()) { transaction in
        let name = OrganisationName(
          vietnamese: "Phòng Người có công", english: "Division of Meritorious Persons", abbreviation: "Phòng NCC",
          from: start, to: nil)
        let division = try DirectoryStore.add(
          .division, for: ID("A.62"), under: ID("SO.A.62"), named: name, transaction)
        let head = try AppointmentStore.addPost(
          to: division.id, vietnameseTitle: "Trưởng phòng", englishTitle: "Head of division", rank: 1, transaction)
        _ = try AppointmentStore.appoint(
          "  A\u{306}n Thị Bình ", to: head.id, as: .civilServant, from: start, to: change.adding(days: -1), transaction)
        _ = try AppointmentStore.appoint("Y Hoa", to: head.id, as: .civilServant, from: change, transaction)
        return division
      }
      func holders(_ day: CivilDate) async throws -> [String] {
        try await database.read { try AppointmentStore.appointments(in: division.id, on: day, $0).map(\.fullName) }
      }
      #expect(try await holders(start.adding(days: -1)) == [])
      #expect(try await holders(change.adding(days: -1)) == ["Ăn Thị Bình"])
      #expect(try await holders(change) == ["Y Hoa"])
      let all = try await database.read { try DirectoryStore.organisations(of: ID("SO.A.62"), on: start, $0) }
      #expect(Set(all.map(\.kind)) == [.department, .division])
    }
  }

  @Test("one department does not write into another's directory", arguments: Engine.tested)
  func strangers(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      await #expect(throws: DirectoryError.unknownOrganisation("SO.A.92")) {
        try await database.write(DirectoryFixture.act()) {
          _ = try AppointmentStore.addPost(to: ID("SO.A.92"), vietnameseTitle: "Giám đốc", englishTitle: "", rank: 1, $0)
        }
      }
    }
  }

  private func notes(_ database: Database) async throws -> Int {
    try await database.read {
      try AuditChain.entries(about: "directory.departments", in: Department.installation, limit: 10, $0).count
    }
  }
}
