"""The five faces of a figure: staff board, its CSV, public page, its JSON, and the sentence. They must say the same."""

import csv
import io
import json
from decimal import Decimal

import printed
from person import plain_blanks

BLANK_COLUMNS = {"target", "target_change", "result", "result_change", "attainment", "gap"}


def lines(text):
    """A CSV as a list of dictionaries."""
    return list(csv.DictReader(io.StringIO(text)))


def board_csv(officer, place, year):
    """The board as the staff's CSV has it."""
    return lines(officer.file(f"/kh/{year}.csv?noi={place}"))


def compare(tour, officer, citizen, place, year, said):
    """Every line of one board on all five faces, in both languages. Returns the board's lines by indicator."""
    rows = board_csv(officer, place, year)
    tour.check(f"{said}: the CSV has lines", rows, officer.path)
    for language, prefix in (("vi", ""), ("en", "/en")):
        officer.open(f"{prefix}/kh/{year}?noi={place}")
        compare_board(tour, officer, rows, language, f"{said}, staff board in {language}")
    for row in rows:
        stored = record(citizen, place, year, row)
        faults = staff_page(officer, stored, row) + public_page(citizen, stored, row) + files(citizen, stored, row)
        tour.check(f"{said}: {row['indicator']} is the same on all five faces", not faults, "\n".join(faults))
    return {row["indicator"]: row for row in rows}


def compare_board(tour, officer, rows, language, said):
    """The board's cells against those of the CSV, line by line in the same order."""
    shown = officer.table("bang-ke-hoach") or []
    names = printed.WORDS[language]
    seen = [{name: line.get(name) for name in printed.cells(rows[0], language, True)} for line in shown]
    tour.equal(f"{said}: every cell is that of the CSV", seen, [printed.cells(row, language, True) for row in rows])
    tour.check(f"{said}: each line has a bar or says why not", all(names["board.bar"] in line for line in shown), shown)


def staff_page(officer, stored, row):
    """The indicator's page on the working side: its line over the years, and the sentence."""
    officer.open(f"/kh/{stored['year']}/{row['indicator']}?noi={stored['place']}")
    faults = in_series(officer, "chuoi", stored, row, "vi", "staff page")
    sentence = plain_blanks(officer.page.locator("p.sentence").inner_text())
    if sentence != plain_blanks(stored.get("sentence_vi", "")):
        faults.append(f"sentence on the staff page {sentence!r}, in the JSON {stored.get('sentence_vi')!r}")
    return faults + said_numbers(sentence, row, "vi")


def public_page(citizen, stored, row):
    """The public page in both languages: the line of the year, and its sentence."""
    faults = []
    for language, prefix in (("vi", ""), ("en", "/en")):
        citizen.open(f"{prefix}/so-lieu/{row['indicator']}")
        faults += in_series(citizen, f"chuoi-{stored['place']}", stored, row, language, f"public page in {language}")
        sentence = plain_blanks(stored.get(f"sentence_{language}", ""))
        if not sentence or sentence not in citizen.text:
            faults.append(f"public page in {language} does not say {sentence!r}")
        faults += said_numbers(sentence, row, language)
    return faults


def files(citizen, stored, row):
    """The public CSV and JSON, cell for cell."""
    faults, subject = [], (stored["place"], str(stored["year"]))
    published = [
        line for line in lines(citizen.file(f"/so-lieu/{row['indicator']}.csv")) if (line["place"], line["year"]) == subject
    ]
    if [{name: line[name] for name in row} for line in published] != [row]:
        faults.append(f"public CSV {published}, staff CSV {row}")
    for name, cell in row.items():
        value = stored.get(name)
        same = (Decimal(str(value)) == Decimal(cell)) if cell and name in BLANK_COLUMNS and value is not None else (value or "") == cell
        if not same:
            faults.append(f"JSON {name} {value!r}, CSV {cell!r}")
    return faults


def record(citizen, place, year, row):
    """The figure as the public JSON has it, numbers exact; only place and year where it has none."""
    figures = json.loads(citizen.file(f"/so-lieu/{row['indicator']}.json"), parse_float=Decimal)["figures"]
    return next((one for one in figures if (one["place"], one["year"]) == (place, year)), {"place": place, "year": year})


def in_series(person, table, stored, row, language, where):
    """The line of a year in the table of an indicator's page."""
    names = printed.WORDS[language]
    line = next((line for line in person.table(table) or [] if line[names["series.year"]] == str(stored["year"])), {})
    expected = printed.cells(row, language)
    seen = {name: line.get(name) for name in expected}
    return [] if seen == expected else [f"{where}: {seen}, expected {expected}"]


def said_numbers(sentence, row, language):
    """The sentence carries the figures of the line: what was done and its percentage, or else what is planned."""
    parts = [printed.number(row["result"], language)] if row["result"] else []
    parts += [printed.attainment(row, language)] if row["attainment"] else []
    parts += [printed.number(row["target"], language)] if row["target"] and not row["attainment"] else []
    return [f"the sentence in {language} lacks {part}: {sentence!r}" for part in parts if part not in sentence]
