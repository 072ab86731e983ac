"""The peer of `ansinh rollup rebuild`: the sums of all districts and provinces by GROUP BY in DuckDB, two threads."""

import sys
import time

import duckdb

FIGURES = "place VARCHAR, period VARCHAR, indicator VARCHAR, kind VARCHAR, value BIGINT, numerator BIGINT, denominator BIGINT"
SUMS = """
  sum(value)::BIGINT AS value, sum(numerator)::BIGINT AS numerator, sum(denominator)::BIGINT AS denominator,
  sum(leaves)::BIGINT AS leaves
"""


def main(database, figures, units, source):
    connection = duckdb.connect(database)
    connection.execute("SET threads = 2")
    connection.execute(f"CREATE TABLE IF NOT EXISTS unit AS SELECT * FROM read_csv('{units}')")
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in (column.split() for column in FIGURES.split(", ")))
    file = f"read_csv('{figures}', header = true, columns = {{{columns}}})"
    if source == "load":
        connection.execute(f"CREATE TABLE figure AS SELECT * FROM {file}")
        return
    connection.execute("DROP TABLE IF EXISTS district; DROP TABLE IF EXISTS province")
    begun = time.monotonic()
    connection.execute(
        f"""
        CREATE TABLE district AS SELECT unit.district AS place, any_value(unit.province) AS province, period, indicator, {SUMS}
        FROM (SELECT *, 1 AS leaves FROM {file if source == "csv" else "figure"}) JOIN unit USING (place)
        GROUP BY unit.district, period, indicator
        """)
    connection.execute(
        f"CREATE TABLE province AS SELECT province AS place, period, indicator, {SUMS} FROM district GROUP BY ALL")
    seconds = time.monotonic() - begun
    totals = connection.execute(
        "SELECT count(*), sum(value), sum(numerator), sum(denominator), sum(leaves) FROM "
        "(FROM district SELECT value, numerator, denominator, leaves UNION ALL FROM province SELECT value, numerator, denominator, leaves)"
    ).fetchone()
    print(seconds, *map(int, totals))


main(*sys.argv[1:])
