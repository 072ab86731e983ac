import Kernel

/// What is wrong with the rules folder, or with a question put to it. Every fault of a file names the file and the line.
public enum RulebookError: UserFacing, Equatable {
  /// The folder is not there or cannot be listed.
  case folderMissing(path: String)
  /// A file's name is not lower-case letters, digits and hyphens with the extension `.yaml`.
  case badFileName(file: String)
  /// A file cannot be read, or is not UTF-8.
  case unreadableFile(file: String)
  /// A file is not YAML; the detail is the parser's.
  case notYAML(file: String, line: Int, detail: String)
  /// A key stands twice in one mapping; the line is that of its first place, or of its second where only quotes differ.
  case duplicateKey(file: String, line: Int, key: String)
  /// A key no rules file has.
  case unknownKey(file: String, line: Int, key: String)
  /// A key that must be there is not, or has nothing after it.
  case missingKey(file: String, line: Int, key: String)
  /// The part under a key is not of the kind expected: a text, a list with entries, a mapping of texts.
  case wrongShape(file: String, line: Int, key: String)
  /// A value does not say which document it rests on.
  case missingDocument(file: String, line: Int)
  /// A confidence other than `seen` and `unverified`.
  case unknownConfidence(file: String, line: Int, word: String)
  /// A value said to be seen does not say where.
  case seenWithoutSource(file: String, line: Int)
  /// A day not written as year-month-day, or no day of the calendar.
  case badDate(file: String, line: Int, text: String)
  /// A value's last day lies before its first.
  case endsBeforeItStarts(file: String, line: Int, day: CivilDate)
  /// Two values hold on one day, or the values do not stand in the order of their days.
  case overlap(file: String, line: Int, day: CivilDate)
  /// No value holds on a day between two values.
  case gap(file: String, line: Int, day: CivilDate)
  /// No rule has this id.
  case unknownRule(id: String)
  /// The rule says nothing on this day.
  case notInForce(id: String, day: CivilDate)

  /// The stable code.
  public var code: String {
    switch self {
    case .folderMissing: "rulebook.folder_missing"
    case .badFileName: "rulebook.bad_file_name"
    case .unreadableFile: "rulebook.unreadable_file"
    case .notYAML: "rulebook.not_yaml"
    case .duplicateKey: "rulebook.duplicate_key"
    case .unknownKey: "rulebook.unknown_key"
    case .missingKey: "rulebook.missing_key"
    case .wrongShape: "rulebook.wrong_shape"
    case .missingDocument: "rulebook.missing_document"
    case .unknownConfidence: "rulebook.unknown_confidence"
    case .seenWithoutSource: "rulebook.seen_without_source"
    case .badDate: "rulebook.bad_date"
    case .endsBeforeItStarts: "rulebook.ends_before_it_starts"
    case .overlap: "rulebook.overlap"
    case .gap: "rulebook.gap"
    case .unknownRule: "rulebook.unknown_rule"
    case .notInForce: "rulebook.not_in_force"
    }
  }

  /// A rule that is not there at all is missing from the installation; the rest is mended by whoever keeps the rules.
  public var kind: ErrorKind {
    if case .unknownRule = self { .fault } else { .refused }
  }

  /// The sentence for the person who keeps the rules.
  public var message: Message {
    let values: [String: String] =
      switch self {
      case .folderMissing(let path): ["path": path]
      case .badFileName(let file), .unreadableFile(let file): ["file": file]
      case .notYAML(let file, let line, let detail): ["file": file, "line": String(line), "detail": detail]
      case .duplicateKey(let file, let line, let key), .unknownKey(let file, let line, let key),
        .missingKey(let file, let line, let key), .wrongShape(let file, let line, let key):
        ["file": file, "line": String(line), "key": key]
      case .missingDocument(let file, let line), .seenWithoutSource(let file, let line):
        ["file": file, "line": String(line)]
      case .unknownConfidence(let file, let line, let text), .badDate(let file, let line, let text):
        ["file": file, "line": String(line), "text": text]
      case .endsBeforeItStarts(let file, let line, let day), .overlap(let file, let line, let day),
        .gap(let file, let line, let day):
        ["file": file, "line": String(line), "day": day.iso]
      case .unknownRule(let id): ["id": id]
      case .notInForce(let id, let day): ["id": id, "day": day.iso]
      }
    return Message("error.\(code)", values)
  }
}
