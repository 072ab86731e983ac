import Kernel

extension AskedWords {
  /// What `PublicWeb` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let publicWeb = AskedWords(
    "PublicWeb",
    """
    board.attainment board.gap board.heading board.indicator board.legend board.result board.target board.verdict
    direction.down direction.hold direction.up
    public.all_figures public.csv public.every_indicator public.figures_intro public.figures_title public.headline_caption
    public.home_intro public.home_title public.json public.nothing_yet public.source
    series.finding
    web.nav.home
    """)
}
