"""place: what a code or a name meant on a day."""

import csv
import io

EVERY_ENGINE = True

# Call, and the first line of the answer.
FIRST_LINES = [
    (["31135", "--on", "2024-01-01"], "phường Tân An, quận Ninh Kiều, thành phố Cần Thơ"),
    (["31135", "--on", "2025-06-30"], "phường Tân An, quận Ninh Kiều, thành phố Cần Thơ"),
    (["31135", "--on", "2025-07-01"], "phường Ninh Kiều, thành phố Cần Thơ"),
    (["31147", "--on", "2025-07-01"], "phường Tân An, thành phố Cần Thơ"),
    (["916", "--on", "2024-01-01"], "quận Ninh Kiều, thành phố Cần Thơ"),
    (["62", "--on", "2021-12-31"], "tỉnh Kon Tum"),
    (["92", "--on", "2018-01-04"], "thành phố Cần Thơ"),
    (["46", "--on", "2024-12-31"], "tỉnh Thừa Thiên Huế"),
    (["46", "--on", "2025-01-01"], "thành phố Huế"),
]


def first_lines(journey):
    database = journey.ready()
    for call, line in FIRST_LINES:
        answer = journey.run(database, "place", *call)
        holds = answer.status == 0 and answer.output.splitlines()[0] == line and "⟦" not in answer.output
        journey.check(f"{' '.join(call)} → {line}", holds, answer)


def other_ways(journey):
    """An id needs no day, a code may bring its own; a code without one is told who had it when."""
    database = journey.ready()
    for call, line in [
        (["A.24"], "tỉnh Bắc Giang"), (["B.24", "--on", "2025-07-01"], "tỉnh Bắc Ninh"), (["24@2025-06-30"], "tỉnh Bắc Giang"),
        (["24@2025-07-01"], "tỉnh Bắc Ninh"), (["A.24", "--on", "2025-06-30"], "tỉnh Bắc Giang"),
    ]:
        answer = journey.run(database, "place", *call)
        holds = answer.status == 0 and answer.output.splitlines()[0] == line
        journey.check(f"{' '.join(call)} → {line}", holds, answer)
    answer = journey.run(database, "place", "24")
    told = all(part in answer.errors for part in ("A.24", "Bắc Giang", "30/06/2025", "B.24", "Bắc Ninh", "--on"))
    journey.check("24 alone: who had it when, and that a day is missing", answer.status == 2 and told, answer)
    answer = journey.run(database, "place", "4", "--on", "2025-07-01")
    asked = answer.status == 1 and "territory.ambiguous_unit" in answer.errors and "«B.00004»" in answer.errors
    journey.check("4 on 2025-07-01 is a province or a ward", asked, answer)
    answer = journey.run(database, "place", "A.24", "--on", "2025-07-01")
    journey.check("a unit that had ended says who took it over", answer.status == 1 and "B.24" in answer.errors, answer)
    answer = journey.run(database, "place", "24@2025-06-30", "--on", "2025-07-01")
    journey.check("two days are a wrong usage", answer.status == 2, answer)


def successions(journey):
    database = journey.ready()
    before = journey.run(database, "place", "31135", "--on", "2024-01-01").output
    journey.check(
        "the old unit names its successor and the resolution", "phường Ninh Kiều" in before and "1668/NQ-UBTVQH15" in before,
        before)
    journey.check(
        "… and the predecessors of 2020", all(name in before for name in ("An Hội", "An Lạc", "893/NQ-UBTVQH14")), before)
    after = journey.run(database, "place", "31135", "--on", "2025-07-01").output
    journey.check(
        "the new unit names its predecessors", all(name in after for name in ("Thới Bình", "Tân An", "Xuân Khánh")), after)
    english = journey.run(database, "place", "31135", "--on", "2024-01-01", env={"ANSINH_LANGUAGE": "en"})
    journey.check("in English too", english.status == 0 and "⟦" not in english.output and "01/07/2025" in english.output, english)


def below(database, journey, code, day):
    answer = journey.run(database, "place", code, "--on", day, "--children", "--format", "csv")
    return list(csv.DictReader(io.StringIO(answer.output)))


def children(journey):
    database = journey.ready()
    for day, count in [("2018-01-04", 85), ("2020-03-01", 83), ("2024-11-01", 80)]:
        rows = below(database, journey, "92", day)
        journey.equal(f"Cần Thơ has {count} communes on {day}", sum(row["level"] == "commune" for row in rows), count)
        journey.equal(f"… and 9 districts on {day}", sum(row["level"] == "district" for row in rows), 9)
    rows = below(database, journey, "92", "2025-07-01")
    journey.equal("after 2025-07-01 nothing but communes lies below", {row["level"] for row in rows}, {"commune"})
    journey.equal("… 103 of them, with the codes of three provinces", len(rows), 103)
    rows = below(database, journey, "916", "2024-01-01")
    journey.check(
        "below a district lie its communes", any(row["code"] == "31135" and row["parent_id"] == "A.916" for row in rows), rows)
    journey.equal("below a commune lies nothing", below(database, journey, "31135", "2024-01-01"), [])
    text = journey.run(database, "place", "92", "--on", "2018-01-04", "--children").output
    journey.check("as text it is a line a unit", text.count("\n") == 94 and "31135  phường Tân An" in text, text)


def search(journey):
    database = journey.ready()

    def found(text, day="2024-01-01"):
        return journey.run(database, "place", text, "--on", day).output.splitlines()

    marked, plain = found("Tân An"), found("tan an")
    wanted = "31135  phường Tân An, quận Ninh Kiều, thành phố Cần Thơ"
    journey.check("with marks", wanted in marked, marked)
    journey.check("without marks and in small letters", wanted in plain, plain)
    journey.check("in capitals", wanted in found("TÂN AN"), found("TÂN AN"))
    journey.equal(
        "old or new tone placement: the same units", set(found("Hòa An", "2025-07-01")), set(found("Hoà An", "2025-07-01")))
    journey.check("… and there are some", len(found("Hòa An", "2025-07-01")) >= 2)
    journey.check("a name of its day only", not any("31135" in line for line in found("Tân An", "2025-07-01")))
    journey.check("with its kind", any("31135" in line for line in found("phường Tân An")), found("phường Tân An"))
    rows = list(
        csv.DictReader(io.StringIO(journey.run(database, "place", "tan an", "--on", "2024-01-01", "--format", "csv").output)))
    journey.check("as CSV", any(row["unit_id"] == "A.31135" and row["full_name"] == "phường Tân An" for row in rows), rows)


def former_names(journey):
    """A name that nobody bears on the day, but somebody bore before: said to be absent, and where it went looked for."""
    answer = journey.run(journey.ready(), "place", "huyện Trà Lĩnh", "--on", "2024-01-01")
    journey.ends("a former name on a later day", answer, 1)
    journey.check("… shows the unit of that name and its days", "A.046" in answer.output, answer)


def one_unit_as_csv(journey):
    database = journey.ready()
    answer = journey.run(database, "place", "31135", "--on", "2025-07-01", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.output)))
    seen = [(row["unit_id"], row["name"], row["valid_from"], row["valid_to"]) for row in rows]
    journey.equal("a code as CSV is its row", seen, [("B.31135", "Ninh Kiều", "2025-07-01", "")])


journeys = [first_lines, other_ways, successions, children, search, former_names, one_unit_as_csv]
