import Kernel
import Storage

/// Resolves what people and files write into units, never by a guess: what can mean two units on the days asked about is
/// refused with the choice.
///
/// It reads the lives of the few codes asked about, and those of all units once very many are asked.
public struct UnitResolver {
  /// So many questions one by one, and the lives of all units are read.
  private static let patience = 40

  private let transaction: ReadTransaction
  private var asked = 0
  private var all: UnitLives?

  /// A resolver for one transaction.
  public init(_ transaction: ReadTransaction) { self.transaction = transaction }

  /// The unit that a reference means on some days: one day, or all days of a period.
  /// - Throws: `TerritoryError.unknownCode`, `.unknownName`, `.ambiguousUnit`, `.unitEnded`, `.unitNotBegun`, `.unreadableDay`.
  public mutating func unit(
    _ reference: UnitReference, during days: ClosedRange<CivilDate>, ended: EndedUnits
  ) throws -> UnitLife {
    let question = Question(reference: reference, days: days, ended: ended)
    switch try answer(reference, during: days) {
    case .several(let lives):
      throw TerritoryError.ambiguousUnit(reference.text, try lives.map { try reading(of: $0, question) })
    case .none(let near):
      if case .name(let name) = reference.kind { throw TerritoryError.unknownName(name, day: question.day) }
      throw TerritoryError.unknownCode(
        reference.text, day: question.day, near: try near.map { try reading(of: $0, question) })
    case .one(let life):
      guard life.lives(during: days) else { throw try absence(of: life, question) }
      guard ended != .allowed, life.ends(before: days.upperBound) else { return life }
      if ended == .refused { throw try absence(of: life, question) }
      guard reference.isBareCode else { return life }
      throw TerritoryError.unknownCode(reference.text, day: days.upperBound, near: [try reading(of: life, question)])
    }
  }

  /// Why a unit cannot be used on some days.
  public mutating func absence(
    of id: ID<AdministrativeUnit>, during days: ClosedRange<CivilDate>, ended: EndedUnits = .refused
  ) throws -> TerritoryError {
    let reference = UnitReference(id.rawValue)
    let question = Question(reference: reference, days: days, ended: ended)
    guard reference.id == id, case .one(let life) = try answer(reference, during: days) else {
      return .unknownCode(id.rawValue, day: days.upperBound)
    }
    return try absence(of: life, question)
  }

  /// The days of a unit's life and, where it has ended, who took it over; `nil` where there never was one.
  public func term(of id: ID<AdministrativeUnit>) throws -> UnitTerm? {
    let versions = try TerritoryStore.versions(of: id, transaction)
    guard let first = versions.first, let last = versions.last else { return nil }
    let heirs = last.validTo == nil ? [] : try names(TerritoryStore.successors(of: id, transaction).map(\.new), \.first)
    return UnitTerm(from: first.validFrom, to: last.validTo, heirs: heirs)
  }

  /// Every unit that ever had a code, or a code of which it may be what is left: the oldest first of each code. None for an id
  /// or a name.
  public mutating func everyHolder(of reference: UnitReference) throws -> [ID<AdministrativeUnit>] {
    guard case .code(let code) = reference.kind else { return [] }
    let codes = CodeMeaning.codes(code)
    let lives = try lives(of: codes)
    return (lives[code].isEmpty ? codes.flatMap { lives[$0] } : lives[code]).map(\.id)
  }

  /// What was asked, and for when.
  private struct Question {
    let reference: UnitReference
    let days: ClosedRange<CivilDate>
    let ended: EndedUnits
    /// The day on which a code or name was looked for.
    var day: CivilDate { reference.day ?? days.upperBound }
  }

  // MARK: Answers

  private mutating func answer(_ reference: UnitReference, during days: ClosedRange<CivilDate>) throws -> CodeMeaning.Answer {
    let meant = reference.day.map { $0...$0 } ?? days
    switch reference.kind {
    case .unreadable: throw TerritoryError.unreadableDay(reference.text)
    case .code(let code):
      return CodeMeaning.answer(code, during: meant, try lives(of: CodeMeaning.codes(code) + [code]))
    case .id(let id):
      let code = String(id.rawValue.dropFirst(2))
      let codes = CodeMeaning.codes(code)
      let lives = try lives(of: codes + [code])
      guard let life = lives[code].first(where: { $0.id == id }) else {
        return .none(near: codes.flatMap { lives[$0] }.filter { $0.id.rawValue.prefix(1) == id.rawValue.prefix(1) })
      }
      // A day behind an id must be one of its own.
      return reference.day == nil || life.lives(during: meant) ? .one(life) : .none(near: [life])
    case .name(let name):
      let units = try TerritoryStore.units(named: name, during: meant, transaction)
      let lives = try lives(of: Set(units.map(\.code)).sorted())
      let found = UnitLives.merged(units.flatMap { unit in lives[unit.code].filter { $0.id == unit.id } })
      return found.isEmpty ? .none(near: []) : found.count == 1 ? .one(found[0]) : .several(found)
    }
  }

  private mutating func lives(of codes: [String]) throws -> UnitLives {
    if let all { return all }
    asked += 1
    guard asked > UnitResolver.patience else { return try UnitLives.read(codes, transaction) }
    let read = try UnitLives.read(nil, transaction)
    all = read
    return read
  }

  // MARK: What is told

  private func absence(of life: UnitLife, _ question: Question) throws -> TerritoryError {
    let reading = try reading(of: life, question)
    return switch reading.standing {
    case .unborn: .unitNotBegun(reading)
    case .ended: .unitEnded(reading)
    case .usable: .unknownCode(life.id.rawValue, day: question.day)
    }
  }

  private func reading(of life: UnitLife, _ question: Question) throws -> UnitReading {
    let days = question.days
    let isThere = life.lives(during: days)
    let day = isThere ? life.lastDay(during: days) : (life.ends(before: days.lowerBound) ? life.to : life.from) ?? days.upperBound
    let standing: UnitReading.Standing =
      if !isThere, !life.ends(before: days.lowerBound) {
        .unborn(origins: try names(TerritoryStore.predecessors(of: life.id, transaction).map(\.old), \.last))
      } else if !isThere || question.ended == .refused && life.ends(before: days.upperBound) {
        .ended(heirs: try names(TerritoryStore.successors(of: life.id, transaction).map(\.new), \.first))
      } else {
        .usable
      }
    return UnitReading(
      life: life, name: try TerritoryStore.path(of: life.id, on: day, transaction)?.fullName ?? life.id.rawValue,
      codeForm: try codeForm(of: life, question), standing: standing)
  }

  /// The code where it alone means the unit, else with a day behind it that only this unit saw.
  private func codeForm(of life: UnitLife, _ question: Question) throws -> String {
    let lives = try all ?? UnitLives.read([life.code], transaction)
    let needsDay = question.ended == .whenNamed && life.ends(before: question.days.upperBound)
    if !needsDay, lives.holders(of: life.code, during: question.days) == [life] { return life.code }
    let begins = life.from.flatMap { question.days.contains($0) ? $0 : nil }
    return "\(life.code)@\((begins ?? life.lastDay(during: question.days)).iso)"
  }

  /// The first few of the units before or after, each with its id and under the name next to the change: `tỉnh Bắc Ninh (B.24)`.
  private func names(
    _ ids: [ID<AdministrativeUnit>], _ version: ([AdministrativeUnit]) -> AdministrativeUnit?
  ) throws -> [String] {
    let names = try ids.prefix(TerritoryError.choices).compactMap { id in
      version(try TerritoryStore.versions(of: id, transaction)).map { "\($0.fullName) (\(id))" }
    }
    return ids.count > TerritoryError.choices ? names + ["…"] : names
  }
}
