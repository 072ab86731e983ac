/// The size of the box of a note, in pixels, so that its whole text is seen without dragging.
struct NoteSize: Hashable {
  static let lineHeight = 17
  private static let charactersPerLine = 36
  let width = 250
  let height: Int

  /// The box of a text in the letters of a note.
  init(for text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { sum, line in
      sum + max(1, (line.count + NoteSize.charactersPerLine - 1) / NoteSize.charactersPerLine)
    }
    height = min(max(lines, 2), 30) * NoteSize.lineHeight + 12
  }
}
