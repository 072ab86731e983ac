import Directory
import HTML
import Kernel
import Storage
import WebShared
import Wording

/// What a person's own account page says of his roles: who gave each, and who confirmed it.
struct OwnGrants: Sendable {
  let records: [GrantRecord]
  let requests: [GrantRequest]
  let people: [String: String]

  init(of viewer: Viewer, _ transaction: ReadTransaction) throws {
    let day = viewer.day
    records = try AccountStore.records(of: viewer.account.id, transaction).filter { $0.grant.to.map { $0 >= day } ?? true }
    requests = try GrantRequestStore.requests(of: viewer.account.id, transaction)
    people = try ActorNames.read(
      records.flatMap { [$0.grantedBy, $0.confirmedBy] }.compactMap { $0?.id } + requests.map(\.askedBy.id), transaction)
  }

  /// The section of the page.
  func node(_ words: LocalWording) -> Node {
    let grants = GrantWords(words, people: people)
    return el("section") {
      el("h2") { words.text("grants.own") }
      if records.isEmpty, requests.isEmpty { el("p") { words.text("grants.none") } }
      el("ul", .class("plain-list")) {
        for record in records { el("li") { grants.line(record) } }
        for request in requests { el("li") { grants.line(request) } }
      }
    }
  }
}
