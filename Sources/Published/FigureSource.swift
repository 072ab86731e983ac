import Figures
import Storage

/// The tables that figures are read from: one reader, whoever looks. What everybody may read is here; what officials see
/// besides, drafts included, is added by `Planning`, and out of reach for whoever does not import it.
public struct FigureSource: Sendable {
  /// Whom it shows figures to.
  public let audience: Audience
  /// The figures of whole years.
  package let figures: SQL
  /// The figures of the parts of a year, which count only where approved.
  let parts: SQL
  /// The sums of the units below.
  let sums: SQL
  /// The choices between a sum and a unit's own figure.
  let adoptions: SQL
  /// The annual plans.
  let plans: SQL
  /// Their targets.
  let targets: SQL
  /// The catalogue.
  let catalogue: Catalogue

  /// The tables of the catalogue.
  package struct Catalogue: Sendable {
    let indicators: SQL
    let aliases: SQL
    let definitions: SQL

    /// A catalogue in some tables.
    package init(indicators: SQL, aliases: SQL, definitions: SQL) {
      self.indicators = indicators
      self.aliases = aliases
      self.definitions = definitions
    }
  }

  /// Figures for an audience in some tables.
  package init(
    for audience: Audience, figures: SQL, parts: SQL, sums: SQL, adoptions: SQL, plans: SQL, targets: SQL, catalogue: Catalogue
  ) {
    self.audience = audience
    self.figures = figures
    self.parts = parts
    self.sums = sums
    self.adoptions = adoptions
    self.plans = plans
    self.targets = targets
    self.catalogue = catalogue
  }

  /// The name under which something of this source is remembered.
  func key(_ name: String) -> String { (audience == .everybody ? "everybody/" : "staff/") + name }

  /// What everybody may read: decided figures, the plans that are more than a proposal, the shared catalogue. The views are made
  /// by `Planning`, whose tables they narrow.
  public static let published = FigureSource(
    for: .everybody, figures: "published_figure", parts: "published_figure", sums: "published_sum",
    adoptions: "published_adoption", plans: "published_plan", targets: "published_target",
    catalogue: Catalogue(
      indicators: "published_indicator", aliases: "published_alias", definitions: "published_definition"))
}
