import Directory
import Figures
import Kernel
import Planning
import Storage

/// Figures that changed between the download of a workbook and its return.
struct ChangedSince {
  let context: SheetContext
  let identity: FormIdentity
  let actor: Actor

  /// The entry to save; `nil` where the line was not touched since the download, so that what others did stays.
  ///
  /// What this workbook itself brought in earlier, in the hands of the same person, it has seen: a workbook that was saved in
  /// part, corrected and sent again is in conflict with nobody.
  func settled(_ entry: CellEntry, over stored: ResultVersion?, _ transaction: ReadTransaction) throws -> CellEntry? {
    guard let stored, stored.result.version > entry.seen,
      !stored.result.claimsTheSame(as: entry.result(in: context, over: stored.result))
    else { return entry }
    let versions = try ResultStore.versions(
      entry.indicator, place: context.key.place, period: context.key.period, in: context.department, transaction)
    let base = versions.first { $0.result.version == entry.seen }?.result
    let isUntouched =
      base.map { $0.claimsTheSame(as: entry.result(in: context, over: $0)) }
      ?? (entry.isEmpty && entry.cause.isEmpty && entry.note.isEmpty)
    if isUntouched { return nil }
    let later = versions.filter { $0.result.version > entry.seen }
    guard later.allSatisfy({ $0.result.author == actor.id && $0.reason == identity.mark }) else { return entry }
    var entry = entry
    entry.seen = stored.result.version
    return entry
  }

  /// What both say, who said the other and when, at the column in which they differ.
  func described(_ conflict: CellConflict, _ transaction: ReadTransaction) throws -> (FormColumn, Message) {
    let (yours, theirs) = (conflict.yours, conflict.theirs.result)
    let column = ChangedSince.difference(yours, theirs)
    let (mine, other) = (
      ChangedSince.told(column, yours.result(in: context, over: theirs)), ChangedSince.told(column, theirs)
    )
    var values = ["who": try who(theirs.author, transaction), "when": when(conflict.theirs.at)]
    var words: [String: String] = [:]
    for (name, told) in [("yours", mine), ("theirs", other)] {
      if let key = told.word { words[name] = key } else { values[name] = told.text }
    }
    return (column, Message("error.planning.workbook_conflict", values, words: words))
  }

  private static func difference(_ yours: CellEntry, _ theirs: IndicatorResult) -> FormColumn {
    if yours.value != theirs.value { return .value }
    if yours.numerator != theirs.numerator { return .numerator }
    if yours.denominator != theirs.denominator { return .denominator }
    if yours.yearTail != theirs.yearTail { return .yearTail }
    if yours.missing != theirs.missing { return .missing }
    return yours.cause != theirs.cause ? .cause : .note
  }

  /// What a result says in a column, as text or as the key of a word.
  private static func told(_ column: FormColumn, _ result: IndicatorResult) -> (text: String, word: String?) {
    let quantity: Quantity? =
      switch column {
      case .numerator: result.numerator
      case .denominator: result.denominator
      case .yearTail: result.yearTail
      default: result.value
      }
    if column == .cause || column == .note {
      let text = column == .cause ? result.cause : result.note
      return ("«\(text.prefix(60))»", nil)
    }
    if column != .missing, let quantity { return (quantity.asTyped, nil) }
    return ("—", result.missing.map { "missing.\($0.rawValue)" })
  }

  /// Accounts by the name shown on pages; the command line by its user.
  private func who(_ author: String, _ transaction: ReadTransaction) throws -> String {
    let parts = author.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[0] == "account" else { return author }
    return try AccountStore.account(ID(parts[1]), transaction)?.displayName ?? author
  }

  private func when(_ recorded: String) -> String {
    Moment(iso: recorded).map { "\($0.vietnameseTime) \($0.vietnameseDay.asTyped)" } ?? recorded
  }
}
