import Figures
import HTML
import Kernel
import Reporting
import WebShared
import Wording

/// The choice at a line that somebody else changed while it was being typed: what both say, whose it is and since when.
struct SheetConflict {
  let line: SheetLine

  var node: Node {
    let words = line.words
    let name = TypedLine.choiceName(line.code)
    return radioGroup(
      Field(
        name: name, label: words.text("entry.conflict_title"), error: line.errors.first { $0.field == name }?.message),
      choices: [
        Choice(TypedLine.mine, words.text("entry.keep_mine", ["figure": line.typed.summary(words)])),
        Choice(TypedLine.theirs, words.text("entry.keep_theirs", ["figure": theirs]), hint: whose),
      ], selected: line.typed.choice, in: words)
  }

  private var theirs: String { TypedLine(line.row.figure, line.words.format).summary(line.words) }

  /// «Cán bộ A lưu lúc 14:32 ngày 05/01/2022».
  private var whose: String? {
    guard let current = line.row.current else { return nil }
    let words = line.words
    return words.text(
      "entry.saved_by",
      [
        "name": line.sheet.name(of: current.result.author), "moment": SheetWords(words: words).moment(current.at),
      ])
  }
}
