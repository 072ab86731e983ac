import HTML
import Kernel
import Wording

extension Site {
  /// The database is busy or away, nothing was written, and the same may pass in a moment. What was typed is offered again: its
  /// sender presses once more.
  /// - Parameter carries: whether the form is one that holds typing (`Route.carries`); others are on the page before.
  func busyPage(_ request: WebRequest, carries: Bool) -> WebResponse {
    let words = words(request)
    let typed = request.form.without([Site.formField]).sentPairs
    guard carries, request.viewer != nil, request.uploads.isEmpty, !typed.isEmpty else {
      return errorPage(words.text("web.busy"), status: 503, request)
    }
    let page = Page(words.text("web.error_title.500")) {
      el("p") { words.text("web.busy_typed") }
      form(request, to: request.selfAddress(in: request.language), isGuarded: true) {
        for (name, value) in typed { hiddenField(name: name, value: value) }
        buttonRow { submitButton(words.text("web.busy_again")) }
      }
    }
    return respond(page, .staff, request, status: 503)
  }
}
