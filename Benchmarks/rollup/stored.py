"""Databases with very many figures, loaded past the program by SQLite itself: what is measured is what is done with them."""

import csv
import sqlite3

from measured import ROOT, Failed, migrated, ours, program, run

YEAR, COMMUNES, INDICATORS = 2024, 10_035, 100
KINDS = ("count", "stock", "rate", "count")


def catalogue(folder, database):
    """Brings the catalogue to 100 indicators that add up, through the program."""
    with sqlite3.connect(database) as connection:
        known = connection.execute("SELECT count(*) FROM planning_indicator WHERE kind <> 'reduction'").fetchone()[0]
    path = folder / "indicators.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name_vi", "unit", "kind", "direction"])
        for number in range(known, INDICATORS):
            kind = KINDS[number % len(KINDS)]
            writer.writerow([f"BENCH{number:03}", f"Chỉ tiêu thử {number}", "%" if kind == "rate" else "người", kind, "up"])
    run([program(), "import", "indicators", path, "--database", f"sqlite:{database}"], env=ours())


def prepare(folder, name):
    """An empty database with 100 indicators, and the communes in force through the whole year with their departments."""
    database = migrated(folder / name)
    catalogue(folder, database)
    connection = sqlite3.connect(database)
    connection.executescript(
        f"""
        CREATE TABLE bench_unit AS
          SELECT commune.unit_id AS place, district.unit_id AS district, province.unit_id AS province, organisation.id AS department,
            row_number() OVER (ORDER BY organisation.id, commune.unit_id) AS number
          FROM territory_unit commune
          JOIN territory_unit district ON district.unit_id = commune.parent_id AND district.valid_from <= '{YEAR}-01-01'
            AND district.valid_to >= '{YEAR}-12-31'
          JOIN territory_unit province ON province.unit_id = district.parent_id AND province.valid_from <= '{YEAR}-01-01'
            AND province.valid_to >= '{YEAR}-12-31'
          JOIN directory_organisation organisation ON organisation.unit = province.unit_id AND organisation.kind = 'department'
          WHERE commune.level = 3 AND commune.valid_from <= '{YEAR}-01-01' AND commune.valid_to >= '{YEAR}-12-31'
          ORDER BY commune.unit_id LIMIT {COMMUNES};
        CREATE TABLE bench_indicator AS
          SELECT code, kind, row_number() OVER (ORDER BY code) AS number FROM planning_indicator WHERE kind <> 'reduction'
          ORDER BY code LIMIT {INDICATORS};
        """)
    found = connection.execute("SELECT (SELECT count(*) FROM bench_unit), (SELECT count(*) FROM bench_indicator)").fetchone()
    if found != (COMMUNES, INDICATORS):
        raise Failed(f"{found[0]} communes and {found[1]} indicators instead of {COMMUNES} and {INDICATORS}")
    return database, connection


def load(connection, periods, status="approved", where="1 = 1"):
    """Figures of every commune and indicator for some periods, in the order of the table's key."""
    connection.execute("PRAGMA cache_size = -1000000")
    connection.execute("CREATE TEMP TABLE period (period TEXT, number INTEGER)")
    connection.executemany("INSERT INTO period VALUES (?, ?)", [(period, number) for number, period in enumerate(periods)])
    draw = "((unit.number * 7919 + indicator.number * 104729 + period.number * 1299709) % 997)"
    connection.execute(
        f"""
        INSERT INTO planning_result (department, place, period, indicator, version, value, numerator, denominator, change, verdict,
          missing, origin, status, limitation, cause, remedy, note, author, recorded_at, reason, year_tail)
        SELECT unit.department, unit.place, period.period, indicator.code, 1,
          CASE WHEN indicator.kind <> 'rate' THEN {draw} * 10000 END,
          CASE WHEN indicator.kind = 'rate' THEN {draw} * 10000 END,
          CASE WHEN indicator.kind = 'rate' THEN ({draw} + 100) * 10000 END,
          NULL, NULL, NULL, 'stated', '{status}', '', '', '', '', 'system', '2025-01-15T00:00:00Z', '', NULL
        FROM bench_unit unit CROSS JOIN period CROSS JOIN bench_indicator indicator WHERE {where}
        ORDER BY unit.department, unit.place, period.period, indicator.code
        """)
    connection.execute("DROP TABLE temp.period")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
