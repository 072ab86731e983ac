import Foundation
import GRDB
import GRDBSQLite
import Storage
import Synchronization

/// The file of a database as it was opened, and whether it still stands at its path: SQLite itself goes on with a file that was
/// replaced, removed or written over under it, and what it then acknowledges is lost.
///
/// `sqlite3_file` and `stat` are asked, never `open`: closing a second descriptor of a file drops the locks SQLite holds on it.
final class OpenedFile: Sendable {
  /// What was found out about the file. Never gets better while the file is open.
  private enum State {
    /// It is the one that was opened.
    case sound
    /// Another file stands at the path, or none: what was opened is whole, and can be read.
    case moved
    /// The same file with other content, or without its log: not even reading it can be trusted.
    case overwritten
  }

  /// Which file a path means: POSIX's pair of numbers.
  private struct Identity: Equatable {
    let device: dev_t
    let number: ino_t
  }

  private struct Finding {
    var state = State.sound
    var header: FileHeader
    var lookedAt = ContinuousClock.now
  }

  private let path: String
  private let logPath: String
  private let files: [String: Identity]
  private let finding: Mutex<Finding>

  /// Remembers the file a connection has open, its log and the log's index.
  init(_ path: String, of database: GRDB.Database) throws {
    // The log stands beside the file itself, where the path is a link to it.
    let file = sqlite3_db_filename(database.sqliteConnection, "main").map { String(cString: $0) } ?? path
    self.path = path
    logPath = file + "-wal"
    var files: [String: Identity] = [:]
    for name in [path, file + "-wal", file + "-shm"] { files[name] = OpenedFile.status(of: name)?.identity }
    self.files = files
    guard files.count == 3, let header = FileHeader(of: database) else { throw StorageError.fileReplaced(path: path) }
    finding = Mutex(Finding(header: header))
  }

  /// Whether the log may be folded into the file.
  var isSound: Bool { finding.withLock { $0.state == .sound } }

  /// The size of the log in bytes.
  var logSize: Int { OpenedFile.status(of: logPath)?.size ?? 0 }

  /// Refuses to write into a file that is not, or no longer, the one at the path.
  /// - Throws: `StorageError.fileReplaced`.
  func checkBeforeWriting(_ database: GRDB.Database) throws {
    guard look(database) == .sound else { throw StorageError.fileReplaced(path: path) }
  }

  /// Refuses to read a file that was written over; looks once a second.
  /// - Throws: `StorageError.fileReplaced`.
  func checkBeforeReading(_ database: GRDB.Database) throws {
    let now = ContinuousClock.now
    let known = finding.withLock { finding -> State? in
      guard finding.state == .sound, finding.lookedAt.duration(to: now) > .seconds(1) else { return finding.state }
      return nil
    }
    guard (known ?? look(database)) != .overwritten else { throw StorageError.fileReplaced(path: path) }
  }

  private func look(_ database: GRDB.Database) -> State {
    let isHere = OpenedFile.status(of: path)?.identity == files[path]
    let hasLog = files.allSatisfy { $0.key == path || OpenedFile.status(of: $0.key)?.identity == $0.value }
    let header = FileHeader(of: database)
    return finding.withLock { finding in
      finding.lookedAt = .now
      guard finding.state == .sound else { return finding.state }
      if !isHere {
        finding.state = .moved
      } else if hasLog, let header, header.follows(finding.header) {
        finding.header = header
      } else {
        finding.state = .overwritten
      }
      return finding.state
    }
  }

  private static func status(of path: String) -> (identity: Identity, size: Int)? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return (Identity(device: status.st_dev, number: status.st_ino), Int(status.st_size))
  }
}

/// The two counters at the beginning of a database file that only ever grow (sqlite.org/fileformat2.html, 1.3).
private struct FileHeader {
  private let changes: UInt32
  private let schema: UInt32

  /// Reads the file itself, past the log; `nil` where it is no database any more.
  init?(of database: GRDB.Database) {
    var file: UnsafeMutablePointer<sqlite3_file>?
    sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
    var bytes = [UInt8](repeating: 0, count: 100)
    guard let file, let read = file.pointee.pMethods?.pointee.xRead, read(file, &bytes, 100, 0) == SQLITE_OK,
      bytes.starts(with: "SQLite format 3\0".utf8)
    else { return nil }
    func number(at place: Int) -> UInt32 { bytes[place..<(place + 4)].reduce(0) { $0 << 8 | UInt32($1) } }
    changes = number(at: 24)
    schema = number(at: 40)
  }

  /// Whether a file whose header was `earlier` can have this one now; a backup that was copied over it has an older one.
  func follows(_ earlier: FileHeader) -> Bool { changes >= earlier.changes && schema >= earlier.schema }
}
