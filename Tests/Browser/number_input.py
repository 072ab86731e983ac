"""Numbers as officials type them: read where one reading is possible, refused with the choice where there are two."""

import faces

# Indicator, what is typed into its target, what the board then says.
READ = [
    ("JOB", "50.250", "50.250"), ("JOB", "50 350", "50.350"), ("JOB", "50450", "50.450"), ("U6HI", "99,5%", "= 99,5"),
    ("POV", "1,55%", "≤ 1,55 (−1)"), ("TRAINED", "71.5", "71,5"),
]
# Indicator, what is typed, words of the error.
REFUSED = [
    ("TRAINED", "1.550", ("1,55", "1550")), ("POV", "1.550", ("1,55", "1550")), ("JOB", "nhiều", ("không phải là số",)),
    ("JOB", "5,5", ("chữ số thập phân",)), ("TRAINED", "71,555", ("71,5550", "71555")),
    ("TRAINED", "71,5555", ("chữ số thập phân",)), ("JOB", "99999999999999999", ("quá lớn",)),
]


def form(code):
    return f"/kh/2018/{code}/ke-hoach?noi=A.92"


def read(tour):
    officer = tour.officer("chuyenvien.cantho")
    for number, (code, typed, shown) in enumerate(READ, start=1):
        officer.open(form(code))
        officer.fill(muc=typed, quyet_dinh=f"{number}/QĐ-UBND").press("target.adjust")
        officer.open("/kh/2018?noi=A.92")
        names = {row["indicator"]: line for row, line in zip(faces.board_csv(officer, "A.92", 2018), officer.table("bang-ke-hoach"))}
        tour.equal(f"{typed!r} typed for {code} is read", names[code]["Kế hoạch"], shown)


def refused(tour):
    officer = tour.officer("chuyenvien.cantho")
    before = faces.board_csv(officer, "A.92", 2018)
    for code, typed, words in REFUSED:
        officer.open(form(code))
        officer.fill(muc=typed, quyet_dinh="90/QĐ-UBND").press("target.adjust")
        error = officer.error_at("muc")
        tour.check(f"{typed!r} for {code} is refused: {' '.join(words)}", officer.status == 422 and all(word in error for word in words), f"{officer.status} {error}")
        tour.equal(f"{typed!r} is kept as it was typed", (officer.value("muc"), officer.value("quyet-dinh")), (typed, "90/QĐ-UBND"))
    officer.open(form("TRAINED"))
    officer.fill(muc="1.550", quyet_dinh="91/QĐ-UBND").press("target.adjust")
    summary_leads_to_field(tour, officer)
    tour.equal("nothing is written by what was refused", faces.board_csv(officer, "A.92", 2018), before)


def summary_leads_to_field(tour, officer):
    focus = officer.focus()
    tour.check("the error summary has the focus, and it shows", "error-summary" in focus["classes"] and focus["isSeen"] and focus["hasRing"], focus)
    link = officer.page.locator(".error-summary a")
    tour.equal("it says the same words as the field", officer.error_at("muc").removeprefix("Lỗi:").strip(), link.first.inner_text())
    officer.look("target form with an ambiguous number")
    link.first.focus()
    officer.page.keyboard.press("Enter")
    focus = officer.focus()
    tour.check("its link leads into the field", focus["id"] == "field-muc" and focus["isSeen"], focus)


def two_faces(tour):
    """A level and a change that contradict each other and the year before (2,55)."""
    officer = tour.officer("chuyenvien.cantho")
    officer.open(form("POV"))
    officer.fill(muc="1,6", thay_doi="−1", quyet_dinh="92/QĐ-UBND").press("target.adjust")
    shown = officer.error_at("muc") + officer.error_at("thay-doi")
    tour.check("contradicting faces are refused at the field, with what would fit", officer.status == 422 and "1,55" in shown, f"{officer.status} {officer.text[:800]}")
    officer.open(form("POV"))
    officer.fill(muc="1,55", thay_doi="1", quyet_dinh="92/QĐ-UBND").press("target.adjust")
    tour.check("a reduction typed without its minus is asked about", officer.status == 422 and "tăng" in officer.error_at("thay-doi"), f"{officer.status} {officer.text[:800]}")


journeys = [refused, two_faces, read]
