import Kernel
import Storage

/// The figures that count: the newest approved version of each, whether a correction waits or not; and, at a unit that has
/// both a figure of its own and the sum of the units below, the one that was adopted.
enum FigureInForce {
  static let open = DataStatus.public.map(\.rawValue).sorted()

  /// The direct figures in force within a scope: a condition on department, place, period and indicator.
  static func direct(_ scope: SQL) -> SQL {
    """
    \(current(scope))
    UNION ALL
    \(superseded(scope))
    """
  }

  /// The figures in force whose newest version is the approved one.
  static func current(_ scope: SQL) -> SQL {
    """
    SELECT place, indicator, period, version, value, numerator, denominator, year_tail, missing FROM planning_result
    WHERE \(scope) AND status IN (\(list: open))
    """
  }

  /// The figures in force over which a correction waits.
  static func superseded(_ scope: SQL) -> SQL {
    """
    SELECT place, indicator, period, version, value, numerator, denominator, year_tail, missing
    FROM planning_result_history history
    WHERE \(scope) AND status IN (\(list: open))
      AND version = (SELECT MAX(version) FROM planning_result_history newest WHERE newest.department = history.department
        AND newest.place = history.place AND newest.period = history.period AND newest.indicator = history.indicator
        AND newest.status IN (\(list: open)))
      AND NOT EXISTS (SELECT 1 FROM planning_result result WHERE result.department = history.department
        AND result.place = history.place AND result.period = history.period AND result.indicator = history.indicator
        AND result.status IN (\(list: open)))
    """
  }

  /// What each unit of a scope adds to the sum above it, a row a unit, period and indicator.
  ///
  /// `units` is 1 where it adds something, `leaves` how many figures stand behind it, `apart` how many rates came without
  /// numerator and denominator, `inapplicable` 1 where the unit said that the indicator does not concern it.
  static func contributions(_ scope: SQL) -> SQL {
    """
    SELECT direct.place, direct.indicator, direct.period,
      CASE WHEN kind.kind = 'rate' THEN NULL WHEN direct.missing = 'nil' THEN 0 ELSE direct.value END AS value,
      CASE WHEN kind.kind = 'rate' AND direct.denominator IS NOT NULL THEN direct.numerator END AS numerator,
      CASE WHEN kind.kind = 'rate' AND direct.numerator IS NOT NULL THEN direct.denominator END AS denominator,
      CASE WHEN kind.kind = 'count' THEN direct.year_tail END AS year_tail,
      \(counts) AS units, \(counts) AS leaves,
      CASE WHEN direct.missing = 'not_applicable' THEN 1 ELSE 0 END AS inapplicable,
      CASE WHEN kind.kind = 'rate' AND direct.value IS NOT NULL AND (direct.numerator IS NULL OR direct.denominator IS NULL)
        THEN 1 ELSE 0 END AS apart
    FROM (\(direct(scope))) direct JOIN planning_indicator kind ON kind.code = direct.indicator
    WHERE kind.kind <> 'reduction' AND NOT EXISTS (SELECT 1 FROM planning_adoption adoption
      WHERE \(scope) AND adoption.place = direct.place AND adoption.period = direct.period
        AND adoption.indicator = direct.indicator AND adoption.choice = 'sum')
    UNION ALL
    SELECT sum.place, sum.indicator, sum.period, sum.value, sum.numerator, sum.denominator, sum.year_tail,
      CASE WHEN sum.units > 0 THEN 1 ELSE 0 END, sum.leaves, 0, sum.apart
    FROM (SELECT * FROM planning_roll_up WHERE \(scope)) sum
    WHERE EXISTS (SELECT 1 FROM planning_adoption adoption WHERE \(scope) AND adoption.place = sum.place
        AND adoption.period = sum.period AND adoption.indicator = sum.indicator AND adoption.choice = 'sum')
      OR NOT EXISTS (SELECT 1 FROM (\(direct(scope))) own WHERE own.place = sum.place AND own.period = sum.period
        AND own.indicator = sum.indicator AND (own.value IS NOT NULL OR own.numerator IS NOT NULL
          OR own.missing IN ('nil', 'not_applicable')))
    """
  }

  /// 1 where a direct figure adds something: a number that adds up, numerator and denominator of a rate, or «nil».
  private static let counts: SQL = """
    CASE WHEN direct.missing = 'nil' THEN 1 WHEN direct.missing IS NOT NULL THEN 0
      WHEN kind.kind = 'rate' THEN CASE WHEN direct.numerator IS NOT NULL AND direct.denominator IS NOT NULL THEN 1 ELSE 0 END
      WHEN direct.value IS NOT NULL THEN 1 ELSE 0 END
    """
}
