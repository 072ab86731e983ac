"""Files as people save them: byte order mark, CRLF, semicolons, NFD, non-breaking spaces, forms of numbers, quoted lines; and
places of any province, by the codes of their day."""

import csv
import unicodedata

from program import CONTENT
from refusals import fault, refused

EVERY_ENGINE = True

PLAIN = """\
indicator,place,period,value,change,missing,cause,note
Giải quyết việc làm,92,2017,50250,,,,Hội nghị tổng kết
Tỷ lệ hộ nghèo,92,2017,2.55,-1.2,,,
ACTIONMONTH,92,2017,,,nil,"dịch bệnh, bão","không tổ chức"
"""


def as_table(text):
    return list(csv.reader(text.splitlines()))


def written(rows, separator=",", end="\n"):
    quoted = [[f'"{cell}"' if any(mark in cell for mark in ',;"\n') else cell for cell in row] for row in rows]
    return "".join(separator.join(row) + end for row in quoted)


SAVED_AS = [
    ("byte order mark", lambda text: b"\xef\xbb\xbf" + text.encode()),
    ("CRLF", lambda text: text.replace("\n", "\r\n").encode()),
    ("the last line without its end", lambda text: text.rstrip("\n").encode()),
    ("semicolons", lambda text: written(as_table(text), ";").encode()),
    ("tabs", lambda text: written(as_table(text), "\t").encode()),
    ("NFD", lambda text: unicodedata.normalize("NFD", text).encode()),
    (
        "non-breaking spaces",
        lambda text: text.replace("việc làm", "việc\u00a0làm").replace("hộ nghèo", "hộ\u202fnghèo ").encode(),
    ),
    ("spaces around cells", lambda text: written([[f" {cell} " for cell in row] for row in as_table(text)]).encode()),
    (
        "every cell in quotation marks",
        lambda text: "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in as_table(text)).encode(),
    ),
    ("empty cells at the ends of lines", lambda text: "".join(line + ",,,\n" for line in text.splitlines()).encode()),
    ("capitals in the header", lambda text: text.replace("indicator,place", "Indicator,PLACE", 1).encode()),
    (
        "all of it at once",
        lambda text: b"\xef\xbb\xbf" + unicodedata.normalize(
            "NFD", written(as_table(text.replace("việc làm", "việc\u00a0làm")), ";", "\r\n")).encode(),
    ),
]


def saved_in_other_ways(journey):
    """What was written from the plain file is what each other form says."""
    plain = journey.ready()
    _, answer = journey.bring(plain, "results", PLAIN)
    journey.ends("the plain file goes in", answer, 0)
    for name, save in SAVED_AS:
        _, answer = journey.bring(plain, "results", save(PLAIN))
        unchanged = answer.status == 0 and not answer.errors and "3" in answer.output and "Không có gì thay đổi" in answer.output
        journey.check(f"{name}: says what the plain file says", unchanged, answer)
    other = journey.ready()
    _, answer = journey.bring(other, "results", SAVED_AS[-1][1](PLAIN))
    journey.ends("all of it at once goes into an empty database", answer, 0)
    journey.equal("… and gives the same board", journey.board_csv(other, "92", 2017), journey.board_csv(plain, "92", 2017))


NUMBERS = [
    ("JOB", "50.250", "50250"),
    ("JOB", "50 250", "50250"),
    ("JOB", "50\u00a0250", "50250"),
    ("JOB", "50\u202f250", "50250"),
    ("JOB", "50250", "50250"),
    ("JOB", "050250", "50250"),
    ("JOB", "1.250.000", "1250000"),
    ("JOB", "250.000,0", "250000"),
    ("JOB", "1.550", "1550"),
    ("JOB", "0", "0"),
    ("POV", "1,55", "1.55"),
    ("POV", "1,55%", "1.55"),
    ("POV", "1,55 %", "1.55"),
    ("POV", "1.55", "1.55"),
    ("POV", "1.5", "1.5"),
    ("POV", "1,50", "1.5"),
    ("POV", "0.550", "0.55"),
    ("POV", "2", "2"),
    ("POV", "100%", "100"),
]


def numbers(journey):
    """Each form in a year of its own."""
    database = journey.ready()
    rows = [[code, "48", str(2000 + number), form] for number, (code, form, _) in enumerate(NUMBERS)]
    _, answer = journey.bring(database, "results", written([["indicator", "place", "period", "value"], *rows], ";"))
    journey.ends("every form of a number is read", answer, 0)
    for number, (code, form, plain) in enumerate(NUMBERS):
        seen = journey.board(database, "48", 2000 + number).get(code, {}).get("result")
        journey.equal(f"{code} «{form!a}»".replace("'", ""), seen, plain)


def physical_lines(journey):
    database = journey.ready()
    for name, end in [("LF", "\n"), ("CRLF", "\r\n")]:
        content = end.join([
            "indicator,place,period,value,note", f'JOB,48,2022,1,"first{end}second{end}third"', "", "NOPE,48,2022,1,",
            f'VOC,48,2022,x,"a{end}b"', "MERIT_HOUSE,48,2022,y,", ""])
        refused(
            journey, database, f"lines are counted as in an editor, with {name} inside cells", "results", content,
            fault(6, "indicator", "planning.unknown_indicator"), fault(7, "value", "planning.not_a_number"),
            fault(9, "value", "planning.not_a_number"))
    _, answer = journey.bring(
        database, "results", 'indicator,place,period,value,note\nJOB,48,2022,1,"he said ""ten"",\nthen went"\n')
    journey.ends("a cell with a line feed and quotation marks", answer, 0)
    note = database.rows("SELECT note FROM planning_result WHERE indicator = 'JOB'")[0][0]
    journey.check("its text is kept", 'he said "ten"' in note and "then went" in note, note)


def file_names(journey):
    database = journey.ready()
    folder = journey.folder / "kết quả 2021"
    folder.mkdir()
    (folder / "tệp của tôi.csv").write_text("indicator,place,period,value\nNOPE,48,2022,1\n")
    name = "kết quả 2021/tệp của tôi.csv"
    answer = journey.run(database, "import", "results", name)
    journey.check("errors name the file as it was given", answer.errors.startswith(f"{name}:2:indicator: "), answer)


def provinces(journey):
    """After migrate a file for any province loads, by the codes of its day."""
    database = journey.ready()
    units = list(csv.DictReader((CONTENT / "territory" / "units.csv").read_text().splitlines()))
    for letter, period, count in [("A", "2021", 63), ("B", "2025-Q4", 34)]:
        codes = sorted({unit["code"] for unit in units if unit["unit_id"].startswith(letter) and unit["level"] == "1"})
        journey.equal(f"structure {letter} has {count} provinces", len(codes), count)
        head = "indicator,place,period,value\n"
        _, answer = journey.bring(
            database, "results", head + "".join(f"JOB,{code},{period},{number + 1}\n" for number, code in enumerate(codes)))
        journey.ends(f"results of all {count} provinces in {period}", answer, 0)
        stored = database.rows(f"SELECT place FROM planning_result WHERE period = '{period}' ORDER BY place")
        journey.equal(f"… are kept under the units of {letter}", stored, [(f"{letter}.{code}",) for code in codes])
    for code, name in [("79", "Hồ Chí Minh"), ("48", "Đà Nẵng"), ("01", "Hà Nội")]:
        head = "indicator,place,year,level,comparator\n"
        _, answer = journey.bring(database, "targets", head + f"JOB,{code},2021,10,>=\nPOV,{code},2021,1.5,<=\n")
        journey.ends(f"targets of {name}", answer, 0)
        table = journey.run(database, "plan", "show", "--place", code, "--year", 2021)
        journey.check(f"the board of {name} has its name", name in table.output and table.status == 0, table)
        row = journey.board(database, code, 2021)["JOB"]
        journey.check(
            f"the board of {name} has target, result and verdict", row["target"] == "10" and row["result"] and row["verdict"],
            row)
    refused(
        journey, database, "codes whose zeros a spreadsheet took", "results",
        "indicator,place,period,value\nVOC,1,2021,7\nVOC,4,2021,8\n",
        fault(2, "place", "territory.ambiguous_unit", "«A.01» hoặc «01»"), fault(3, "place", "territory.ambiguous_unit", "«A.00004»"))
    _, answer = journey.bring(database, "results", "indicator,place,period,value\nVOC,A.01,2021,7\nVOC,1273,2021,8\n")
    journey.ends("… written as advised, and one that can be a single commune only", answer, 0)
    journey.equal("… are the units meant", journey.board(database, "01", 2021)["VOC"]["result"], "7")
    journey.equal("… zeros put back", journey.board(database, "01273", 2021)["VOC"]["result"], "8")


def codes_by_day(journey):
    """92 is one unit until 2025-06-30 and another from 2025-07-01; so is 31135."""
    database = journey.ready()
    periods = ["2024", "2025-Q2", "2025-06", "2025-Q3", "2025-07", "2025-Q4", "2025-12", "2025"]
    # In the whole year the commune's code had two holders of different names, so the row says which.
    asked = {("31135", "2025"): "31135@2025-07-01"}
    rows = "".join(f"JOB,{asked.get((code, period), code)},{period},1\n" for period in periods for code in ("92", "31135"))
    _, answer = journey.bring(database, "results", "indicator,place,period,value\n" + rows)
    journey.ends("results of 92 and 31135 around 2025-07-01", answer, 0)
    for period in periods:
        letter = "A" if period in ("2024", "2025-Q2", "2025-06") else "B"
        places = database.rows(f"SELECT place, department FROM planning_result WHERE period = '{period}' ORDER BY place")
        journey.equal(
            f"in {period} they are of structure {letter}", places,
            [(f"{letter}.31135", f"SO.{letter}.92"), (f"{letter}.92", f"SO.{letter}.92")])
    refused(
        journey, database, "a code given up on 2025-07-01", "results",
        "indicator,place,period,value\nJOB,916,2025-Q2,1\nJOB,916,2025-Q3,1\n",
        fault(3, "place", "planning.unknown_place", "916"))


def two_holders_in_a_year(journey):
    """24 was Bắc Giang to 2025-06-30 and is Bắc Ninh from 2025-07-01: a year asks which, a month does not."""
    database = journey.ready()
    head = "indicator,place,year,level,comparator\n"
    refused(
        journey, database, "a plan of 2025 for 24", "targets", head + "JOB,24,2025,33000,>=\n",
        fault(2, "place", "territory.ambiguous_unit", "«24@2025-06-30» là tỉnh Bắc Giang"))
    answer = journey.run(database, "plan", "show", "--place", "24", "--year", 2025)
    journey.check(
        "the board of 24 in 2025 asks with both names", answer.status == 1 and "Bắc Giang" in answer.errors
        and "Bắc Ninh" in answer.errors, answer)
    _, answer = journey.bring(database, "targets", head + "JOB,24@2025-06-30,2025,33000,>=\nJOB,B.24,2025,50000,>=\n")
    journey.ends("… written as advised, both are taken", answer, 0)
    _, answer = journey.bring(database, "results", "indicator,place,period,value\nJOB,24,2025-05,14000\nJOB,24,2025-07,9000\n")
    journey.ends("the code of a month is its holder's", answer, 0)
    for written, target, result in [("A.24", "33000", "14000"), ("24@2025-06-30", "33000", "14000"), ("B.24", "50000", "9000")]:
        row = journey.board(database, written, 2025)["JOB"]
        journey.equal(f"the board of {written} in 2025", (row["target"], row["result"]), (target, result))
    answer = journey.run(database, "plan", "show", "--place", "A.24", "--year", 2026)
    journey.check("the year after says who took it over", answer.status == 1 and "tỉnh Bắc Ninh (B.24)" in answer.errors, answer)


def exported(journey):
    """What is exported is what counts, and goes in again as it is."""
    database = journey.with_demo()
    rows = 'JOB,62,2022-01,12,,,"ghi, ""hai"" dòng"\nTRAINED,62,2022,,7.1250,9.5,\n'
    head = "indicator,place,period,value,numerator,denominator,note\n"
    _, answer = journey.bring(database, "results", head + rows)
    journey.ends("figures with fractions and quoted texts go in", answer, 0)
    journey.bring(database, "results", "indicator,place,period,value\nJOB,92,2018,7\n", "--draft")
    answer = journey.run(database, "export", "results")
    journey.ends("they come out", answer, 0)
    lines = list(csv.DictReader(answer.output.splitlines()))
    counted = database.rows("SELECT count(*) FROM planning_published")[0][0]
    journey.equal("every figure that counts, once", str(len(lines)), str(counted))
    again = journey.run(database, "import", "results", journey.file(answer.output))
    journey.check("and change nothing when they go in again", again.status == 0 and "Không có gì thay đổi" in again.output, again)
    fresh = journey.ready()
    into = journey.run(fresh, "import", "results", journey.file(answer.output))
    journey.ends("into an empty database they go whole", into, 0)
    journey.equal("and come out of it the same", journey.run(fresh, "export", "results").output, answer.output)
    year = journey.run(database, "export", "results", "--year", 2022)
    journey.equal("one year is its periods", {row["period"] for row in csv.DictReader(year.output.splitlines())}, {"2022", "2022-01"})


journeys = [exported, saved_in_other_ways, numbers, physical_lines, file_names, provinces, codes_by_day, two_holders_in_a_year]
