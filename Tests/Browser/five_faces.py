"""Must show 3: the same figures, cell for cell, on board, CSV, public page, JSON and in the sentence."""

import faces

# The golden data of the two articles: what the five faces agree on must also be true.
GOLDEN = {
    ("A.62", 2021): {
        "JOB": ("5700", "6518", "114.35", "exceeded"), "TRAINED": ("54", "55.7", "103.1", "exceeded"),
        "POVRED": ("4", "4.11", "102.75", "exceeded"), "SI": ("", "17.69", "", "no_basis"), "ABROAD": ("", "", "", "low"),
    },
    ("A.92", 2017): {"POV": ("", "2.55", "", "no_basis"), "JOB": ("", "", "", "met_or_exceeded"), "TRAINED": ("", "69.6", "", "no_basis")},
    ("A.92", 2018): {"POV": ("1.55", "", "", "no_basis"), "JOB": ("50250", "", "", "no_basis"), "CHILDSP": ("95", "", "", "no_basis")},
}

OFFICERS = {"A.62": "chuyenvien.kontum", "A.92": "chuyenvien.cantho"}


def all_boards(tour):
    citizen = tour.visitor()
    officers = {}
    for (place, year), golden in GOLDEN.items():
        officer = officers.get(place) or officers.setdefault(place, tour.officer(OFFICERS[place]))
        rows = faces.compare(tour, officer, citizen, place, year, f"{place} in {year}")
        seen = {
            code: tuple(rows.get(code, {}).get(name) for name in ("target", "result", "attainment", "verdict")) for code in golden
        }
        tour.equal(f"{place} in {year}: the golden data", seen, golden)


journeys = [all_boards]
