import Figures
import Kernel
import Planning
import Rulebook
import Storage
import Territory

/// Makes up the sheets of one department year.
struct SyntheticYear {
  let seed: UInt64
  let year: DepartmentYear
  let forms: [DataForm]
  let catalogue: [String: Indicator]
  /// Whether it is the last year, whose sheets are approved and not fixed, whose December is open, and which has no yearly form
  /// yet: its board is made of months.
  let isLast: Bool

  /// Every sheet, by period, form and unit.
  func sheets(_ book: inout FigureBook) -> [SyntheticSheet] {
    var sheets: [SyntheticSheet] = []
    for (period, map) in year.periods where !(isLast && period.kind == .year) {
      let used = forms.filter { $0.isUsed(for: period) }
      let december =
        isLast && period.kind == .month && period.number == 12
        ? OpenDecember(map.communes, forms: used.filter { $0.level == .commune }.map(\.code), seed: seed) : nil
      for form in used {
        for unit in map.units(form.level) {
          let stage = december?.stage(unit, form.code) ?? (isLast ? .approved : .locked)
          if stage == .untouched { continue }
          sheets.append(sheet(form, unit, period, map, stage, &book))
        }
      }
    }
    return sheets
  }

  private func sheet(
    _ form: DataForm, _ unit: AdministrativeUnit, _ period: Period, _ map: SyntheticMap, _ stage: SyntheticSheet.Stage,
    _ book: inout FigureBook
  ) -> SyntheticSheet {
    let communes = map.communes(of: unit)
    let indicators = form.indicators.compactMap { catalogue[$0] }
    var lines: [(indicator: String, figure: SyntheticFigure)] = []
    var oddLine: String?
    for indicator in indicators {
      var figure = book.figure(indicator, of: communes, in: period.months)
      if stage == .odd, oddLine == nil, [.count, .stock].contains(indicator.kind), indicator.parent == nil {
        figure.value = 3 * (book.figure(indicator, of: communes, in: period.before.months).value ?? 0) + 40
        figure.missing = nil
        oddLine = indicator.code
      }
      lines.append((indicator.code, figure))
    }
    if stage == .draft { lines.removeLast(lines.count / 2) }
    return SyntheticSheet(
      key: SheetKey(form: form.code, place: unit.id, period: period), unit: unit, reviewers: map.reviewers(of: unit),
      stage: stage, lines: lines, oddLine: oddLine)
  }

  /// The figures of the year's forms, for the sums above them.
  var scope: FigureLedger.Scope {
    var places: [Period: Set<ID<AdministrativeUnit>>] = [:]
    var indicators: Set<String> = []
    for (period, map) in year.periods {
      let used = forms.filter { $0.isUsed(for: period) && !(isLast && period.kind == .year) }
      guard !used.isEmpty else { continue }
      indicators.formUnion(used.flatMap(\.indicators))
      places[period] = Set((map.communes + map.districts).map(\.id))
    }
    return FigureLedger.Scope(in: year.department, places: places, indicators: indicators)
  }
}

/// When a synthetic sheet was typed, sent, passed on and fixed: mostly in time, now and then late, in office hours.
struct SheetTimes {
  let typed: Moment
  let sent: Moment
  let reviewed: [Moment]
  let locked: Moment

  /// - Parameter due: the day by which the sheet was to be sent.
  init(_ sheet: SyntheticSheet, due: CivilDate, seed: UInt64) {
    let period = sheet.key.period
    var random = DemoRandom(
      seed, sheet.key.place.rawValue, sheet.key.form, period.year, period.lastDay.month, period.kind.monthCount)
    let isLate = random.happens(percent: 4)
    var day = due.adding(days: isLate ? random.whole(in: 1...4) : -random.whole(in: 0...1))
    func moment(_ hours: ClosedRange<Int>, _ random: inout DemoRandom) -> Moment {
      Moment(seconds: Int64(day.daysSinceEpoch) * 86_400 + Int64(random.whole(in: hours) * 3600 + random.whole(in: 0...3599)))
    }
    // Hours of UTC: the office opens at one and closes at ten.
    typed = moment(1...4, &random)
    sent = moment(6...9, &random)
    var reviewed: [Moment] = []
    for _ in 0..<max(1, sheet.reviewers.count) {
      day = day.adding(days: random.whole(in: 1...2))
      reviewed.append(moment(1...9, &random))
    }
    self.reviewed = reviewed
    day = CivilDate(year: period.year + 1, month: 1, day: 25) ?? day
    locked = Moment(seconds: Int64(day.daysSinceEpoch) * 86_400 + 4 * 3600)
  }
}
