import Directory
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Published
import Storage
import Territory
import WebShared
import Wording

/// What the desk says of a unit's plans: those there are, the newest one's figures below plan and headlines, and the figures that wait
/// for approval.
struct DeskPlans: StaffPage {
  let setting: PageSetting
  private let unit: AdministrativeUnit
  private let years: [Int]
  private let board: PlanBoard?
  private let waiting: WaitingYears

  /// The block of the desk: for each unit whose plans the person sees; above them the proposals about the catalogue.
  static let block = DeskBlock(rank: 30) { setting, units, transaction in
    let viewer = setting.request.viewer
    var nodes = DeskNodes()
    let proposals = viewer.mayForInstallation(.manageIndicators) ? try ProposalStore.waiting(transaction) : 0
    nodes.above = [setting.waitingLine(proposals, StaffPages.proposalsPath, "proposal.count")]
    for unit in units where viewer.may(.viewPlan, for: unit.path.unit.id) {
      nodes.ofUnit[unit.path.unit.id] = try DeskPlans(of: unit, setting, transaction).nodes
    }
    return nodes
  }

  private init(of desk: DeskUnit, _ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    unit = desk.path.unit
    let viewer = setting.request.viewer
    years = try PlanStore.years(place: unit.id, in: desk.department, transaction)
    board = try years.last { $0 <= viewer.day.year }.map {
      try BoardReader.board(
        place: desk.path.unit.id, year: $0, in: desk.department, from: .staff, rulebook: setting.rulebook, transaction)
    }
    let mayApprove = viewer.may(.approveResults, at: desk.path.units.map(\.id))
    waiting = mayApprove ? try WaitingYears.read(in: desk.department, transaction) : .none
  }

  @HTMLBuilder private var nodes: [Node] {
    if years.isEmpty {
      el("p") { words.text("desk.no_plan") }
    } else {
      el("p") {
        words.text("desk.plans") + " "
        for year in years {
          el("a", .href(request.address("/kh/\(year)", [("noi", unit.id.rawValue)]))) { String(year) }
          " "
        }
      }
    }
    if let board {
      shortfalls(board)
      headlines(board)
    }
    waitingList
  }

  /// The figures below plan, each a link to why.
  @HTMLBuilder private func shortfalls(_ board: PlanBoard) -> [Node] {
    let rows = board.rows.filter { $0.assessment.verdict.fallsShort }
    el("h3") { words.text("desk.below_plan", ["year": String(board.year), "count": words.format.number(rows.count)]) }
    if rows.isEmpty {
      el("p") { words.text("desk.none_below") }
    } else {
      el("ul", .class("plain-list")) {
        for row in rows {
          el("li") {
            el("a", .href(address(row, board))) { show.title(row.indicator) }
            " "
            verdictMark(code: row.assessment.verdict.rawValue, label: show.verdict(row.assessment.verdict))
          }
        }
      }
    }
  }

  private func headlines(_ board: PlanBoard) -> Node {
    dataTable(
      DataTable(
        id: "chinh-\(board.place)", title: words.text("desk.headline", ["year": String(board.year)]),
        columns: [
          .init(words.text("board.indicator")), .init(words.text("board.target"), isNumber: true),
          .init(words.text("board.result"), isNumber: true), .init(words.text("board.gap"), isNumber: true),
          .init(words.text("board.verdict")),
        ],
        rows: board.rows.filter(\.indicator.isHeadline).map { row in
          [
            el("a", .href(address(row, board))) { show.name(row.indicator) }, .text(show.target(row)),
            .text(show.result(row)), .text(show.gap(row)),
            verdictMark(code: row.assessment.verdict.rawValue, label: show.verdict(row.assessment.verdict)),
          ]
        }, kind: .list, notes: [words.text("board.legend")]), in: words)
  }

  @HTMLBuilder private var waitingList: [Node] {
    if waiting.total > 0 {
      el("h3") { words.text("desk.waiting", ["count": words.format.number(waiting.total)]) }
      el("ul", .class("plain-list")) {
        for figure in waiting.figures {
          el("li") {
            el("a", .href(request.address("/kh/\(figure.period.year)/\(figure.indicator)", [("noi", figure.place.rawValue)]))) {
              "\(figure.indicator) \(figure.period)"
            }
            " – " + words.text("status.\(figure.status.rawValue)")
          }
        }
      }
      if waiting.total != waiting.figures.count {
        el("p") { words.text("desk.waiting_first", ["count": words.format.number(waiting.figures.count)]) }
      }
    }
  }

  private func address(_ row: BoardRow, _ board: PlanBoard) -> String {
    request.address("/kh/\(board.year)/\(row.indicator.code)", [("noi", board.place.rawValue)])
  }
}
