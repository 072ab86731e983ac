import Directory
import HTML
import Kernel
import Planning
import Reporting
import Rulebook
import Storage
import Territory
import WebShared
import Wording

/// What the desk says of one unit's sheets: those to send, those that came back, notices, and how many wait for review.
struct DeskSheets: Sendable {
  /// The sheets the unit has not sent; `nil` where the person does not enter figures there.
  let toSend: [SheetListLine]?
  let returned: [Sheet]
  let notices: [DeskNotice]
  /// How many sheets wait for the unit's review; `nil` where the person does not review for it.
  let waiting: Int?

  /// - Parameter queue: every sheet that waits for the person.
  init(
    of path: AdministrativePath, for viewer: Viewer, in department: ID<Department>, forms all: [DataForm],
    queue: [WaitingSheet], rulebook: Rulebook, today: CivilDate, _ transaction: ReadTransaction
  ) throws {
    let unit = path.unit
    let ids = path.units.map(\.id)
    let forms = all.filter { $0.level == unit.level }
    let mayEnter = viewer.may(.enterResults, at: ids)
    toSend =
      mayEnter && !forms.isEmpty
      ? try SheetLineReader(of: unit.id, rulebook: rulebook, today: today, transaction).toSend(forms, transaction) : nil
    returned = mayEnter ? try SheetStore.sheets(of: unit.id, in: .returned, of: department, transaction) : []
    // Names of units in notices are those of the period they are about.
    notices = try NoticeStore.notices(to: unit.id, in: department, limit: 5, transaction).map { notice in
      DeskNotice(
        notice: notice,
        unit: try TerritoryStore.unit(notice.sheet.place, on: notice.sheet.period.lastDay, transaction)?.fullName ?? "")
    }
    waiting =
      Authority.person(viewer).mayReview(for: unit)
      ? queue.count { $0.path.units.contains { $0.id == unit.id } } : nil
  }
}

/// A notice with the name of the unit whose sheet it is about.
struct DeskNotice: Sendable {
  let notice: Notice
  let unit: String
}

/// The blocks of the desk for one unit's sheets.
struct DeskSheetBlocks: StaffPage {
  let setting: PageSetting
  let path: AdministrativePath
  let sheets: DeskSheets

  @HTMLBuilder var nodes: [Node] {
    if let waiting = sheets.waiting {
      el("p") {
        el("a", .href(request.address("/duyet"))) {
          words.text("desk.review", ["count": words.format.number(waiting)])
        }
      }
    }
    if let lines = sheets.toSend {
      el("h3") { words.text("desk.to_send") }
      if lines.isEmpty {
        el("p") { words.text("desk.nothing_to_send") }
      } else {
        SheetTable(
          setting: setting, id: "phai-gui-\(path.unit.id)", title: path.unit.fullName, lines: lines
        ).node
      }
      el("p") {
        el("a", .href(request.address("/nhap", [("noi", path.unit.id.rawValue)]))) { words.text("desk.open_entry") }
      }
    }
    if !sheets.returned.isEmpty {
      el("h3") { words.text("desk.returned") }
      el("ul", .class("plain-list")) {
        for sheet in sheets.returned {
          el("li") {
            el("a", .href(sheet.key.address("", request))) { name(sheet.key) }
            " – «\(sheet.reason)»"
          }
        }
      }
    }
    if !sheets.notices.isEmpty {
      el("h3") { words.text("desk.notices") }
      el("ul", .class("plain-list")) {
        for notice in sheets.notices { el("li") { line(notice) } }
      }
    }
  }

  private func line(_ told: DeskNotice) -> Node {
    let notice = told.notice
    let about = told.unit.isEmpty ? name(notice.sheet) : "\(name(notice.sheet)), \(told.unit)"
    return .fragment([
      .text(words.format.moment(notice.at) + ": " + words.text("desk.notice.\(notice.kind.rawValue)") + " – "),
      el("a", .href(notice.sheet.address("", request))) { about },
      .text(notice.reason.isEmpty ? "" : " – «\(notice.reason)»"),
    ])
  }

  private func name(_ key: SheetKey) -> String { "\(key.form), \(words.format.period(key.period))" }
}
