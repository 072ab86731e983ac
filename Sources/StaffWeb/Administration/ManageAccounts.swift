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
    [
      .get("/nguoi-dung", .holding(.manageAccounts)) { try await accounts($0, FormValues(), nil, []) },
      .post("/nguoi-dung", .holding(.manageAccounts)) { try await openAccount($0) },
      .post("/nguoi-dung/:id/dang-xuat", .holding(.manageAccounts)) { try await endSessions($0) },
    ]
  }

  private func accounts(_ request: WebRequest, _ typed: FormValues, _ password: String?, _ errors: [FieldError]) async throws
    -> WebResponse
  {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let words = site.words(request)
    let list = try await site.database.read { try AccountList(of: viewer.account.department, $0) }
    let grants = GrantWords(words, people: list.people)
    let page = Page(
      words.text("accounts.title"), crumbs: [Crumb(words.text("web.nav.work"), request.address("/lam-viec"))], errors: errors,
      flash: password.map { flash(.success, words.text("accounts.opened", ["password": $0]), in: words) } ?? .empty
    ) {
      if !list.requests.isEmpty {
        el("p") {
          el("a", .href(request.address(StaffPages.grantsPath))) {
            words.text("grants.count", ["count": words.format.number(list.requests.count)])
          }
        }
      }
      dataTable(
        DataTable(
          id: "tai-khoan", title: words.text("accounts.title"),
          columns: [
            .init(words.text("web.username")), .init(words.text("accounts.name")), .init(words.text("accounts.roles")),
            .init(words.text("accounts.sessions")),
          ],
          rows: list.accounts.map { account in
            [
              .text(account.username), .text(account.displayName),
              .text(
                (list.grants[account.id, default: []].map(grants.text)
                  + list.requests.filter { $0.account == account.id }.map(grants.line)).joined(separator: ", ")),
              site.form(request, to: request.address("/nguoi-dung/\(account.id)/dang-xuat"), class: "inline") {
                submitButton(words.text("accounts.end_sessions", ["username": account.username]), rank: .secondary)
              },
            ]
          }, kind: .list), in: words)
      el("h2") { words.text("accounts.open") }
      site.form(request, to: request.address("/nguoi-dung")) { fields(typed, viewer, words, errors) }
    }
    return site.respond(page, .staff, request, status: errors.isEmpty ? 200 : 422)
  }

  /// The fields of a new account. One of the whole installation is an administrator without a unit, so neither is asked for.
  @HTMLBuilder private func fields(
    _ typed: FormValues, _ viewer: Viewer, _ words: LocalWording, _ errors: [FieldError]
  ) -> [Node] {
    textField(
      Field(name: "ten", label: words.text("web.username"), error: errors.first { $0.field == "ten" }?.message),
      value: typed["ten"], in: words)
    textField(Field(name: "ho-ten", label: words.text("accounts.name")), value: typed["ho-ten"], width: .long, in: words)
    if !viewer.isOfInstallation {
      selectField(
        Field(name: "vai-tro", label: words.text("accounts.role")),
        choices: Role.allCases.map { Choice($0.rawValue, words.text($0.label)) }, selected: typed["vai-tro"], hasNone: false,
        in: words)
      textField(
        Field(
          name: "don-vi", label: words.text("accounts.unit"), hint: words.text("accounts.unit_hint"),
          error: errors.first { $0.field == "don-vi" }?.message), value: typed["don-vi"], width: .short, in: words)
    }
    el("p", .class("muted")) { words.text("grants.second_person_note") }
    buttonRow { submitButton(words.text("accounts.open")) }
  }

  private func openAccount(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let asked = viewer.isOfInstallation ? Role.administrator : Role(rawValue: request.form["vai-tro"])
    guard let role = asked else { throw WebError.unreadableForm }
    let password = Password.generate(site.effects)
    let today = site.effects.today()
    let reference = viewer.isOfInstallation ? nil : UnitReference(request.form["don-vi"])
    let unit: ID<AdministrativeUnit>
    do {
      unit = try await site.database.read { try reference?.unit(on: today, $0) } ?? RoleGrant.installation
    } catch let error as TerritoryError {
      return try await accounts(
        request, request.form, nil, [FieldError(field: "don-vi", message: site.words(request).text(error.message))])
    }
    let grant = RoleGrant(role: role, unit: unit, from: today)
    // Nobody hands out a unit that is not his; one that never was is said at the field.
    try await site.database.read { transaction in
      guard let last = try TerritoryStore.versions(of: grant.unit, transaction).last else { return }
      try request.require(.manageAccounts, at: grant.unit, on: last.lastDay(until: grant.from), transaction)
    }
    do {
      _ = try await site.accounts.create(
        username: request.form["ten"], displayName: request.form["ho-ten"], password: password, grants: [grant], viewer.act())
      return try await accounts(request, FormValues(), password, [])
    } catch let error as DirectoryError {
      let field = error.code.contains("unit") ? "don-vi" : "ten"
      return try await accounts(
        request, request.form, nil, [FieldError(field: field, message: site.words(request).text(error.message))])
    }
  }

  private func endSessions(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let id = ID<Account>(request.parameter("id"))
    guard let account = try await site.database.read({ try AccountStore.account(id, $0) }),
      account.department == viewer.account.department
    else { throw WebError.notFound }
    try await site.signIn.signOutEverywhere(account, by: viewer.account.actor)
    return .seeOther(request.address("/nguoi-dung", [("xong", "sessions_ended")]))
  }
}

/// The accounts of a department with what they hold and what is asked for them.
struct AccountList: Sendable {
  let accounts: [Account]
  let grants: [ID<Account>: [RoleGrant]]
  let requests: [GrantRequest]
  /// What those who asked are called, by the ids of their acts.
  let people: [String: String]

  init(of department: ID<Department>, _ transaction: ReadTransaction) throws {
    accounts = try AccountStore.accounts(of: department, transaction)
    grants = try AccountStore.grants(in: department, transaction)
    requests = try GrantRequestStore.requests(in: department, transaction)
    people = try ActorNames.read(requests.map(\.askedBy.id), transaction)
  }
}
