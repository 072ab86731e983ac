import Kernel

extension AskedWords {
  /// What `FigureWeb` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let figureWeb = AskedWords(
    "FigureWeb",
    """
    board.attainment board.gap board.legend board.result board.target board.verdict
    confidence.seen confidence.unverified
    definition.confidence definition.formula definition.heading definition.none definition.source definition.text
    definition.version definition.version_always
    series.finding series.heading series.new_definition series.year
    """)
}
