import Figures
import Kernel
import Planning
import Reporting
import Rulebook
import Secrets
import Storage
import Territory

/// A made-up province at true scale, for demonstrations and measurements: every commune of its map of each period, every form,
/// every month of some years, plans and sums. The same options give the same figures, byte for byte.
///
/// Years before the last are approved and locked; of the last everything is approved save December, which is open: most
/// communes' sheets of it are approved, a few stand at each stage, and two communes have entered nothing.
public struct SyntheticProvince: Sendable {
  /// The province's official code.
  public let code: String
  /// The plan years, from 2017 on.
  public let years: ClosedRange<Int>
  /// What the figures are drawn from.
  public let seed: UInt64

  /// The first year there is a model for.
  public static let firstYear = CommuneModel.start

  /// A province by its options.
  public init(code: String, years: ClosedRange<Int>, seed: UInt64) {
    self.code = code
    self.years = years
    self.seed = seed
  }

  /// What a run made or found.
  public struct Outcome: Sendable {
    /// Whether anything was written; not where the same options ran before.
    public internal(set) var wasWritten = false
    /// How many figures the province has.
    public internal(set) var figures = 0
    /// How many sheets were sent.
    public internal(set) var sheets = 0
    /// How many targets its plans have.
    public internal(set) var targets = 0
    /// The digest of the figures as they were made.
    public internal(set) var digest = ""
  }

  /// What the options come to on the map.
  public struct Cast: Sendable {
    /// The provinces, districts and communes of the years, each once, higher levels first.
    public let units: [AdministrativeUnit]
    /// The province at the end.
    public let province: AdministrativeUnit
    /// The communes that have entered nothing for the last December, with what lies above them.
    public let open: [AdministrativePath]
    /// The monthly forms of communes.
    public let monthlyForms: [String]
    let years: [DepartmentYear]
  }

  /// The units and the two open communes, without writing anything.
  /// - Throws: `SyntheticProvinceError.unknownProvince`; `TerritoryError.unknownCode` where the province had ended.
  public func cast(_ transaction: ReadTransaction) throws -> Cast {
    guard ProvinceProfile.all[code] != nil else { throw SyntheticProvinceError.unknownProvince(code: code) }
    let all = try years.flatMap { try DepartmentYear.read(code, $0, transaction) }
    var units: [ID<AdministrativeUnit>: AdministrativeUnit] = [:]
    for (_, map) in all.flatMap(\.periods) {
      for unit in [map.province] + map.districts + map.communes { units[unit.id] = unit }
    }
    guard let map = all.last?.lastMap, let december = Period.month(years.upperBound, 12) else {
      throw SyntheticProvinceError.unknownProvince(code: code)
    }
    let forms = try FormStore.all(transaction).filter { $0.level == .commune && $0.isUsed(for: december) }.map(\.code)
    let open = OpenDecember(map.communes, forms: forms, seed: seed).untouched
    return Cast(
      units: units.values.sorted { ($0.level.rawValue, $0.id.rawValue) < ($1.level.rawValue, $1.id.rawValue) },
      province: map.province, open: try TerritoryStore.paths(of: open, on: december.lastDay, transaction),
      monthlyForms: forms, years: all)
  }

  /// Checks the years against the day in the offices.
  /// - Throws: `SyntheticProvinceError.yearNotOver`.
  public func check(_ today: CivilDate) throws(SyntheticProvinceError) {
    let late = years.first { Period.year($0).lastDay >= today }
    if let late { throw .yearNotOver(year: late) }
  }

  /// Makes the province: one act a department and year, each with one note. Years that the same options made are left alone.
  /// - Parameters:
  ///   - staff: in whose names everything was entered and approved.
  ///   - actor: who runs this.
  /// - Throws: `SyntheticProvinceError`.
  public func make(
    by staff: SyntheticStaff, texts: SyntheticTexts, actor: Actor, rulebook: Rulebook, into database: Database
  ) async throws -> Outcome {
    try check(database.effects.today())
    let cast = try await database.read { transaction in
      let cast = try self.cast(transaction)
      for year in cast.years where try mark(year, transaction) == nil { try refuseOthers(year, transaction) }
      return cast
    }
    var outcome = Outcome()
    for (index, year) in cast.years.enumerated() {
      let before = index > 0 && cast.years[index - 1].province.id == year.province.id ? cast.years[index - 1].lastMap : nil
      let act = Act(by: actor, in: year.department, reason: name(year))
      let isNew = try await database.read { try mark(year, $0) == nil }
      guard isNew else { continue }
      try await database.write(act) { transaction in
        try transaction.enter(.figures(of: year.department))
        guard try mark(year, transaction) == nil else { return }
        try write(year, before: before?.communes, cast, by: staff, texts: texts, rulebook: rulebook, transaction)
      }
      outcome.wasWritten = true
    }
    let made = outcome
    return try await database.read { try counted(made, cast.years, $0) }
  }

  /// Writes one department year.
  private func write(
    _ year: DepartmentYear, before: [AdministrativeUnit]?, _ cast: Cast, by staff: SyntheticStaff, texts: SyntheticTexts,
    rulebook: Rulebook, _ transaction: WriteTransaction
  ) throws {
    guard let profile = ProvinceProfile.all[code] else { throw SyntheticProvinceError.unknownProvince(code: code) }
    let calendar = try ReportingCalendar(rulebook, department: year.department)
    let catalogue = try IndicatorStore.all(visibleTo: year.department, transaction)
    let isLast = year.year == years.upperBound
    let hasTail = try Period.month(year.year, 1).map { try calendar.window(of: $0).dataFrom < $0.firstDay } ?? false
    var book = FigureBook(
      seed: seed, profile: profile,
      communes: try SyntheticCommune.read(cast.units.filter { $0.level == .commune }, seed: seed, profile: profile, transaction),
      hasTail: { $0 == year.year && hasTail })
    let making = SyntheticYear(
      seed: seed, year: year, forms: try FormStore.all(transaction),
      catalogue: Dictionary(uniqueKeysWithValues: catalogue.map { ($0.code, $0) }), isLast: isLast)

    var rows = SyntheticRows(year.department, by: staff, texts: texts)
    var due: [Period: [AdministrativeUnit.Level: CivilDate]] = [:]
    for sheet in making.sheets(&book) {
      let (period, level) = (sheet.key.period, sheet.unit.level)
      let day = try due[period]?[level] ?? calendar.submitBy(period, level: level) ?? period.lastDay
      due[period, default: [:]][level] = day
      try rows.add(sheet, SheetTimes(sheet, due: day, seed: seed))
    }
    try rows.write(transaction)

    var number = DemoRandom(seed, year.department.rawValue, "decision", year.year)
    let decision = "\(number.whole(in: 120...2_900))\(texts.decisionEnding)"
    let plan = SyntheticPlan(
      seed: seed, year: year, decision: decision, communesBefore: before ?? year.lastMap?.communes ?? [], isLast: isLast)
    let targets = plan.targets(catalogue, &book)
    // Assigned on the first working days of January.
    if let day = CivilDate(year: year.year, month: 1, day: 5) {
      try PlanningSeed.assign(
        targets, at: Moment(seconds: Int64(day.daysSinceEpoch) * 86_400 + 3 * 3600), by: try staff.officer(year.province),
        reason: name(year), in: year.department, transaction)
    }

    try FigureLedger.settle(making.scope, transaction)
    try finish(year, rows, targets: targets.count, transaction)
  }

  /// Marks the year as made, and leaves the act's one note.
  private func finish(_ year: DepartmentYear, _ rows: SyntheticRows, targets: Int, _ transaction: WriteTransaction) throws {
    try transaction.run(
      """
      INSERT INTO reference_load (name, digest, loaded_at) VALUES (\(name(year)), \(rows.digest), \(transaction.effects.now()))
      """)
    transaction.note(
      AuditNote(
        kind: "planning.synthetic.made", subject: "department:\(year.department)",
        detail: [
          "year": String(year.year), "figures": String(rows.figureCount), "sheets": String(rows.sheetCount),
          "targets": String(targets), "sha256": rows.digest,
        ]))
  }
}

// MARK: What is there already

extension SyntheticProvince {
  /// The name under which a year is known to be made by these options.
  private func name(_ year: DepartmentYear) -> String {
    "demo/\(year.department)/\(year.year) of \(years.lowerBound)-\(years.upperBound), seed \(seed)"
  }

  /// The digest of a year these options made; `nil` where they did not yet.
  private func mark(_ year: DepartmentYear, _ transaction: ReadTransaction) throws -> String? {
    try transaction.row("SELECT digest FROM reference_load WHERE name = \(name(year))")?.text("digest")
  }

  private func refuseOthers(_ year: DepartmentYear, _ transaction: ReadTransaction) throws {
    let used = try transaction.row(
      """
      SELECT 1 AS used FROM planning_plan WHERE department = \(year.department) AND year = \(year.year)
      UNION SELECT 1 FROM planning_result WHERE department = \(year.department) AND substr(period, 1, 4) = \(String(year.year))
      LIMIT 1
      """)
    guard used == nil else {
      throw SyntheticProvinceError.figuresExist(department: year.department.rawValue, year: year.year)
    }
  }

  private func counted(_ made: Outcome, _ years: [DepartmentYear], _ transaction: ReadTransaction) throws -> Outcome {
    var outcome = made
    var digests = ""
    for year in years {
      let ofYear: SQL = "department = \(year.department) AND substr(period, 1, 4) = \(String(year.year))"
      let counts = try transaction.row(
        """
        SELECT (SELECT COUNT(*) FROM planning_result WHERE \(ofYear)) AS figures,
          (SELECT COUNT(*) FROM planning_sheet WHERE \(ofYear)) AS sheets,
          (SELECT COUNT(*) FROM planning_target WHERE department = \(year.department) AND year = \(year.year)) AS targets
        """)
      outcome.figures += counts?.integer("figures") ?? 0
      outcome.sheets += counts?.integer("sheets") ?? 0
      outcome.targets += counts?.integer("targets") ?? 0
      digests += try mark(year, transaction) ?? ""
    }
    outcome.digest = Digest.sha256(digests)
    return outcome
  }
}
