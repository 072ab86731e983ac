import Kernel

/// A value of a rule with the line it stands on, while its days are checked against its neighbours'.
struct DatedValue {
  /// The line in the file, from 1.
  let line: Int
  /// The value as written.
  let value: RuleValue

  /// The values with every last day but the final one filled in. On each day at most one value is in force, and from the
  /// first day on there is no day without one.
  static func inOrder(_ entries: [DatedValue], file: String) throws(RulebookError) -> [RuleValue] {
    var values: [RuleValue] = []
    for (index, entry) in entries.enumerated() {
      try entry.checkOwnDays(isFirst: index == 0, file: file)
      guard index + 1 < entries.count, let next = entries[index + 1].value.from else {
        values.append(entry.value)
        continue
      }
      let lastDay = next.adding(days: -1)
      // A file lists its values from the oldest to the newest; one that starts no later than its predecessor overlaps it.
      if let from = entry.value.from, lastDay < from {
        throw .overlap(file: file, line: entries[index + 1].line, day: next)
      }
      if let to = entry.value.to, to > lastDay { throw .overlap(file: file, line: entries[index + 1].line, day: next) }
      if let to = entry.value.to, to < lastDay {
        throw .gap(file: file, line: entries[index + 1].line, day: to.adding(days: 1))
      }
      values.append(entry.value.ending(on: lastDay))
    }
    return values
  }

  private func checkOwnDays(isFirst: Bool, file: String) throws(RulebookError) {
    if value.from == nil, !isFirst { throw .missingKey(file: file, line: line, key: "from") }
    if let from = value.from, let to = value.to, to < from {
      throw .endsBeforeItStarts(file: file, line: line, day: to)
    }
  }
}

extension RuleValue {
  /// The same value with its last day filled in.
  fileprivate func ending(on day: CivilDate) -> RuleValue {
    RuleValue(
      from: from, to: day, value: value, document: document, article: article, confidence: confidence, source: source)
  }
}
