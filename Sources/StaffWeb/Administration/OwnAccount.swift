import Directory
import HTML
import Kernel
import Storage
import WebShared
import Wording

/// One's own account: changing the password, who gave which role, ending all sessions.
extension StaffPages {
  var ownAccountRoutes: [Route] {
    [
      .page("/mat-khau", .signedIn) { try await passwordPage($0, []) },
      .act("/mat-khau", .signedIn) { try await changePassword($0) },
      .act("/dang-xuat-het", .signedIn) { try await signOutEverywhere($0) },
    ]
  }

  private func passwordPage(_ request: StaffRequest, _ errors: [FieldError]) async throws -> WebResponse {
    let words = site.words(request)
    let grants = try await site.database.read { try OwnGrants(of: request.viewer, $0) }
    func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
    let page = Page(
      words.text("account.change_password"),
      errors: errors
    ) {
      if request.viewer.account.mustChangePassword == true { el("p") { words.text("account.must_change") } }
      site.form(request, to: request.address("/mat-khau")) {
        textField(
          Field(name: "cu", label: words.text("account.current"), error: error("cu")), kind: .password, in: words)
        textField(
          Field(name: "moi", label: words.text("account.new"), hint: words.text("account.new_hint"), error: error("moi")),
          kind: .newPassword, in: words)
        buttonRow { submitButton(words.text("account.change_password")) }
      }
      grants.node(words)
      el("h2") { words.text("account.everywhere") }
      el("p") { words.text("account.everywhere_note") }
      site.form(request, to: request.address("/dang-xuat-het")) {
        buttonRow { submitButton(words.text("account.everywhere"), rank: .secondary) }
      }
    }
    return site.respond(page, request, status: errors.isEmpty ? 200 : 422)
  }

  private func changePassword(_ request: StaffRequest) async throws -> WebResponse {
    guard let session = request.session else { throw WebError.signedOut }
    do {
      let token = try await site.accounts.changePassword(
        in: session, from: request.form["cu"], to: request.form["moi"], address: request.remoteAddress)
      var response = WebResponse.seeOther(request.address("/lam-viec", [("xong", "password_changed")]))
      response.headers.append(site.cookie(site.sessionCookie, token.text))
      return response
    } catch let error as DirectoryError {
      let field = error == .wrongCredentials || error.kind != .refused ? "cu" : "moi"
      let fault = FieldError(field: field, message: site.words(request).text(error.message))
      return SignInRefusal.marked(try await passwordPage(request, [fault]), error)
    }
  }

  private func signOutEverywhere(_ request: StaffRequest) async throws -> WebResponse {
    try await site.signIn.signOutEverywhere(request.viewer.account, by: request.viewer.account.actor)
    return site.signedOut(to: request.address("/dang-nhap"))
  }
}
