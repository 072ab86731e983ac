import Kernel

/// What is wrong with one text of the wording; the file is given as `vi/planning.yaml`.
public enum WordingFault: Sendable, Hashable, CustomStringConvertible {
  /// The file is not a flat mapping of keys to texts.
  case notFlat(file: String, key: String)
  /// The key is not of small letters, digits, `_` and dots.
  case badKey(file: String, key: String)
  /// Two files of a language have the key.
  case duplicateKey(key: String, file: String, other: String)
  /// A brace stands alone, or a placeholder has no proper name.
  case badPlaceholder(file: String, key: String)
  /// The key is in `file`, and in no file of `language`.
  case missingTranslation(key: String, file: String, language: Language)
  /// A room of the program asks for the key, and no file of either language has it.
  case missing(key: String, room: String)
  /// The two languages name different placeholders.
  case placeholdersDiffer(key: String, file: String, other: String)

  /// The line for the console. It is in English and in code because the wording is what could not be loaded.
  public var description: String {
    switch self {
    case .notFlat(let file, let key): "\(file): `\(key)` is not a text"
    case .badKey(let file, let key): "\(file): `\(key)` is not a key (small letters, digits, `_`, dots)"
    case .duplicateKey(let key, let file, let other): "\(file): `\(key)` is already in \(other)"
    case .badPlaceholder(let file, let key): "\(file): `\(key)` has a brace that is not a placeholder {name}"
    case .missingTranslation(let key, let file, let language): "\(file): `\(key)` is missing in \(language.tag)/"
    case .missing(let key, let room): "vi/, en/: `\(key)` is missing, which \(room) asks for"
    case .placeholdersDiffer(let key, let file, let other): "\(file): `\(key)` has other placeholders than \(other)"
    }
  }
}

/// Why the wording cannot be loaded.
public enum WordingError: UserFacing, Hashable, CustomStringConvertible {
  /// A file or folder cannot be read, or is not YAML (keys that repeat in one file included); the detail is the reader's.
  case unreadable(file: String, detail: String)
  /// Texts are at fault, all of them at once, in the order of files and keys.
  case faulty([WordingFault])

  /// The stable code.
  public var code: String {
    switch self {
    case .unreadable: "wording.unreadable"
    case .faulty: "wording.faulty"
    }
  }

  /// The sentence; where no wording is loaded, `description` is printed instead.
  public var message: Message {
    switch self {
    case .unreadable(let file, let detail): Message("error.\(code)", ["file": file, "detail": detail])
    case .faulty(let faults):
      Message("error.\(code)", ["detail": faults.map(\.description).joined(separator: "; ")])
    }
  }

  /// The lines for the console.
  public var description: String {
    switch self {
    case .unreadable(let file, let detail): "\(file): \(detail)"
    case .faulty(let faults): faults.map(\.description).joined(separator: "\n")
    }
  }
}
