import Kernel

/// Why a file is not taken, or not given back.
public enum FileError: UserFacing, Hashable {
  /// No such file, or another person's: the two are never told apart.
  case unknown
  /// It was kept for its time and is gone.
  case expired
  /// It was confirmed already, here or in another window.
  case confirmed
  /// It is of a type that is not taken here, whatever its name says.
  case wrongType(FileType)
  /// It has more bytes than are taken.
  case tooLarge(limit: Int)
  /// What is stored is not what was sent: the folder was changed, or lost a file.
  case damaged(id: String)

  /// The stable code.
  public var code: String {
    switch self {
    case .unknown: "storage.file_unknown"
    case .expired: "storage.file_expired"
    case .confirmed: "storage.file_confirmed"
    case .wrongType: "storage.file_wrong_type"
    case .tooLarge: "storage.file_too_large"
    case .damaged: "storage.file_damaged"
    }
  }

  /// A file that is not there, one that was confirmed meanwhile, one that is broken; the rest is the asker's.
  public var kind: ErrorKind {
    switch self {
    case .unknown: .notFound
    case .confirmed: .conflict
    case .damaged: .fault
    case .expired, .wrongType, .tooLarge: .refused
    }
  }

  /// The sentence.
  public var message: Message {
    switch self {
    case .unknown, .expired, .confirmed: Message("error.\(code)")
    case .wrongType(let type): Message("error.\(code)", words: ["type": "storage.file_type.\(type.rawValue)"])
    case .tooLarge(let limit): Message("error.\(code)", ["limit": String(limit / 1024)])
    case .damaged(let id): Message("error.\(code)", ["id": id])
    }
  }
}
