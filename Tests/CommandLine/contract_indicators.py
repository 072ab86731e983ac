"""An added indicator of any kind and direction appears everywhere by its CSV row alone; and bad rows of the catalogue."""

from dataclasses import dataclass

from refusals import fault, refuse_all, refused

EVERY_ENGINE = True

COLUMNS = "code,name_vi,name_en,aliases,unit,sector,kind,direction,decimals,attainment_decimals,headline,parent\n"


@dataclass(frozen=True)
class Case:
    """An indicator with target and result, and the board's line they must give."""

    kind: str
    direction: str
    target: str  # level,change,comparator
    result: str  # value,numerator,denominator,change
    board: str  # target,target_change,result,result_change,attainment,gap,verdict
    before: str = ""  # the level of the year before

    @property
    def code(self):
        return f"X_{self.kind}_{self.direction}".upper()

    @property
    def catalogue_row(self):
        unit = {"rate": "%", "reduction": "điểm %", "recognition": "xã"}.get(self.kind, "người")
        names = f"Chỉ tiêu {self.code},Indicator {self.code},tên khác {self.code}"
        return f"{self.code},{names},{unit},thu-nghiem,{self.kind},{self.direction},,,1,\n"


CASES = [
    Case("count", "up", "100,,>=", "120,,,", "100,,120,,120,20,exceeded"),
    Case("count", "down", "100,,<=", "80,,,", "100,,80,,,-20,exceeded"),
    Case("count", "hold", "100,,maintain", "100,,,", "100,,100,,100,0,met"),
    Case("stock", "up", "300,,>=", "290,,,", "300,,290,,96.67,-10,mostly"),
    Case("stock", "down", "300,,<=", "310,,,", "300,,310,,,10,notmet"),
    Case("stock", "hold", "300,,=", "300,,,", "300,,300,,100,0,met"),
    Case("rate", "up", "50,,>=", ",27,50,", "50,,54,,108,4,exceeded"),
    Case("rate", "down", "4,-1,<=", "4.2,,,-0.8", "4,-1,4.2,-0.8,80,0.2,notmet", before="5"),
    Case("rate", "hold", "90,,maintain", ",17,20,", "90,,85,,94.44,-5,notmet"),
    Case("reduction", "up", "1,,>=", "0.8,,,", "1,,0.8,,80,-0.2,notmet"),
    Case("reduction", "down", "1,,<=", "0.5,,,", "1,,0.5,,50,-0.5,exceeded"),
    Case("reduction", "hold", "1,,=", "1,,,", "1,,1,,100,0,met"),
    Case("recognition", "up", "10,,>=", "6,,,", "10,,6,,60,-4,low"),
    Case("recognition", "down", "10,,<", "10,,,", "10,,10,,,0,notmet"),
    Case("recognition", "hold", "10,,maintain", "11,,,", "10,,11,,110,1,exceeded"),
]

SHOWN = ["target", "target_change", "result", "result_change", "attainment", "gap", "verdict"]


def added(journey):
    """A database with every case's indicator, target and result."""
    database = journey.ready()
    rows = "".join(one.catalogue_row for one in CASES)
    _, answer = journey.bring(database, "indicators", COLUMNS + rows)
    journey.ends("an indicator of each kind and direction goes in", answer, 0)
    rows = "".join(f"{one.code},48,2023,{one.target}\n" for one in CASES)
    _, answer = journey.bring(database, "targets", "indicator,place,year,level,change,comparator\n" + rows)
    journey.ends("… their targets", answer, 0)
    head = "indicator,place,period,value,numerator,denominator,change\n"
    before = "".join(f"{one.code},48,2022,{one.before},,,\n" for one in CASES if one.before)
    _, answer = journey.bring(
        database, "results", head + before + "".join(f"tên khác {one.code},48,2023,{one.result}\n" for one in CASES))
    journey.ends("… their results, by an alias", answer, 0)
    return database


def everywhere(journey):
    database = added(journey)
    board = journey.board(database, "48", 2023)
    journey.equal("they stand on the board in the file's order", list(board), [one.code for one in CASES])
    json_rows = {row["indicator"]: row for row in journey.board_json(database, "48", 2023)["rows"]}
    table = journey.run(database, "plan", "show", "--place", "48", "--year", 2023).output
    for one in CASES:
        row = board.get(one.code, {})
        journey.equal(f"{one.kind} {one.direction} in the CSV", ",".join(row.get(cell, "?") for cell in SHOWN), one.board)
        line = next((line for line in table.splitlines() if f"Chỉ tiêu {one.code} " in line), "")
        shown = row.get("result", "?").replace(".", ",")
        journey.check(f"{one.kind} {one.direction} in the table", shown in line, line or table)
        said = json_rows.get(one.code, {})
        same = all((said.get(cell) is None) == (not row.get(cell)) for cell in SHOWN)
        journey.check(
            f"{one.kind} {one.direction} in the JSON, with sentences",
            same and said.get("sentence_vi") and said.get("sentence_en"), said)


def again_and_edited(journey):
    database = journey.ready()
    row = "MINE,Của tôi,Mine,tên một;tên hai,người,xa-hoi,count,up,0,1,0,JOB\n"
    _, answer = journey.bring(database, "indicators", COLUMNS + row)
    journey.ends("a row of the catalogue", answer, 0)
    _, answer = journey.bring(database, "indicators", COLUMNS + row)
    journey.check("the same row again changes nothing", answer.status == 0 and "Không có gì thay đổi" in answer.output, answer)
    _, answer = journey.bring(database, "indicators", COLUMNS + row.replace("Của tôi", "Của chúng tôi"))
    journey.ends("the row with another name", answer, 0)
    names = database.rows("SELECT name_vi FROM planning_indicator WHERE code = 'MINE'")
    journey.equal("… changes the name", names, [("Của chúng tôi",)])
    _, answer = journey.bring(database, "indicators", "kind,unit,code,direction,name_vi\ncount,người,LEAST,up,Ít cột nhất\n")
    journey.ends("the required columns alone, in another order", answer, 0)
    refused(
        journey, database, "the parent named in the file is kept to", "targets",
        "indicator,place,year,level,comparator\nJOB,48,2022,5,>=\nMINE,48,2022,6,>=\n",
        fault(3, "level", "planning.child_above_parent", "6", "5"))
    migrated = journey.run(database, "migrate")
    journey.ends("migrate afterwards", migrated, 0)
    kept = database.rows("SELECT name_vi FROM planning_indicator WHERE code = 'MINE'")
    journey.equal("… keeps the added indicator", kept, [("Của chúng tôi",)])


def row(**cells):
    """A row of the catalogue that is good but for the cells given."""
    good = {
        "code": "MINE", "name_vi": "Của tôi", "name_en": "Mine", "aliases": "", "unit": "người", "sector": "xa-hoi",
        "kind": "count", "direction": "up", "decimals": "0", "attainment_decimals": "2", "headline": "0", "parent": "",
    }
    return ",".join({**good, **cells}.values()) + "\n"


BAD_ROWS = [
    ("no code", row(code=""), fault(2, "code", "planning.cell_empty", "code")),
    ("a code that stands in no address", row(code="của tôi"), fault(2, "code", "planning.bad_code", "của tôi")),
    ("no name", row(name_vi=""), fault(2, "name_vi", "planning.cell_empty", "name_vi")),
    ("no unit", row(unit=""), fault(2, "unit", "planning.cell_empty", "unit")),
    ("unknown kind", row(kind="sum"), fault(2, "kind", "planning.unknown_word", "sum", "recognition")),
    ("no kind", row(kind=""), fault(2, "kind", "planning.cell_empty", "kind")),
    ("unknown direction", row(direction="left"), fault(2, "direction", "planning.unknown_word", "left", "hold")),
    ("decimals out of range", row(decimals="9"), fault(2, "decimals", "planning.not_in_range", "9")),
    ("decimals in words", row(attainment_decimals="two"), fault(2, "attainment_decimals", "planning.not_in_range", "two")),
    ("headline in words", row(headline="maybe"), fault(2, "headline", "planning.unknown_word", "maybe")),
    ("unknown parent", row(parent="NOPE"), fault(2, "parent", "planning.unknown_indicator", "NOPE")),
    ("its own parent", row(parent="MINE"), fault(2, "parent", "planning.parent_ring", "MINE")),
    (
        "parents in a ring", row(code="ONE", parent="TWO") + row(code="TWO", parent="ONE"),
        fault(2, "parent", "planning.parent_ring", "TWO"), fault(3, "parent", "planning.parent_ring", "ONE"),
    ),
    ("duplicate code", row() + row(), fault(3, "code", "planning.duplicate_row", "2")),
]


def bad_rows(journey):
    refuse_all(
        journey, journey.ready(), "indicators", [(claim, COLUMNS + content, *faults) for claim, content, *faults in BAD_ROWS])


journeys = [everywhere, again_and_edited, bad_rows]
