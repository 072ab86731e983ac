import Directory
import Planning
import Reporting
import Territory
import WebShared

extension StaffSystem {
  /// Sheets: filling in, sending, reviewing, reminding.
  public static let reporting = StaffSystem(
    "reporting",
    menu: [
      MenuItem(20, key: "entry", path: "/nhap", needs: [.enterResults]),
      MenuItem(30, key: "review", path: "/duyet", needs: [.reviewResults, .approveResults]),
    ],
    desk: [DeskSheets.block]
  ) { pages in
    pages.sheetRoutes + pages.sendingRoutes + pages.pasteRoutes + pages.workbookRoutes + pages.reviewRoutes + pages.reminderRoutes
  }
}

extension DeskSheets {
  /// The block of the desk: for each unit whose plans the person sees.
  fileprivate static let block = DeskBlock(rank: 20) { setting, units, transaction in
    let (viewer, rulebook) = (setting.request.viewer, setting.rulebook)
    let own = units.filter { viewer.may(.viewPlan, for: $0.path.unit.id) }
    var nodes = DeskNodes()
    guard !own.isEmpty else { return nodes }
    let forms = try FormStore.all(transaction)
    let queue = try ReviewStore.waiting(for: viewer, forms: forms, rulebook: rulebook, today: viewer.day, transaction)
    for unit in own {
      let sheets = try DeskSheets(
        of: unit.path, for: viewer, in: unit.department, forms: forms, queue: queue, rulebook: rulebook, today: viewer.day,
        transaction)
      nodes.ofUnit[unit.path.unit.id] = DeskSheetBlocks(setting: setting, path: unit.path, sheets: sheets).nodes
    }
    return nodes
  }
}
