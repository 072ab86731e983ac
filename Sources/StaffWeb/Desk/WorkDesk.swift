import Directory
import HTML
import Kernel
import Storage
import Territory
import WebShared
import Wording

/// «Bàn làm việc»: what waits for this person, and how the work of his units stands, as each system tells it.
extension StaffPages {
  var deskRoutes: [Route] {
    [.page("/lam-viec", .signedIn) { try await desk($0) }, .page("/tro-giup", .signedIn) { help($0) }]
  }

  private func desk(_ request: StaffRequest) async throws -> WebResponse {
    let setting = setting(request)
    let (viewer, words) = (request.viewer, setting.words)
    let blocks = systems.flatMap(\.desk).sorted { $0.rank < $1.rank }
    let (units, said) = try await site.database.read { transaction in
      let units = try DeskUnit.all(of: viewer, transaction)
      return (units, try blocks.map { try $0.read(setting, units, transaction) })
    }
    let sections = units.map { unit in (unit, said.flatMap { $0.ofUnit[unit.path.unit.id] ?? [] }) }.filter { !$0.1.isEmpty }
    let page = Page(words.text("web.nav.work")) {
      el("p") { words.text("desk.role", ["roles": roles(viewer, words)]) }
      findForm("", request, words)
      if sections.isEmpty { el("p") { words.text("desk.no_unit") } }
      for block in said { block.above }
      for (unit, nodes) in sections {
        el("section") {
          el("h2") { unit.path.fullName }
          nodes
        }
      }
      el("p") { el("a", .href(request.address("/mat-khau"))) { words.text("account.change_password") } }
    }
    return site.respond(page, request)
  }

  private func roles(_ viewer: Viewer, _ words: LocalWording) -> String {
    Set(viewer.grants.map(\.role)).map { words.text($0.label) }.sorted().joined(separator: ", ")
  }

  private func help(_ request: StaffRequest) -> WebResponse {
    let words = site.words(request)
    let page = Page(words.text("web.nav.help")) {
      for topic in systems.flatMap(\.help) {
        el("h2") { words.text("help.\(topic).title") }
        el("p") { words.text("help.\(topic).text") }
      }
    }
    return site.respond(page, request)
  }
}
