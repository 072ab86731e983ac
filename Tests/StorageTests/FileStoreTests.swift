import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// Files that are staged once, looked at by their owner, confirmed once, and thrown away in time.
@Suite struct FileStoreTests {
  private static let (hoa, lan) = (Actor(id: "account:hoa"), Actor(id: "account:lan"))
  private static let purpose = "planning.results"

  /// A store over a database of its own, and the folder of its large files.
  private func withStore(
    _ engine: Engine, _ body: (FileStore, Database, URL, TestClock) async throws -> Void
  ) async throws {
    let manager = FileManager.default
    let above = try manager.url(
      for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: manager.temporaryDirectory, create: true)
    defer { try? manager.removeItem(at: above) }
    let folder = above.appending(path: "files")
    var limits = FileLimits()
    (limits.bytes, limits.bytesInDatabase, limits.waiting, limits.seconds) = (10_000, 1_000, 3, 3600)
    let clock = TestClock()
    try await withDatabase(engine, migrations: StorageSchema.migrations, effects: clock.effects) { database in
      try await body(FileStore(database, folder: folder, limits: limits), database, folder, clock)
    }
  }

  private func stage(
    _ bytes: [UInt8], by owner: Actor = hoa, taking types: Set<FileType> = FileType.tables, _ store: FileStore
  ) async throws -> StagedFile {
    try await store.stage(bytes, named: "tệp.csv", by: owner, for: Self.purpose, taking: types)
  }

  /// The code with which something is refused; «taken» where it is not.
  private func outcome(_ body: () async throws -> Void) async throws -> String {
    do {
      try await body()
      return "taken"
    } catch let error as FileError {
      return error.code.replacing("storage.file_", with: "")
    }
  }

  /// Every byte there is, none, and one more than the database holds: each comes back as it was sent.
  @Test(arguments: Engine.tested) func bytesComeBackAsTheyWereSent(engine: Engine) async throws {
    try await withStore(engine) { store, _, folder, _ in
      let all = (0...255).map { UInt8($0) }
      let long = [UInt8](repeating: 0x5C, count: 1_000)
      let cases: [(bytes: [UInt8], isInFolder: Bool)] = [([], false), (all, false), (long, false), (long + all, true)]
      for (bytes, isInFolder) in cases {
        let file = try await stage(bytes, taking: Set(FileType.allCases), store)
        let (found, back) = try await store.waiting(file.id, of: Self.hoa, for: Self.purpose)
        #expect(back == bytes && found.size == bytes.count && found.name == "tệp.csv" && found.digest == file.digest)
        let path = folder.appending(path: file.id.rawValue).path
        #expect(FileManager.default.fileExists(atPath: path) == isInFolder)
        if isInFolder {
          let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
          #expect(mode == 0o600)
        }
      }
    }
  }

  @Test(arguments: Engine.tested) func onlyTheOwnerLooksAndConfirmsAndOnlyOnce(engine: Engine) async throws {
    try await withStore(engine) { store, _, _, clock in
      let file = try await stage(Array("a,b\n".utf8), store)
      func look(_ who: Actor, _ purpose: String = Self.purpose) async throws -> String {
        try await outcome { _ = try await store.waiting(file.id, of: who, for: purpose) }
      }
      func confirm(_ who: Actor, _ purpose: String = Self.purpose) async throws -> String {
        try await outcome { try await store.confirm(file.id, of: who, for: purpose) }
      }
      #expect(try await look(Self.lan) == "unknown")
      #expect(try await confirm(Self.lan) == "unknown")
      #expect(try await look(Self.hoa, "planning.targets") == "unknown")
      #expect(try await confirm(Self.hoa, "planning.targets") == "unknown")
      #expect(try await look(Self.hoa) == "taken")
      #expect(try await confirm(Self.hoa) == "taken")
      #expect(try await confirm(Self.hoa) == "confirmed")
      #expect(try await look(Self.hoa) == "confirmed")
      try await store.release(file.id)
      #expect(try await confirm(Self.hoa) == "taken")
      try await store.release(file.id)
      clock.advance(seconds: 3600)
      #expect(try await look(Self.hoa) == "expired")
      #expect(try await confirm(Self.hoa) == "expired")
    }
  }

  @Test(arguments: Engine.tested) func whatNobodyConfirmsIsThrownAway(engine: Engine) async throws {
    try await withStore(engine) { store, _, folder, clock in
      let small = try await stage([1], store)
      let large = try await stage(Array(repeating: 7, count: 2_000), store)
      #expect(try await store.purge() == 0)
      clock.advance(seconds: 1800)
      let later = try await stage([2], store)
      clock.advance(seconds: 1800)
      #expect(try await store.purge() == 2)
      for gone in [small, large] {
        let answer = try await outcome { _ = try await store.waiting(gone.id, of: Self.hoa, for: Self.purpose) }
        #expect(answer == "unknown")
      }
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: large.id.rawValue).path))
      #expect(try await store.waiting(later.id, of: Self.hoa, for: Self.purpose).1 == [2])
    }
  }

  /// Who checks again and again fills nothing: the file that has waited longest goes. Another person's are left alone.
  @Test(arguments: Engine.tested) func onlySoManyWaitForOnePerson(engine: Engine) async throws {
    try await withStore(engine) { store, _, _, clock in
      let others = try await stage([9], by: Self.lan, store)
      var files: [StagedFile] = []
      for number in 1...5 {
        files.append(try await stage([UInt8(number)], store))
        clock.advance(seconds: 1)
      }
      var answers: [String] = []
      for file in files {
        answers.append(try await outcome { _ = try await store.waiting(file.id, of: Self.hoa, for: Self.purpose) })
      }
      #expect(answers == ["unknown", "unknown", "taken", "taken", "taken"])
      #expect(try await store.waiting(others.id, of: Self.lan, for: Self.purpose).1 == [9])
    }
  }

  @Test(arguments: Engine.tested) func aFileOfARecordStays(engine: Engine) async throws {
    try await withStore(engine) { store, database, _, clock in
      let file = try await stage([3], store)
      let waiting = try await outcome { _ = try await store.attached(file.id) }
      #expect(waiting == "unknown")
      try await database.write(Act(by: Self.hoa, in: Department.installation, reason: "")) { transaction in
        try FileStore.attach(file.id, of: Self.hoa, for: Self.purpose, transaction)
        transaction.note(AuditNote(kind: "test.attached", subject: file.id.rawValue))
      }
      clock.advance(seconds: 1_000_000)
      #expect(try await store.purge() == 0)
      #expect(try await store.attached(file.id).1 == [3])
    }
  }

  @Test(arguments: Engine.tested) func aFileOfTheFolderThatWasChangedIsSaid(engine: Engine) async throws {
    try await withStore(engine) { store, _, folder, _ in
      for changed in [Data([1, 2, 3]), nil] {
        let file = try await stage(Array(repeating: 7, count: 2_000), store)
        let place = folder.appending(path: file.id.rawValue)
        if let changed { try changed.write(to: place) } else { try FileManager.default.removeItem(at: place) }
        let answer = try await outcome { _ = try await store.waiting(file.id, of: Self.hoa, for: Self.purpose) }
        #expect(answer == "damaged")
      }
    }
  }

  /// A file is what its bytes say, whatever its name.
  @Test(
    arguments: [
      ([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31], FileType.pdf), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], .png),
      ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg), ([0x50, 0x4B, 0x03, 0x04, 0x78, 0x6C], .archive),
      ([0x50, 0x4B, 0x03, 0x04] + Array("xxl/workbook.xml".utf8), .workbook), ([0xD0, 0xCF, 0x11, 0xE0], .compound),
      (Array("mã,số\n".utf8), .text), ([0x61, 0, 0x62], .other), ([], .text),
    ] as [([UInt8], FileType)])
  func aFileIsWhatItsBytesSay(bytes: [UInt8], type: FileType) async throws {
    #expect(FileType(of: bytes) == type)
    try await withStore(.sqlite) { store, _, _, _ in
      let expected = FileType.tables.contains(type) ? "taken" : "wrong_type"
      let answer = try await outcome { _ = try await stage(bytes, store) }
      #expect(answer == expected)
    }
  }

  @Test func aFileAboveTheLimitIsRefused() async throws {
    try await withStore(.sqlite) { store, _, folder, _ in
      let answer = try await outcome { _ = try await stage(Array(repeating: 1, count: 10_001), store) }
      #expect(answer == "too_large")
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
  }
}
