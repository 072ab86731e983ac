import HTML
import Storage
import Wording

/// How far a job is that waits or runs: in words, and as a bar where its work has said so.
public func jobProgress(_ standing: JobStanding, in words: LocalWording) -> Node {
  let total = standing.total ?? 0
  let sentence =
    if standing.state == .waiting {
      words.text(standing.failure == nil ? "job.waits" : "job.waits_again", ["time": words.format.moment(standing.dueAt)])
    } else if total > 0 {
      words.text(
        "job.far",
        [
          "step": words.text("job.step.\(standing.step)"), "done": words.format.number(standing.done ?? 0),
          "total": words.format.number(total),
        ])
    } else {
      words.text("job.begun")
    }
  return el("div", .class("job"), .role("status")) {
    el("p") { sentence }
    if standing.state == .running, total > 0 {
      el(
        "progress", .attribute("max", total), .attribute("value", min(standing.done ?? 0, total)),
        .attribute("aria-label", sentence))
    }
  }
}
