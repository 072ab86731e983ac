import Kernel
import Storage

extension TerritoryStore {
  /// Units of the day whose name begins with the text, typed with or without marks, with the old or the new place of the
  /// tone, with or without the kind (`p. tan an`), in the catalogue's or the resolutions' spelling. The best first: names typed
  /// exactly with their marks, then whole names, then beginnings; among these provinces before districts before communes.
  /// What follows a comma must be a unit above: `tan an, ninh kieu`.
  public static func search(_ text: String, on day: CivilDate, limit: Int, _ transaction: ReadTransaction) throws
    -> [AdministrativePath]
  {
    let address = UnitAddress(text)
    let hits = try hits(address, where: UnitRows.inForce(on: day), limit: limit, transaction)
    return Array(try paths(of: hits.map(\.unit), on: day, transaction).filter(address.fits).prefix(limit))
  }

  /// The same over all time: every version that ever bore the name, each with the days from and to which it did and the
  /// address it had at its end. Answers «phường Tân An cũ ở đâu».
  public static func searchAnyTime(_ text: String, limit: Int, _ transaction: ReadTransaction) throws
    -> [AdministrativePath]
  {
    let address = UnitAddress(text)
    let hits = try hits(address, where: "1 = 1", limit: limit, transaction)
    return Array(try lastPaths(of: hits.map(\.unit), transaction).filter(address.fits).prefix(limit))
  }

  /// The one unit that bears this whole name on the day, inside `area` if given: what an import does with a column of
  /// names. A whole address (`phường Tân An, quận Ninh Kiều`) is read as well. Marks decide only where several names differ
  /// by nothing else.
  /// - Throws: `TerritoryError.unknownName`, `.ambiguousName`.
  public static func unit(
    named text: String, inside area: ID<AdministrativeUnit>? = nil, on day: CivilDate, _ transaction: ReadTransaction
  ) throws -> AdministrativeUnit {
    let address = UnitAddress(text)
    let whole = try hits(address, where: UnitRows.inForce(on: day), limit: widest, transaction).filter { $0.match <= .folded }
    var found = try paths(of: whole.map(\.unit), on: day, transaction).filter(address.fits)
    if let area { found.removeAll { path in !path.units.contains { $0.id == area } } }
    let spelled = Set(whole.filter { $0.match == .spelling }.map(\.unit.id))
    let exact = found.filter { spelled.contains($0.unit.id) }
    if exact.count == 1 { found = exact }
    guard let first = found.first else { throw TerritoryError.unknownName(text, day: day) }
    guard found.count == 1 else {
      throw TerritoryError.ambiguousName(text, day: day, candidates: found.prefix(5).map(\.fullName))
    }
    return first.unit
  }

  /// Every unit that bore this whole name on one of the days, in a version that did. Marks decide as above.
  static func units(named text: String, during days: ClosedRange<CivilDate>, _ transaction: ReadTransaction) throws
    -> [AdministrativeUnit]
  {
    let address = UnitAddress(text)
    let inForce: SQL = "u.valid_from <= \(days.upperBound) AND u.valid_to >= \(days.lowerBound)"
    let whole = try hits(address, where: inForce, limit: widest, transaction).filter { $0.match <= .folded }
    let known = try paths(of: whole.map(\.unit), on: { min($0.validTo ?? days.upperBound, days.upperBound) }, transaction)
    let found = known.filter(address.fits).map(\.unit)
    let spelled = Set(whole.filter { $0.match == .spelling }.map(\.unit.id))
    let exact = found.filter { spelled.contains($0.id) }
    var seen: Set<ID<AdministrativeUnit>> = []
    return (Set(exact.map(\.id)).count == 1 ? exact : found).filter { seen.insert($0.id).inserted }
  }

  /// No name is borne by more units at once; what is filtered afterwards is fetched up to here.
  private static let widest = 1000

  /// How well a name fits what was typed; the better, the smaller.
  private enum Match: Int, Comparable {
    case spelling, folded, spellingPrefix, foldedPrefix

    static func < (left: Match, right: Match) -> Bool { left.rawValue < right.rawValue }
  }

  private struct Hit {
    let unit: AdministrativeUnit
    let match: Match
  }

  /// The best hits of every reading of the name; more than `limit` where the rest of an address will still be compared.
  private static func hits(_ address: UnitAddress, where condition: SQL, limit: Int, _ transaction: ReadTransaction) throws
    -> [Hit]
  {
    let limit = address.above.isEmpty ? limit : widest
    var best: [AdministrativeUnit: Match] = [:]
    for question in address.readings {
      for hit in try hits(question, where: condition, limit: limit, transaction) {
        best[hit.unit] = min(best[hit.unit] ?? hit.match, hit.match)
      }
    }
    let ordered = best.map { unit, match in
      (hit: Hit(unit: unit, match: match), name: VietnameseText.sortKey(unit.name), from: unit.validFrom?.iso ?? "")
    }.sorted { left, right in
      if left.hit.match != right.hit.match { return left.hit.match < right.hit.match }
      if left.hit.unit.level != right.hit.unit.level { return left.hit.unit.level < right.hit.unit.level }
      if left.name != right.name { return left.name < right.name }
      return (left.hit.unit.id.rawValue, left.from) < (right.hit.unit.id.rawValue, right.from)
    }
    return ordered.prefix(limit).map(\.hit)
  }

  private static func hits(
    _ question: UnitQuestion, where condition: SQL, limit: Int, _ transaction: ReadTransaction
  ) throws -> [Hit] {
    let (spelling, folded) = (question.name.spelling, question.name.folded)
    // The last character of Unicode closes the range of everything that begins with the key; both engines sort by bytes.
    let (spellingEnd, foldedEnd) = (spelling + "\u{10FFFF}", folded + "\u{10FFFF}")
    let ofType: SQL = question.typeKey.map { "u.type_key = \($0)" } ?? "1 = 1"
    return try transaction.rows(
      """
      SELECT \(UnitRows.columns),
        CASE
          WHEN u.name_spelling = \(spelling) OR u.alternative_spelling = \(spelling) THEN 0
          WHEN u.name_key = \(folded) OR u.alternative_key = \(folded) THEN 1
          WHEN u.name_spelling BETWEEN \(spelling) AND \(spellingEnd)
            OR u.alternative_spelling BETWEEN \(spelling) AND \(spellingEnd) THEN 2
          ELSE 3
        END AS fit
      FROM territory_unit u
      WHERE (u.name_key BETWEEN \(folded) AND \(foldedEnd) OR u.alternative_key BETWEEN \(folded) AND \(foldedEnd))
        AND \(ofType) AND \(condition)
      ORDER BY fit, u.level, u.name_key, u.unit_id, u.valid_from
      LIMIT \(limit)
      """
    ).compactMap { row in
      guard let match = Match(rawValue: try row.requiredInteger("fit")) else { return nil }
      return Hit(unit: try UnitRows.unit(row), match: match)
    }
  }
}
