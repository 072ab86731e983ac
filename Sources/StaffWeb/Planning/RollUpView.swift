import Directory
import Figures
import Kernel
import Planning
import Published
import Storage
import Territory
import WebShared

/// What the units below add to an indicator's year, beside what was reported for the unit itself.
struct RollUpView: Sendable {
  /// The year with both faces first, then every part of it that has both.
  let faces: [FaceComparison]
  /// Which units are in the sum of the last period.
  let units: FigureCoverage?
  /// Which periods are in the year; `nil` where only rates came that do not add up.
  let year: FigureCoverage?
  /// The periods the year is made of so far: itself, or its parts up to the last one reported.
  let periods: [Period]
  let children: [ChildFigure]
  /// The names of those who chose, by actor.
  let names: [String: String]

  /// What may be chosen between.
  var choosable: [FaceComparison] { faces.filter(\.isAdoptable) }

  /// `nil` where the units below have reported nothing of the year.
  init?(_ indicator: Indicator, _ context: PlanContext, _ transaction: ReadTransaction) throws {
    let year = context.year
    let figures = try FigureReader.figures(
      place: context.place, years: [year], in: context.department, from: .staff, transaction)
    guard figures.hasSums(of: indicator.code, in: year) else { return nil }
    faces = figures.faces(of: indicator, in: year, isTop: context.path.above.isEmpty)
    let made = figures.added(indicator, in: year)?.coverage
    let kind = figures.figure(indicator.code, .year(year)).sum == nil ? made?.periods.last?.kind ?? .month : .year
    let all = Period.periods(of: kind, in: year)
    let last = all.last { figures.figure(indicator.code, $0).sum != nil }
    periods = all.filter { period in last.map { period <= $0 } ?? true }
    units = last.flatMap { figures.coverage(of: indicator.code, in: $0) }
    self.year = made
    children = try ChildFigures.read(
      indicator, children: try TerritoryStore.children(of: context.place, on: figures.lastDayOfSums(in: year), transaction),
      periods: periods, in: context.department, transaction)
    names = try ActorNames.read(faces.compactMap(\.adoption?.actor), transaction)
  }
}
