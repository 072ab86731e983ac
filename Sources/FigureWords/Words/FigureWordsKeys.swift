import Kernel

extension AskedWords {
  /// What `FigureWords` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let figureWords = AskedWords(
    "FigureWords",
    """
    board.maintain board.too_large
    comparator.at_least comparator.at_most comparator.exactly comparator.less_than comparator.maintain comparator.more_than
    confidence.seen confidence.unverified
    coverage.communes coverage.districts coverage.halves coverage.months coverage.nine_months coverage.quarters
    explain.bands explain.comparison explain.derived_from explain.formula.changes explain.formula.cuts
    explain.formula.faces_differ explain.formula.levels explain.formula.levels_falling explain.formula.no_result
    explain.formula.no_target explain.formula.stated explain.formula.target_not_positive explain.fraction
    explain.no_decision explain.ratio explain.result explain.stated explain.target
    missing.nil missing.not_applicable missing.not_applicable_mark missing.not_reported
    origin.copied origin.derived origin.external origin.register origin.stated origin.summed
    phrase.against_plan phrase.attainment phrase.derived phrase.down phrase.figure phrase.missing phrase.planned
    phrase.stated phrase.too_large phrase.unchanged phrase.up phrase.with_change
    status.approved status.corrected status.draft status.locked status.returned status.submitted
    unit.point unit.points
    verdict.exceeded verdict.low verdict.met verdict.met_or_exceeded verdict.mostly verdict.no_basis verdict.notmet
    """)
}
