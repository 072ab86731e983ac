import Directory
import HTML
import Kernel
import Storage
import Territory
import WebShared
import Wording

/// Roles that one person granted and a second one confirms: what waits, and the page on which it is decided.
extension StaffPages {
  /// The path of what waits; one request stands below it.
  static let grantsPath = "/quyen-cho-xac-nhan"

  var grantRoutes: [Route] {
    [.page(StaffPages.grantsPath, .holding(.confirmGrants)) { try await grantRequests($0) }]
      + form(StaffPages.grantsPath + "/:id", .holding(.confirmGrants), DecideGrant.self)
  }

  private func grantRequests(_ request: StaffRequest) async throws -> WebResponse {
    let views = try await site.database.read { transaction in
      try GrantRequestView.read(GrantRequestStore.waiting(for: request.viewer, transaction), for: request.viewer, transaction)
    }
    let words = site.words(request)
    let page = Page(
      words.text("grants.title")
    ) {
      el("p") { words.text("grants.intro") }
      dataTable(
        DataTable(
          id: "cho-xac-nhan", title: words.text("grants.title"),
          columns: [
            .init(words.text("grants.account")), .init(words.text("accounts.role")), .init(words.text("accounts.unit")),
            .init(words.text("grants.asked")), .init(words.text("grants.act")),
          ],
          rows: views.map { view in
            [
              .text(view.account), .text(words.text(view.request.grant.role.label)), .text(view.unit(words)),
              .text(view.asked(words)),
              el("a", .href(request.address("\(StaffPages.grantsPath)/\(view.request.id)"))) {
                words.text(view.request.mayBeConfirmed(by: request.viewer) ? "grants.look" : "grants.look_own")
              },
            ]
          }, kind: .list), in: words)
    }
    return site.respond(page, request)
  }
}

/// Confirming a role that another person granted, declining it, or taking one's own request back.
struct DecideGrant: ActForm {
  let setting: PageSetting
  private let view: GrantRequestView

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    let viewer = setting.request.viewer
    let asked = try GrantRequestStore.request(ID(setting.request.parameter("id")), for: viewer, transaction)
    guard let view = try GrantRequestView.read([asked], for: viewer, transaction).first else {
      throw DirectoryError.unknownRequest
    }
    self.view = view
  }

  var department: ID<Department> { view.request.department }
  var address: String { request.address("\(StaffPages.grantsPath)/\(view.request.id)") }
  var title: String { words.text("grants.page_title", ["name": view.account]) }
  var crumbs: [Crumb] { [Crumb(words.text("grants.title"), request.address(StaffPages.grantsPath))] }
  private var mayConfirm: Bool { view.request.mayBeConfirmed(by: request.viewer) }
  var above: [Node] {
    summaryList([
      SummaryLine(words.text("grants.account"), .text(view.account)),
      SummaryLine(words.text("accounts.role"), .text(words.text(view.request.grant.role.label))),
      SummaryLine(words.text("accounts.unit"), .text(view.unit(words))),
      SummaryLine(words.text("grants.asked"), .text(view.asked(words))),
    ])
    el("p") { words.text(mayConfirm ? "grants.effect" : "grants.needs_another") }
  }
  var inputs: [any FormInput] { [Input.text("ly-do", words.text("grants.reason"))] }
  var buttons: [Node] {
    if mayConfirm { submitButton(words.text("grants.confirm"), name: "viec", value: "xac-nhan") }
    submitButton(
      words.text(mayConfirm ? "grants.decline" : "grants.take_back"), rank: .secondary, name: "viec", value: "tu-choi")
  }

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    switch request.form["viec"] {
    case "xac-nhan":
      try GrantRequestStore.confirm(view.request.id, by: request.viewer, transaction)
      return request.address(StaffPages.grantsPath, [("xong", "grant_confirmed")])
    case "tu-choi":
      try GrantRequestStore.decline(view.request.id, by: request.viewer, transaction)
      return request.address(StaffPages.grantsPath, [("xong", "grant_declined")])
    default: throw WebError.unreadableForm
    }
  }

  func fault(of refused: any UserFacing) -> FieldError? {
    switch refused as? DirectoryError {
    case .reasonMissing: error(refused.message, at: "ly-do")
    case .ownGrant, .ownRequest: error(refused.message)
    default: nil
    }
  }
}

/// A request for a role with the names its pages show.
struct GrantRequestView: Sendable {
  let request: GrantRequest
  /// The account: username and name.
  let account: String
  /// The unit's name on its last day; empty for the whole installation.
  private let unitName: String
  private let people: [String: String]

  /// The views of requests, in their order and in as many statements for many as for one.
  static func read(
    _ requests: [GrantRequest], for viewer: Viewer, _ transaction: ReadTransaction
  ) throws -> [GrantRequestView] {
    let accounts = try AccountStore.accounts(requests.map(\.account), transaction)
    let paths = try TerritoryStore.latestPaths(of: requests.map(\.grant.unit), until: viewer.day, transaction)
    let people = try ActorNames.read(requests.map(\.askedBy.id), transaction)
    return requests.map { request in
      GrantRequestView(
        request: request,
        account: accounts[request.account].map { "\($0.username) – \($0.displayName)" } ?? request.account.rawValue,
        unitName: paths[request.grant.unit]?.unit.fullName ?? "", people: people)
    }
  }

  /// «tỉnh Kon Tum (A.62)».
  func unit(_ words: LocalWording) -> String {
    let id = GrantWords(words).unit(request.grant)
    return unitName.isEmpty ? id : "\(unitName) (\(id))"
  }

  /// Who asked and when.
  func asked(_ words: LocalWording) -> String {
    "\(GrantWords(words, people: people).person(request.askedBy)), \(words.format.moment(request.askedAt))"
  }
}
