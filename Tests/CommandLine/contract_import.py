"""Importing targets and results: each kind of bad cell, all or nothing, --good-rows, and a second time."""

import getpass

from databases import fingerprint
from program import CONTENT
from refusals import fault, refuse_all, refused

EVERY_ENGINE = True

TARGETS = "indicator,place,year,level,change,comparator,origin,decision\n"
RESULTS = "indicator,place,period,value,numerator,denominator,change,verdict,missing,origin,cause,note\n"


def targets(*rows):
    return TARGETS + "".join(row + "\n" for row in rows)


def results(*rows):
    return RESULTS + "".join(row + "\n" for row in rows)


GOOD_TARGET = "JOB,48,2022,35000,,>=,stated,"

BAD_TARGETS = [
    ("unknown indicator", targets("NOPE,48,2022,1,,>=,,"), fault(2, "indicator", "planning.unknown_indicator", "NOPE")),
    ("no indicator", targets(",48,2022,1,,>=,,"), fault(2, "indicator", "planning.cell_empty", "indicator")),
    ("unknown place", targets("JOB,999,2022,1,,>=,,"), fault(2, "place", "planning.unknown_place", "999")),
    ("place of another time", targets("JOB,62,2026,1,,>=,,"), fault(2, "place", "planning.unknown_place", "62")),
    ("bad number", targets("JOB,48,2022,x12,,>=,,"), fault(2, "level", "planning.not_a_number", "x12")),
    ("bad groups", targets("JOB,48,2022,1.23.456,,>=,,"), fault(2, "level", "planning.not_a_number", "1.23.456")),
    ("percent sign on people", targets("JOB,48,2022,12%,,>=,,"), fault(2, "level", "planning.other_unit", "12%", "người")),
    ("bad change", targets("POV,48,2022,,one,<=,,"), fault(2, "change", "planning.not_a_number", "one")),
    (
        "1.550 on a percentage",
        targets("TRAINED,48,2022,1.550,,>=,,"),
        fault(2, "level", "planning.ambiguous_number", "«1.550»", "1,55", "1550"),
    ),
    ("decimals on people", targets('JOB,48,2022,"1,5",,>=,,'), fault(2, "level", "planning.too_many_decimals", "1,5", "0")),
    ("a number too large", targets(f"JOB,48,2022,{'9' * 30},,>=,,"), fault(2, "level", "planning.number_too_large")),
    ("negative level", targets("JOB,48,2022,-5,,>=,,"), fault(2, "level", "planning.negative", "-5")),
    ("two-figure year", targets("JOB,48,22,1,,>=,,"), fault(2, "year", "planning.wrong_year", "22")),
    ("a year in words", targets("JOB,48,next,1,,>=,,"), fault(2, "year", "planning.wrong_year", "next")),
    ("a quarter as a plan's year", targets("JOB,48,2022-Q4,1,,>=,,"), fault(2, "year", "planning.wrong_year", "2022-Q4")),
    ("no level and no change", targets("JOB,48,2022,,,>=,,"), fault(2, "level", "planning.no_target_value")),
    ("unknown comparator", targets("JOB,48,2022,1,,about,,"), fault(2, "comparator", "planning.unknown_word", "about", ">=")),
    ("no comparator", targets("JOB,48,2022,1,,,,"), fault(2, "comparator", "planning.cell_empty", "comparator")),
    (">= on a down indicator", targets("POV,48,2022,2,,>=,,"), fault(2, "comparator", "planning.comparator_contradicts", "<=")),
    ("> on a down indicator", targets("POV,48,2022,2,,>,,"), fault(2, "comparator", "planning.comparator_contradicts", ">")),
    ("<= on an up indicator", targets("JOB,48,2022,2,,<=,,"), fault(2, "comparator", "planning.comparator_contradicts", ">=")),
    ("a rise planned where less is better", targets("POV,48,2022,,1,<=,,"), fault(2, "change", "planning.change_sign", "-1")),
    ("unknown origin", targets("JOB,48,2022,1,,>=,hearsay,"), fault(2, "origin", "planning.unknown_word", "hearsay", "derived")),
    (
        "a result's origin", targets("JOB,48,2022,1,,>=,register,"),
        fault(2, "origin", "planning.unknown_word", "register", "derived"),
    ),
    (
        "duplicate row",
        targets(GOOD_TARGET, "VOC,48,2022,1,,>=,,", GOOD_TARGET),
        fault(4, "indicator", "planning.duplicate_row", "2"),
    ),
    (
        "duplicate row under another name",
        targets(GOOD_TARGET, "Tạo việc làm mới,48,2022,1,,>=,,"),
        fault(3, "indicator", "planning.duplicate_row", "2"),
    ),
    (
        "contradicting faces against the last result",
        targets("POV,92,2018,1.65,-1,<=,stated,12/QĐ"),
        fault(2, "change", "planning.faces_contradict"),
    ),
    ("contradicting cuts", targets("POVRED,48,2022,1,2,>=,,"), fault(2, "change", "planning.cuts_differ")),
    (
        "child above parent in one file",
        targets("TRAINED,48,2022,50,,>=,,", "VTRAINED,48,2022,60,,>=,,"),
        fault(3, "level", "planning.child_above_parent", "60", "50"),
    ),
    (
        "child above the parent that is stored",
        targets("VTRAINED,62,2021,60,,>=,,"),
        fault(2, "level", "planning.child_above_parent", "60", "54"),
    ),
    (
        "parent below the child that is stored",
        targets("TRAINED,92,2018,50,,>=,stated,12/QĐ"),
        fault(2, "level", "planning.child_above_parent", "56,5", "50"),
    ),
    (
        "an assigned target without a decision", targets("JOB,62,2021,6000,,>=,,"),
        fault(2, "decision", "planning.decision_missing"),
    ),
    (
        "several errors, in the order of the file",
        targets("NOPE,48,2022,1,,>=,,", GOOD_TARGET, "VOC,48,22,x,,>=,,", "TRAINED,999,2022,1.550,,?,,"),
        fault(2, "indicator", "planning.unknown_indicator"),
        fault(4, "year", "planning.wrong_year"),
        fault(5, "comparator", "planning.unknown_word"),
        fault(5, "place", "planning.unknown_place"),
    ),
]

BAD_RESULTS = [
    ("unknown indicator", results("NOPE,48,2022,1,,,,,,,,"), fault(2, "indicator", "planning.unknown_indicator", "NOPE")),
    ("unknown place", results("JOB,999,2022,1,,,,,,,,"), fault(2, "place", "planning.unknown_place", "999")),
    ("old code in a new period", results("JOB,62,2025-Q4,1,,,,,,,,"), fault(2, "place", "planning.unknown_place", "62")),
    ("bad number", results("JOB,48,2022,many,,,,,,,,"), fault(2, "value", "planning.not_a_number", "many")),
    (
        "1.550 on a percentage", results("POV,48,2022,1.550,,,,,,,,"),
        fault(2, "value", "planning.ambiguous_number", "1,55", "1550"),
    ),
    (
        "1.550 as a change", results("POV,48,2022,,,,-1.550,,,,,"),
        fault(2, "change", "planning.ambiguous_number", "-1,55", "-1550"),
    ),
    ("month 13", results("JOB,48,2022-13,1,,,,,,,,"), fault(2, "period", "planning.wrong_period", "2022-13")),
    ("quarter 5", results("JOB,48,2022-Q5,1,,,,,,,,"), fault(2, "period", "planning.wrong_period", "2022-Q5")),
    ("a period in words", results("JOB,48,quý 4,1,,,,,,,,"), fault(2, "period", "planning.wrong_period", "quý 4")),
    ("a period that has not begun", results("JOB,48,2199,1,,,,,,,,"), fault(2, "period", "planning.period_in_future", "2199")),
    ("nothing reported", results("JOB,48,2022,,,,,,,,,"), fault(2, "value", "planning.no_result_value")),
    (
        "unknown verdict", results("JOB,48,2022,,,,,splendid,,,,"),
        fault(2, "verdict", "planning.unknown_word", "splendid", "met_or_exceeded"),
    ),
    (
        "a verdict nobody states", results("JOB,48,2022,,,,,no_basis,,,,"),
        fault(2, "verdict", "planning.unknown_word", "no_basis"),
    ),
    ("unknown reason", results("JOB,48,2022,,,,,,lost,,,"), fault(2, "missing", "planning.unknown_word", "lost", "not_reported")),
    ("a number that is missing", results("JOB,48,2022,5,,,,,nil,,,"), fault(2, "missing", "planning.missing_with_number", "nil")),
    (
        "unknown origin", results("JOB,48,2022,5,,,,,,hearsay,,"),
        fault(2, "origin", "planning.unknown_word", "hearsay", "register"),
    ),
    ("a fraction of people", results("JOB,48,2022,,1,2,,,,,,"), fault(2, "numerator", "planning.fraction_needs_rate")),
    (
        "numerator without denominator", results("POV,48,2022,,1,,,,,,,"),
        fault(2, "denominator", "planning.cell_empty", "denominator"),
    ),
    (
        "denominator without numerator", results("POV,48,2022,,,9,,,,,,"),
        fault(2, "numerator", "planning.cell_empty", "numerator"),
    ),
    ("denominator 0", results("POV,48,2022,,1,0,,,,,,"), fault(2, "denominator", "planning.denominator_zero")),
    ("more than all", results("POV,48,2022,,3,2,,,,,,"), fault(2, "numerator", "planning.numerator_above_denominator", "3", "2")),
    (
        "value beside another fraction", results("POV,48,2022,30,1,2,,,,,,"),
        fault(2, "value", "planning.value_differs_from_fraction", "30", "50"),
    ),
    ("negative value", results("JOB,48,2022,-1,,,,,,,,"), fault(2, "value", "planning.negative", "-1")),
    (
        "duplicate row",
        results("JOB,48,2022,1,,,,,,,,", "POV,48,2022,1,,,,,,,,", "JOB,48,2022,1,,,,,,,,"),
        fault(4, "indicator", "planning.duplicate_row", "2"),
    ),
    (
        "contradicting faces in one file",
        results("POV,48,2019,3,,,,,,,,", "POV,48,2020,2,,,-0.5,,,,,"),
        fault(3, "change", "planning.faces_contradict"),
    ),
    (
        "contradicting faces against what is stored",
        results("POV,92,2018,1.55,,,-2,,,,,"),
        fault(2, "change", "planning.faces_contradict"),
    ),
    (
        "child above parent",
        results("TRAINED,48,2022,50,,,,,,,,", "VTRAINED,48,2022,,6,10,,,,,,"),
        fault(3, "numerator", "planning.child_above_parent", "60", "50"),
    ),
    (
        "child above the parent that is stored",
        results("VTRAINED,62,2021,60,,,,,,,,"),
        fault(2, "value", "planning.child_above_parent", "60"),
    ),
]

# The shape of the file; the same for every kind, so shown on one.
BAD_SHAPES = [
    (
        "unknown column", "indicator,place,year,level,comparator,colour\nJOB,48,2022,1,>=,red\n",
        fault(1, "colour", "interchange.column_unknown", "colour", "comparator"),
    ),
    (
        "missing column", "indicator,place,year,level\nJOB,48,2022,1\n",
        fault(1, "comparator", "interchange.column_missing", "comparator"),
    ),
    (
        "a column twice", "indicator,place,year,level,comparator,level\nJOB,48,2022,1,>=,1\n",
        fault(1, "level", "interchange.column_twice", "level"),
    ),
    (
        "unknown and missing column",
        "indicator,site,year,level,comparator\nJOB,48,2022,1,>=\n",
        fault(1, "site", "interchange.column_unknown"),
        fault(1, "place", "interchange.column_missing"),
    ),
    ("too many cells", targets("JOB,48,2022,1,,>=,stated,,more"), fault(2, "indicator", "interchange.too_many_cells", "9", "8")),
    (
        "a decimal comma without quotation marks", "indicator,place,year,comparator,level\nPOV,48,2022,<=,1,55\n",
        fault(2, "indicator", "interchange.too_many_cells", "6", "5"),
    ),
    (
        "a quotation mark that is not closed", targets('"JOB,48,2022,1,,>=,,', GOOD_TARGET),
        fault(2, "indicator", "interchange.open_quote"),
    ),
    ("an empty file", "", fault(1, "indicator", "interchange.empty_file")),
    ("blank lines only", "\n\n\n", fault(1, "indicator", "interchange.empty_file")),
    (
        "another encoding", targets("JOB,48,2022,1,,>=,,").encode() + "Giải quyết,48,2022,1,,>=,,\n".encode("utf-16-le"),
        fault(3, "indicator", "interchange.not_utf8"),
    ),
    (
        "UTF-16 that breaks off", targets(GOOD_TARGET).encode("utf-16")[:-1],
        fault(1, "indicator", "interchange.not_utf8"),
    ),
    ("a web page", "<html><table><tr><td>indicator</td></tr></table>", fault(1, "indicator", "interchange.markup_file")),
]


def bad_targets(journey):
    refuse_all(journey, journey.with_demo(), "targets", BAD_TARGETS)


def bad_results(journey):
    refuse_all(journey, journey.with_demo(), "results", BAD_RESULTS)


def bad_shapes(journey):
    refuse_all(journey, journey.with_demo(), "targets", BAD_SHAPES)


def good_rows(journey):
    database = journey.ready()
    content = targets(GOOD_TARGET, "NOPE,48,2022,1,,>=,,", "VOC,48,2022,2000,,>=,,")
    refused(
        journey, database, "a bad row among good ones", "targets", content, fault(3, "indicator", "planning.unknown_indicator"))
    journey.equal("nothing of it is on the board", journey.board(database, "48", 2022), {})
    path, answer = journey.bring(database, "targets", content, "--good-rows")
    journey.ends("--good-rows still ends with 1", answer, 1)
    journey.check(
        "--good-rows still names the bad row", answer.errors.startswith(f"{path}:3:indicator: planning.unknown_indicator: "),
        answer)
    board = journey.board(database, "48", 2022)
    journey.equal(
        "--good-rows writes the good ones", {code: row["target"] for code, row in board.items()},
        {"JOB": "35000", "VOC": "2000"})
    before = fingerprint(database)
    answer = journey.run(database, "import", "targets", path, "--good-rows")
    journey.check(
        "--good-rows again writes nothing, and ends with 1", answer.status == 1 and fingerprint(database) == before, answer)
    _, answer = journey.bring(database, "targets", "indicator,place\nJOB,48\n", "--good-rows")
    journey.check("--good-rows trusts no row under a bad header", answer.status == 1 and fingerprint(database) == before, answer)
    content = results(
        "JOB,48,2022,40000,,,,,,,,", "JOB,48,2022-13,1,,,,,,,,", "TRAINED,48,2022,50,,,,,,,,", "VTRAINED,48,2022,60,,,,,,,,")
    _, answer = journey.bring(database, "results", content, "--good-rows")
    board = journey.board(database, "48", 2022)
    journey.check(
        "--good-rows of results leaves the child above its parent out",
        answer.status == 1 and "VTRAINED" not in board and "TRAINED" in board, answer)
    journey.equal("… and computes from the good ones", board["JOB"]["attainment"], "114.29")


def second_time(journey):
    database = journey.with_demo()
    before = fingerprint(database)
    for kind in ("targets", "results"):
        answer = journey.run(database, "import", kind, CONTENT / "demo" / f"{kind}.csv", env={"ANSINH_LANGUAGE": "en"})
        journey.ends(f"the same {kind} again", answer, 0)
        journey.check(
            f"the same {kind} again: says that nothing changed", "othing" in answer.output and not answer.errors, answer)
    journey.equal("the same files again write nothing, not even an audit entry", fingerprint(database), before)


def columns_in_any_order(journey):
    database = journey.ready()
    _, answer = journey.bring(
        database, "targets", "comparator,level,Year,PLACE,indicator\n>=,5700,2021,62,JOB\n\n>=,54,2021,62,TRAINED\n")
    journey.ends("columns in another order, optional ones left out, an empty line", answer, 0)
    board = journey.board(database, "62", 2021)
    journey.equal(
        "they are read by their names", {code: row["target"] for code, row in board.items()}, {"JOB": "5700", "TRAINED": "54"})
    journey.equal("the origin not given is «stated»", {row["target_origin"] for row in board.values()}, {"stated"})


def adjustment(journey):
    """A decision's number changes an assigned target; the original stays."""
    database = journey.with_demo()
    _, answer = journey.bring(database, "targets", targets("JOB,62,2021,6000,,>=,stated,15/QĐ-UBND"))
    journey.ends("a target adjusted by a numbered decision", answer, 0)
    row = journey.board(database, "62", 2021)["JOB"]
    journey.equal("the board shows the new target", (row["target"], row["attainment"]), ("6000", "108.63"))
    kept = database.rows("SELECT count(*) FROM planning_target_history WHERE indicator = 'JOB' AND place = 'A.62'")
    journey.check("the original stays", int(kept[0][0]) >= 1, kept)
    state = database.rows("SELECT state, decision FROM planning_plan WHERE place = 'A.62' AND year = 2021")
    journey.equal("the plan is adjusted, by that decision", state, [("adjusted", "15/QĐ-UBND")])


def recorded(journey):
    database = journey.with_demo()
    notes = database.rows(
        "SELECT actor, kind FROM audit_entry WHERE department = 'SO.A.62' AND kind LIKE 'planning.import.%' ORDER BY number")
    user = f"os:{getpass.getuser()}"
    journey.equal(
        "imports are recorded under the system's user", notes,
        [(user, "planning.import.targets"), (user, "planning.import.results")])


def new_definition(journey):
    """The poverty line of 2022 is another one, so the faces of 2022 are not held against 2021."""
    _, answer = journey.bring(journey.ready(), "results", results("POV,48,2021,3,,,,,,,,", "POV,48,2022,4.5,,,-0.5,,,,,"))
    journey.ends("faces across a new definition contradict nothing", answer, 0)


def drafts(journey):
    database = journey.ready()
    _, answer = journey.bring(database, "results", results("JOB,62,2021,6518,,,,,,,,"), "--draft")
    journey.ends("results --draft", answer, 0)
    journey.equal("the board shows the status", journey.board(database, "62", 2021)["JOB"]["status"], "draft")


journeys = [
    bad_targets, bad_results, bad_shapes, good_rows, second_time, columns_in_any_order, adjustment, recorded, new_definition,
    drafts,
]
