import Directory
import Kernel
import Storage
import Territory
import WebShared
import Wording

/// How a role that somebody holds or is to get is said on pages.
struct GrantWords {
  let words: LocalWording
  /// What the accounts that acted are called, by the ids of their acts.
  let people: [String: String]

  /// Words for the acts of these people.
  init(_ words: LocalWording, people: [String: String] = [:]) {
    self.words = words
    self.people = people
  }

  /// «Giám đốc (A.62)».
  func text(_ grant: RoleGrant) -> String {
    "\(words.text(grant.role.label)) (\(unit(grant)))"
  }

  /// The unit's id; «toàn hệ thống» where the role is for the whole installation.
  func unit(_ grant: RoleGrant) -> String {
    grant.unit == RoleGrant.installation ? words.text("grants.everywhere") : grant.unit.rawValue
  }

  /// Who acted, as colleagues call him; on the command line, the user of the machine.
  func person(_ actor: Actor) -> String {
    if let name = people[actor.id] { return name }
    return actor.id.hasPrefix("os:") ? words.text("indicator.command_line", ["user": String(actor.id.dropFirst(3))]) : actor.id
  }

  /// Who gave a role and when, and who confirmed it: «Quyền Giám đốc (A.62) do … cấp ngày …, … xác nhận ngày …».
  func line(_ record: GrantRecord) -> String {
    var values = ["grant": text(record.grant), "day": words.format.date(record.grant.from)]
    guard let granted = record.grantedBy, let at = record.grantedAt else { return words.text("grants.held", values) }
    values["by"] = person(granted)
    values["day"] = words.format.date(at.vietnameseDay)
    guard let confirmed = record.confirmedBy, let then = record.confirmedAt else { return words.text("grants.given", values) }
    values["second"] = person(confirmed)
    values["then"] = words.format.date(then.vietnameseDay)
    return words.text("grants.confirmed", values)
  }

  /// Who asked for a role and when: «Quyền Giám đốc (A.62) do … đề nghị lúc …, chờ người thứ hai xác nhận».
  func line(_ request: GrantRequest) -> String {
    words.text(
      "grants.waits",
      ["grant": text(request.grant), "by": person(request.askedBy), "moment": words.format.moment(request.askedAt)])
  }
}
