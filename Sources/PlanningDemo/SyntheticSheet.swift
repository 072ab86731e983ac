import Figures
import Kernel
import Planning
import Territory

/// One sheet of a synthetic province, with its figures and how far it got.
struct SyntheticSheet {
  /// How far a sheet got.
  enum Stage {
    /// Approved by every level, and fixed by the adoption of the year's report.
    case locked
    /// Approved by every level.
    case approved
    /// Nothing was entered.
    case untouched
    /// Half its lines are typed.
    case draft
    /// Sent with an odd figure, waits for the first level.
    case odd
    /// Waits for the department; sent there by the district, where there is one.
    case passedOn
    /// Sent back with a reason.
    case returned

    /// The status of the figures.
    var status: DataStatus {
      switch self {
      case .locked: .locked
      case .approved: .approved
      case .untouched, .draft: .draft
      case .odd, .passedOn: .submitted
      case .returned: .returned
      }
    }

    /// The state of the sheet; `nil` where nobody did anything with it as a whole.
    var state: SheetState? {
      switch self {
      case .locked: .locked
      case .approved: .approved
      case .untouched, .draft: nil
      case .odd, .passedOn: .submitted
      case .returned: .returned
      }
    }
  }

  let key: SheetKey
  let unit: AdministrativeUnit
  /// Who reviews it, the lowest level first.
  let reviewers: [AdministrativeUnit]
  let stage: Stage
  /// The figures in the order of the form.
  var lines: [(indicator: String, figure: SyntheticFigure)]
  /// The indicator of the odd line.
  var oddLine: String?
}

/// The last December, which is still open: who has sent nothing, and whose sheets stand on their way.
struct OpenDecember {
  /// The two communes that have entered nothing.
  let untouched: [AdministrativeUnit]
  private var stages: [ID<AdministrativeUnit>: SyntheticSheet.Stage] = [:]
  private var forms: [ID<AdministrativeUnit>: String] = [:]

  /// Sheets on their way: one form of one commune each. The first lies in the district of the two, whose officer so has a queue.
  private static let onTheirWay: [SyntheticSheet.Stage] = [
    .odd, .passedOn, .returned, .draft, .odd, .passedOn, .returned, .draft, .passedOn,
  ]

  /// Chooses the communes by the seed.
  init(_ communes: [AdministrativeUnit], forms codes: [String], seed: UInt64) {
    var order: [(unit: AdministrativeUnit, place: UInt64)] = communes.map { unit in
      var random = DemoRandom(seed, unit.id.rawValue, "open")
      return (unit, random.next())
    }
    order.sort { ($0.place, $0.unit.id.rawValue) < ($1.place, $1.unit.id.rawValue) }
    let first = order.first?.unit
    let neighbours = order.map(\.unit).filter { $0.parent == first?.parent }
    untouched = neighbours.prefix(2).sorted { $0.code < $1.code }
    let others = neighbours.dropFirst(2).prefix(1) + order.map(\.unit).filter { $0.parent != first?.parent }
    let rest = Array(others.isEmpty ? neighbours.dropFirst(2) : others)
    // Without districts every commune has the same parent.
    let chosen = rest.count >= OpenDecember.onTheirWay.count ? rest : Array(neighbours.dropFirst(2))
    for (index, (unit, stage)) in zip(chosen, OpenDecember.onTheirWay).enumerated() where !codes.isEmpty {
      stages[unit.id] = stage
      forms[unit.id] = codes[index % codes.count]
    }
  }

  /// How far a commune's sheet of December got.
  func stage(_ unit: AdministrativeUnit, _ form: String) -> SyntheticSheet.Stage {
    if untouched.contains(where: { $0.id == unit.id }) { return .untouched }
    return forms[unit.id] == form ? stages[unit.id] ?? .approved : .approved
  }
}
