/// Keys that the program puts together from a beginning and the code of a value: `directory.role.` and the raw value of a
/// `Role`. Every case must have its sentence, and no sentence may stand for a case that is gone.
struct BuiltKeys {
  /// What the keys begin with; the sources must hold `"directory.role.\(…)"`.
  let prefix: String
  /// The endings.
  let endings: [String]

  /// Every family of such keys.
  static let all: [BuiltKeys] = [
    BuiltKeys("directory.role.", casesOf: "Role", in: "Sources/Directory/Role.swift"),
    BuiltKeys("directory.permission.", casesOf: "Permission", in: "Sources/Directory/Permission.swift"),
    BuiltKeys("directory.kind.", casesOf: "OrganisationKind", in: "Sources/Directory/Organisation.swift"),
    BuiltKeys("directory.staff.", casesOf: "StaffCategory", in: "Sources/Directory/Appointment.swift"),
    BuiltKeys("components.language.", casesOf: "Language", in: "Sources/Wording/Language.swift"),
    BuiltKeys("components.flash.", casesOf: "FlashKind", in: "Sources/WebShared/Components/Messages.swift"),
    BuiltKeys("format.month_", endings: (1...12).map(String.init)),
  ]

  /// Keys with endings that no enumeration lists.
  init(_ prefix: String, endings: [String]) {
    self.prefix = prefix
    self.endings = endings
  }

  /// Keys that end with the raw values of an enumeration.
  init(_ prefix: String, casesOf name: String, in path: String) {
    self.init(prefix, endings: BuiltKeys.rawValues(of: name, in: Repository.text(path)))
  }

  /// The raw values of an enumeration of texts, as its file spells them; none where the file has no such enumeration.
  static func rawValues(of name: String, in text: String) -> [String] {
    let body = hits(#"^([ ]*)(?:public )?enum \#(name)\b[^\n]*\n((?:(?!\1\})[^\n]*\n)*)\1\}"#, in: text).first?.groups[2] ?? ""
    return hits(#"^\s*case (?!let\b)(`?\w.*)$"#, in: body).flatMap { line in
      hits(#"`?(\w+)`?(?:\s*=\s*"([^"]*)")?\s*(?:,|$)"#, in: line.groups[1]).map { hit in
        hit.groups[2].isEmpty ? hit.groups[1] : hit.groups[2]
      }
    }
  }
}
