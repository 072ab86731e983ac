import Directory
import HTML
import Kernel
import Storage
import Territory
import WebShared
import Wording

/// The accounts of the administrator's department: who may do what where, and what waits for a second person; opening one,
/// ending all its sessions.
extension StaffPages {
  var accountRoutes: [Route] {
    form("/nguoi-dung", .holding(.manageAccounts), OpenAccount.self)
      + [.act("/nguoi-dung/:id/dang-xuat", .holding(.manageAccounts)) { try await endSessions($0) }]
  }

  private func endSessions(_ request: StaffRequest) async throws -> WebResponse {
    let id = ID<Account>(request.parameter("id"))
    guard let account = try await site.database.read({ try AccountStore.account(id, $0) }),
      account.department == request.viewer.account.department
    else { throw WebError.notFound }
    try await site.signIn.signOutEverywhere(account, by: request.viewer.account.actor)
    return .seeOther(request.address("/nguoi-dung", [("xong", "sessions_ended")]))
  }
}

/// Opening an account, below those there are.
struct OpenAccount: ActForm {
  let setting: PageSetting
  private let list: AccountList
  /// The new account's password, shown once.
  private var password: String?

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    list = try AccountList(
      of: setting.request.viewer.account.department, after: ListKey(setting.request.query["sau"]), transaction)
  }

  var department: ID<Department> { request.viewer.account.department }
  var address: String { request.address("/nguoi-dung") }
  var title: String { words.text("accounts.title") }
  var flash: Node {
    password.map { WebShared.flash(.success, words.text("accounts.opened", ["password": $0]), in: words) } ?? .empty
  }
  var above: [Node] {
    if !list.requests.isEmpty {
      el("p") {
        el("a", .href(request.address(StaffPages.grantsPath))) {
          words.text("grants.count", ["count": words.format.number(list.requests.count)])
        }
      }
    }
    dataTable(table, in: words)
    pagination(
      of: list.total, next: list.page.next, isFirst: list.isFirst, list: words.text("accounts.title"), in: words
    ) { key in request.address("/nguoi-dung", key.map { [("sau", $0.description)] } ?? []) }
    el("h2") { words.text("accounts.open") }
    el("p", .class("muted")) { words.text("grants.second_person_note") }
  }

  private var table: DataTable {
    let grants = GrantWords(words, people: list.people)
    return DataTable(
      id: "tai-khoan", title: words.text("accounts.title"),
      columns: [
        .init(words.text("web.username")), .init(words.text("accounts.name")), .init(words.text("accounts.roles")),
        .init(words.text("accounts.sessions")),
      ],
      rows: list.page.rows.map { account in
        [
          .text(account.username), .text(account.displayName),
          .text(
            (list.grants[account.id, default: []].map(grants.text)
              + list.requests.filter { $0.account == account.id }.map(grants.line)).joined(separator: ", ")),
          site.form(request, to: request.address("/nguoi-dung/\(account.id)/dang-xuat"), class: "inline") {
            submitButton(words.text("accounts.end_sessions", ["username": account.username]), rank: .secondary)
          },
        ]
      }, kind: .list)
  }

  // MARK: Inputs

  /// One of the whole installation is an administrator without a unit, so neither is asked for.
  var inputs: [any FormInput] { [username, name] + (request.viewer.isOfInstallation ? [] : [role, unit]) }
  private var username: Input<String> { .text("ten", words.text("web.username"), width: .medium) }
  private var name: Input<String> { .text("ho-ten", words.text("accounts.name"), width: .long) }
  private var role: Input<Role> {
    .one("vai-tro", words.text("accounts.role"), among: site.roles.all(on: site.effects.today()), stored: nil) {
      words.text($0.label)
    }
  }
  private var unit: Input<String> {
    .text("don-vi", words.text("accounts.unit"), hint: words.text("accounts.unit_hint"), width: .short)
  }
  var buttons: [Node] { submitButton(words.text("accounts.open")) }

  // MARK: The act

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String { throw WebError.notFound }

  /// Opens the account and shows its password on this page: it is in no address and nowhere else.
  func perform(_ typed: TypedForm) async throws -> WebResponse {
    let viewer = request.viewer
    let role = viewer.isOfInstallation ? Role.administrator : try typed[role]
    let reference = viewer.isOfInstallation ? nil : UnitReference(try typed[unit])
    let (today, password) = (site.effects.today(), Password.generate(site.effects))
    let grant = try await site.database.read { transaction in
      let grant = RoleGrant(role: role, unit: try reference?.unit(on: today, transaction) ?? RoleGrant.installation, from: today)
      // Nobody hands out a unit that is not his; one that never was is said at the field.
      if let last = try TerritoryStore.versions(of: grant.unit, transaction).last {
        try request.require(.manageAccounts, at: grant.unit, on: last.lastDay(until: today), transaction)
      }
      return grant
    }
    _ = try await site.accounts.create(
      username: try typed[username], displayName: try typed[name], password: password, grants: [grant], viewer.act())
    var opened = try await site.database.read { try OpenAccount(setting, $0) }
    opened.password = password
    return opened.response(TypedForm(words: words))
  }

  func fault(of refused: any UserFacing) -> FieldError? {
    switch refused {
    case is TerritoryError: error(refused.message, at: "don-vi")
    case DirectoryError.nameMissing: error(refused.message, at: "ho-ten")
    case DirectoryError.unknownUnit: error(refused.message, at: "don-vi")
    case is DirectoryError: error(refused.message, at: "ten")
    default: nil
    }
  }
}

/// The accounts of a department with what they hold and what is asked for them.
struct AccountList: Sendable {
  let page: ListPage<Account>
  let total: Int
  let isFirst: Bool
  let grants: [ID<Account>: [RoleGrant]]
  let requests: [GrantRequest]
  /// What those who asked are called, by the ids of their acts.
  let people: [String: String]

  init(of department: ID<Department>, after key: ListKey?, _ transaction: ReadTransaction) throws {
    (page, total) = try AccountStore.accounts(of: department, after: key, transaction)
    isFirst = key == nil
    grants = try AccountStore.grants(of: page.rows.map(\.id), transaction)
    requests = try GrantRequestStore.requests(in: department, transaction)
    people = try ActorNames.read(requests.map(\.askedBy.id), transaction)
  }
}
