"""Made-up results of the contract: communes, indicators of the catalogue and months, the same for the same seed."""

import csv
import random

from measured import ROOT

HEADER = "indicator,place,period,value,numerator,denominator,change,verdict,missing,origin,cause,note".split(",")
YEAR = 2024


def catalogue():
    with (ROOT / "Content/planning/indicators.csv").open(encoding="utf-8", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: row["parent"] != "")


def communes():
    """The codes of the communes in force through the whole year."""
    with (ROOT / "Content/territory/units.csv").open(encoding="utf-8", newline="") as file:
        return [
            unit["code"] for unit in csv.DictReader(file)
            if unit["level"] == "3" and unit["valid_from"] <= f"{YEAR}-01-01" and (unit["valid_to"] or "9999") >= f"{YEAR}-12-31"
        ]


def figures(count, seed=7):
    """Rows as lists in the order of HEADER; whole numbers are numbers. No part exceeds its whole."""
    chance = random.Random(seed)
    indicators, places = catalogue(), communes()
    made = 0
    for month in range(1, 13):
        for place in places:
            known = {}
            for indicator in indicators:
                if made == count:
                    return
                made += 1
                yield [indicator["code"], place, f"{YEAR}-{month:02}", *numbers(indicator, known, chance), "", "", "", "stated", "", ""]


def numbers(indicator, known, chance):
    """Value, numerator and denominator of a figure, within its parent's."""
    parent = known.get(indicator["parent"])
    if indicator["kind"] == "reduction":
        return chance.randint(0, 300) / 100, "", ""
    if indicator["kind"] == "rate":
        whole = parent[1] if parent else chance.randint(200, 9000)
        part = chance.randint(0, parent[0] if parent else whole)
        known[indicator["code"]] = (part, whole)
        return "", part, whole
    most = 1 if indicator["kind"] == "recognition" else parent[0] if parent else 400
    value = chance.randint(0, most)
    known[indicator["code"]] = (value, 1)
    return value, "", ""
