import Directory
import HTML
import Kernel
import Planning
import Storage
import Systems
import WebShared
import Wording

/// A long import: the page of its job, which a browser asks for again until it is over, without a script.
extension StaffPages {
  /// Asks for the work, and leads to its page.
  func begin(_ asked: FileImport, _ request: StaffRequest) async throws -> WebResponse {
    let job = try await site.database.write(request.viewer.act(reason: asked.name)) { transaction in
      try JobQueue.enqueue(FileImportJob.self, asked, transaction).job
    }
    return .seeOther(request.address("/nhap-tep/\(job)"))
  }

  /// How far an import is; what came of it.
  func showImport(_ request: StaffRequest) async throws -> WebResponse {
    let (standing, asked) = try await ownImport(request)
    if let report = try standing.outcome(of: FileImportJob.self) { return try await importPage(request, (asked, report)) }
    let words = site.words(request)
    switch standing.state {
    case .waiting, .running:
      let page = Page(words.text("import.under_way", ["file": asked.name]), crumbs: importCrumbs(request, words)) {
        jobProgress(standing, in: words)
        el("p") { words.text("import.may_leave") }
        el("p") { el("a", .href(request.web.selfAddress(in: request.language))) { words.text("job.look_again") } }
        site.form(request, to: request.address("/nhap-tep/\(standing.id)/huy")) {
          buttonRow { submitButton(words.text("job.cancel"), rank: .secondary) }
        }
      }
      var response = site.respond(page, request)
      response.headers.append(("refresh", "2"))
      return response
    case .done, .failed, .cancelled:
      return try await importPage(request, notice: try ending(standing, words))
    }
  }

  /// Cancels an import that is not over; what it has written by then is undone.
  func cancelImport(_ request: StaffRequest) async throws -> WebResponse {
    let job = try await ownImport(request).standing.id
    try await site.database.maintain { try JobQueue.cancel(job, $0) }
    return .seeOther(request.address("/nhap-tep/\(job)"))
  }

  /// The import of a request; another person's and one that never was are told alike.
  private func ownImport(_ request: StaffRequest) async throws -> (standing: JobStanding, asked: FileImport) {
    let id = ID<Job>(request.parameter("id"))
    let standing = try await site.database.read { try JobQueue.standing(id, $0) }
    guard let standing, standing.actor == request.viewer.account.actor,
      let asked = try standing.payload(of: FileImportJob.self)
    else { throw WebError.notFound }
    return (standing, asked)
  }

  private func ending(_ standing: JobStanding, _ words: LocalWording) throws -> Node {
    if standing.state == .cancelled { return flash(.information, words.text("import.cancelled"), in: words) }
    let sentence = try standing.refusal().map { words.text($0) }
    return flash(.error, sentence ?? words.text("import.broke", ["number": standing.id.rawValue]), in: words)
  }

  private func importCrumbs(_ request: StaffRequest, _ words: LocalWording) -> [Crumb] {
    [Crumb(words.text("import.title"), request.address("/nhap-tep"))]
  }

  /// The long imports of whoever asks, the newest first.
  func recentImports(of request: StaffRequest) async throws -> [JobStanding] {
    let actor = request.viewer.account.actor
    return try await site.database.read { try JobQueue.standings(of: FileImportJob.self, askedBy: actor, limit: 5, $0) }
  }

  /// The way back to long imports, for whoever left their pages.
  func importList(_ standings: [JobStanding], _ request: StaffRequest, _ words: LocalWording) -> Node {
    guard !standings.isEmpty else { return .empty }
    return el("section") {
      el("h2") { words.text("import.lately") }
      el("ul") {
        for standing in standings {
          if let asked = try? standing.payload(of: FileImportJob.self) {
            el("li") {
              el("a", .href(request.address("/nhap-tep/\(standing.id)"))) { asked.name }
              ": \(words.text("import.mode.\(asked.mode.rawValue)")), \(words.text("job.state.\(standing.state.rawValue)"))"
            }
          }
        }
      }
    }
  }
}
