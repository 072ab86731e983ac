import Directory
import HTML
import WebShared
import Wording

extension StaffSystem {
  /// Accounts, roles, passwords, and the dated rules.
  public static let directory = StaffSystem(
    "directory",
    menu: [
      MenuItem(70, key: "rules", path: "/quy-tac", needs: [.viewRules]),
      MenuItem(80, key: "accounts", path: "/nguoi-dung", needs: [.manageAccounts]),
    ],
    desk: [grantsOnDesk]
  ) { $0.ruleRoutes + $0.accountRoutes + $0.grantRoutes + $0.ownAccountRoutes }

  /// The way to the accounts, and the roles that wait for a second person.
  private static let grantsOnDesk = DeskBlock(rank: 10) { setting, _, transaction in
    let (request, words) = (setting.request, setting.words)
    var nodes = DeskNodes()
    if request.viewer.may(.manageAccounts) {
      nodes.above.append(el("p") { el("a", .href(request.address("/nguoi-dung"))) { words.text("web.nav.accounts") } })
    }
    let waiting = try GrantRequestStore.waiting(for: request.viewer, transaction).count
    nodes.above.append(setting.waitingLine(waiting, StaffPages.grantsPath, "grants.count"))
    return nodes
  }
}

extension PageSetting {
  /// «3 việc chờ …», with the way to them; nothing where none waits.
  func waitingLine(_ count: Int, _ path: String, _ key: String) -> Node {
    guard count > 0 else { return .empty }
    return el("p") { el("a", .href(request.address(path))) { words.text(key, ["count": words.format.number(count)]) } }
  }
}
