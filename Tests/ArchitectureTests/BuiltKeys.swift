/// Keys that the program puts together from a beginning and the code of a value: `directory.role.` and the raw value of a
/// `Role`. Every case must have its sentence, and no sentence may stand for a case that is gone.
struct BuiltKeys {
  /// What the keys begin with; the sources must hold `"directory.role.\(…)"`.
  let prefix: String
  /// The endings.
  let endings: [String]
  /// Whether an office's own content may have more endings, or fewer.
  var isOpen = false

  /// Every family of such keys.
  static let all: [BuiltKeys] = [
    BuiltKeys("directory.role.", endings: roles),
    BuiltKeys("directory.permission.", endings: spelt(#"Permission\("(\w+)""#, under: "Sources/")),
    BuiltKeys("directory.kind.", casesOf: "OrganisationKind", in: "Sources/Directory/Organisation.swift"),
    BuiltKeys("directory.staff.", casesOf: "StaffCategory", in: "Sources/Directory/Appointment.swift"),
    BuiltKeys("components.language.", casesOf: "Language", in: "Sources/Wording/Language.swift"),
    BuiltKeys("components.flash.", casesOf: "FlashKind", in: "Sources/WebShared/Components/Messages.swift"),
    BuiltKeys("verdict.", casesOf: "Verdict", in: "Sources/Figures/Verdict.swift"),
    BuiltKeys("missing.", casesOf: "MissingReason", in: "Sources/Figures/IndicatorResult.swift"),
    BuiltKeys("status.", casesOf: "DataStatus", in: "Sources/Figures/IndicatorResult.swift"),
    BuiltKeys("plan_state.", casesOf: "PlanState", in: "Sources/Figures/AnnualPlan.swift"),
    BuiltKeys("origin.", casesOf: "FigureOrigin", in: "Sources/Figures/Target.swift"),
    BuiltKeys("direction.", casesOf: "Direction", in: "Sources/Figures/Indicator.swift"),
    BuiltKeys("kind.", casesOf: "IndicatorKind", in: "Sources/Figures/Indicator.swift"),
    BuiltKeys("explain.formula.", casesOf: "Formula", in: "Sources/Figures/Assessment.swift"),
    BuiltKeys("confidence.", casesOf: "Confidence", in: "Sources/Rulebook/Rule.swift"),
    BuiltKeys("territory.scope.", casesOf: "Scope", in: "Sources/Territory/Succession.swift"),
    BuiltKeys("storage.file_type.", casesOf: "FileType", in: "Sources/Storage/Files/FileType.swift"),
    BuiltKeys("audit.fault.", casesOf: "Fault", in: "Sources/Storage/AuditChain.swift"),
    BuiltKeys("console.sign_in.", casesOf: "Event", in: "Sources/Directory/Store/SignInLog.swift"),
    BuiltKeys("job.state.", casesOf: "State", in: "Sources/Storage/JobList.swift"),
    BuiltKeys("job.step.", casesOf: "ImportStep", in: "Sources/Systems/Imports/ImportProgress.swift"),
    BuiltKeys("import.mode.", casesOf: "ImportMode", in: "Sources/Systems/Imports/ImportOutcome.swift"),
    BuiltKeys("console.job_", endings: ["id", "kind", "department", "state", "due", "done", "failure", "cancelled"]),
    BuiltKeys("console.calendar_", endings: ["commune", "district", "department", "provincial_committee"]),
    BuiltKeys("plan_state.act.", endings: ["approved", "assigned", "closed"]),
    BuiltKeys(
      "comparator.", endings: ["at_least", "more_than", "exactly", "at_most", "less_than", "maintain"]),
    BuiltKeys("web.error_title.", endings: ["404", "500", "other"]),
    BuiltKeys("web.nav.", endings: spelt(#"MenuItem\([^)]*key: "(\w+)""#, under: "Sources/")),
    BuiltKeys("proposal.state.", casesOf: "State", in: "Sources/Planning/IndicatorProposal.swift"),
    BuiltKeys("entry.empty.", casesOf: "MissingReason", in: "Sources/Figures/IndicatorResult.swift"),
    BuiltKeys("entry.act.", casesOf: "SheetAct", in: "Sources/Reporting/Sheets/Sheet.swift"),
    BuiltKeys("desk.notice.", casesOf: "Kind", in: "Sources/Reporting/Sheets/NoticeStore.swift"),
    BuiltKeys("paste.numbers.", casesOf: "PastedNumbers", in: "Sources/StaffWeb/Reporting/PastedTable.swift"),
    BuiltKeys("web.accessibility.", endings: ["aim", "how", "report"]),
    BuiltKeys("import.kind.", endings: spelt(#"ImportKind\(\s*"([\w.]+)""#, under: "Sources/")),
    BuiltKeys("error.systems.twin_", casesOf: "Kind", in: "Sources/Systems/InstalledSystems.swift"),
    BuiltKeys("search.", endings: spelt(#"SearchSource\([^)]*key: "(\w+)""#, under: "Sources/")),
    BuiltKeys("indicator.", endings: ["limitation", "cause", "remedy", "note"]),
    BuiltKeys(
      "doctor.",
      endings: [
        "content", "rules", "rules_bad", "database", "database_bad", "file_rights", "territory", "territory_empty", "catalogue",
        "catalogue_empty", "unknown_role", "audit", "audit_broken", "fonts", "fonts_missing",
      ]),
    BuiltKeys(
      "catalogue.field.",
      endings: spelt(#"names: \[([^\]]*)\]"#, under: "Sources/Planning/Imports/IndicatorImport.swift") + ["reason"]),
    BuiltKeys("flash.", endings: spelt(#"\("xong", "(\w+)"\)"#, under: "Sources/")),
    // What staff may name: an indicator's own turn of phrase, a sector, a unit. The wording may have more or fewer.
    BuiltKeys(
      "phrase.indicator.", endings: ["job", "abroad", "voc", "pov", "tbls", "childok", "actionmonth", "petlong"], isOpen: true),
    BuiltKeys(
      "rules.field.",
      endings: [
        "roles", "mostly", "notmet", "met", "vi", "en", "abbreviation", "from_day", "months_back", "to_day", "day",
        "working_days",
      ], isOpen: true),
    BuiltKeys("rules.field.", casesOf: "HolidayField", in: "Sources/Reporting/Calendar/OfficeCalendar.swift"),
    BuiltKeys("sector.", endings: ["lao_dong", "nguoi_co_cong", "xa_hoi"], isOpen: true),
    BuiltKeys(
      "unit.",
      endings: ["nguoi", "diem_percent", "xa", "luot_nguoi", "dong", "vu", "nha", "thang"], isOpen: true),
    BuiltKeys(
      "help.",
      endings: spelt(#"help: \[("[^\]]*)\]"#, under: "Sources/StaffWeb/").flatMap { ["\($0).title", "\($0).text"] }),
    BuiltKeys("workbook.column.", casesOf: "FormColumn", in: "Sources/Reporting/Workbooks/FormColumn.swift"),
    BuiltKeys("console.form.unit_level.", endings: ["province", "district", "commune"]),
    BuiltKeys("console.form.period_kind.", endings: ["month", "quarter", "half", "nine_months", "year"]),
    BuiltKeys("format.month_", endings: (1...12).map(String.init)),
  ]

  /// The roles that the shipped rule lists.
  private static let roles = hits(#"(?m)^ +roles: (.+)$"#, in: Repository.text("Content/rules/directory/roles.yaml"))
    .flatMap { $0.groups[1].split(separator: " ").map(String.init) }

  /// The words that stand in the sources where the first group of a pattern matches: one word, or the texts of a list.
  static func spelt(_ pattern: String, under path: String) -> [String] {
    let found = Repository.sources.filter { $0.path.hasPrefix(path) }.flatMap { hits(pattern, in: $0.text) }.map { $0.groups[1] }
    let words = found.flatMap { group in
      group.contains("\"") ? hits(#""(\w+)""#, in: group).map { $0.groups[1] } : [group]
    }
    return Set(words).sorted()
  }

  /// Keys with endings that no enumeration lists.
  init(_ prefix: String, endings: [String], isOpen: Bool = false) {
    (self.prefix, self.endings, self.isOpen) = (prefix, endings, isOpen)
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
