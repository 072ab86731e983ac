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
    [
      .get(StaffPages.grantsPath, .holding(.confirmGrants)) { try await grantRequests($0) },
      .get(StaffPages.grantsPath + "/:id", .holding(.confirmGrants)) { request in
        try await grantPage(request, try await openGrant(request))
      },
      .post(StaffPages.grantsPath + "/:id", .holding(.confirmGrants)) { try await decideGrant($0) },
    ]
  }

  private func grantRequests(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let views = try await site.database.read { transaction in
      try GrantRequestView.read(GrantRequestStore.waiting(for: viewer, transaction), for: viewer, transaction)
    }
    let words = site.words(request)
    let page = Page(
      words.text("grants.title"), crumbs: [Crumb(words.text("web.nav.work"), request.address("/lam-viec"))]
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
                words.text(view.request.mayBeConfirmed(by: viewer) ? "grants.look" : "grants.look_own")
              },
            ]
          }, kind: .list), in: words)
    }
    return site.respond(page, .staff, request)
  }

  private func openGrant(_ request: WebRequest) async throws -> GrantRequestView {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let id = ID<GrantRequest>(request.parameter("id"))
    let views = try await site.database.read { transaction in
      try GrantRequestView.read([GrantRequestStore.request(id, for: viewer, transaction)], for: viewer, transaction)
    }
    guard let view = views.first else { throw DirectoryError.unknownRequest }
    return view
  }

  private func grantPage(
    _ request: WebRequest, _ view: GrantRequestView, _ errors: [FieldError] = []
  ) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let words = site.words(request)
    let mayConfirm = view.request.mayBeConfirmed(by: viewer)
    let crumbs = [
      Crumb(words.text("web.nav.work"), request.address("/lam-viec")),
      Crumb(words.text("grants.title"), request.address(StaffPages.grantsPath)),
    ]
    let page = Page(words.text("grants.page_title", ["name": view.account]), crumbs: crumbs, errors: errors) {
      summaryList([
        SummaryLine(words.text("grants.account"), .text(view.account)),
        SummaryLine(words.text("accounts.role"), .text(words.text(view.request.grant.role.label))),
        SummaryLine(words.text("accounts.unit"), .text(view.unit(words))),
        SummaryLine(words.text("grants.asked"), .text(view.asked(words))),
      ])
      el("p") { words.text(mayConfirm ? "grants.effect" : "grants.needs_another") }
      site.form(request, to: request.address("\(StaffPages.grantsPath)/\(view.request.id)")) {
        textField(
          Field(
            name: "ly-do", label: words.text("grants.reason"), error: errors.first { $0.field == "ly-do" }?.message),
          value: request.form["ly-do"], width: .full, in: words)
        buttonRow {
          if mayConfirm { submitButton(words.text("grants.confirm"), name: "viec", value: "xac-nhan") }
          submitButton(
            words.text(mayConfirm ? "grants.decline" : "grants.take_back"), rank: .secondary, name: "viec", value: "tu-choi")
        }
      }
    }
    return site.respond(page, .staff, request, status: errors.isEmpty ? 200 : 422)
  }

  private func decideGrant(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let view = try await openGrant(request)
    let id = view.request.id
    let act = Act(by: viewer.account.actor, in: view.request.department, reason: request.form["ly-do"])
    do {
      switch request.form["viec"] {
      case "xac-nhan": try await site.database.write(act) { try GrantRequestStore.confirm(id, by: viewer, $0) }
      case "tu-choi": try await site.database.write(act) { try GrantRequestStore.decline(id, by: viewer, $0) }
      default: throw WebError.unreadableForm
      }
    } catch DirectoryError.reasonMissing {
      let message = site.words(request).text(DirectoryError.reasonMissing.message)
      return try await grantPage(request, view, [FieldError(field: "ly-do", message: message)])
    } catch let refused as DirectoryError where refused == .ownGrant || refused == .ownRequest {
      return try await grantPage(request, view, [FieldError(field: nil, message: site.words(request).text(refused.message))])
    }
    guard request.form["viec"] == "xac-nhan" else {
      return .seeOther(request.address(StaffPages.grantsPath, [("xong", "grant_declined")]))
    }
    return .seeOther(request.address(StaffPages.grantsPath, [("xong", "grant_confirmed")]))
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
