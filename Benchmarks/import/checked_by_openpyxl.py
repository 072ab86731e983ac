"""The peer of `ansinh import results BOOK.xlsx --dry-run`: reads the same workbook with openpyxl and makes the same checks of a
cell by itself: the codes are known, the period is one, the numbers are numbers, no figure comes twice."""

import csv
import re
import sys
from decimal import Decimal

import openpyxl

PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]|9M))?")
ORIGINS = {"stated", "derived", "register", "external", None}


def column(path, name):
    with open(path, encoding="utf-8", newline="") as file:
        return {row[name] for row in csv.DictReader(file)}


def main(book, content):
    indicators, places = column(f"{content}/planning/indicators.csv", "code"), column(f"{content}/territory/units.csv", "code")
    rows = openpyxl.load_workbook(book, read_only=True).worksheets[0].iter_rows(values_only=True)
    names = next(rows)
    at = {name: names.index(name) for name in names}
    seen, errors, good = set(), 0, 0
    for row in rows:
        indicator, place, period = row[at["indicator"]], row[at["place"]], row[at["period"]]
        key = (indicator, place, period)
        bad = indicator not in indicators or place not in places or not PERIOD.fullmatch(period) or key in seen
        seen.add(key)
        for name in ("value", "numerator", "denominator", "change"):
            if (number := row[at[name]]) is not None and Decimal(str(number)) < 0:
                bad = True
        part, whole = row[at["numerator"]], row[at["denominator"]]
        if bad or row[at["origin"]] not in ORIGINS or (whole is not None and part > whole):
            errors += 1
        else:
            good += 1
    print(good, errors)


main(*sys.argv[1:])
