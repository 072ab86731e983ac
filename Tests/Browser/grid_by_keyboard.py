"""A form with the keyboard alone, from signing in to sending; what has the focus can be seen at every stop."""

import grid
from keyboard import tab_to
from words import VI, filled

SITE = "province"

FORM, YEAR = "07-HN-N", "2024"
# In the order of the boxes.
TYPED = [("tu-POV", "12"), ("mau-POV", "4000"), ("tu-NEARPOV", "15"), ("mau-NEARPOV", "4000"), ("so-TBLS", "1"), ("so-CHILDOK", "0")]


def whole_way(tour):
    commune = tour.site.communes[1]
    path = grid.address(commune, form=FORM, period=YEAR)
    officer = tour.visitor()
    officer.open(path)
    tab_to(tour, officer, "the name", lambda focus: focus["name"] == "ten")
    officer.page.keyboard.type(commune.officer)
    tab_to(tour, officer, "the password", lambda focus: focus["name"] == "mat-khau")
    officer.page.keyboard.type(tour.site.passwords[commune.officer])
    officer.enter_key()
    tour.equal("Enter signs in and opens the grid", (officer.status, officer.path), (200, path))
    for name, value in TYPED:
        tab_to(tour, officer, f"the box {name}", lambda focus, name=name: focus["name"] == name)
        officer.page.keyboard.type(value)
    tab_to(tour, officer, "the button to go on", lambda focus: focus["text"] == VI["entry.next"])
    officer.enter_key()
    tour.check("Enter saves and goes on to look over", officer.path.startswith(grid.address(commune, FORM, "gui", YEAR)), f"{officer.path} {grid.summary(officer)}")
    shown = [line[next(name for name in line if name.startswith("Năm"))] for line in officer.table("xem-lai") or []]
    tour.equal("with the numbers typed", sorted(shown), sorted(["0,3% (12/4.000)", "0,38% (15/4.000)", "1", "0"]))
    send = filled(VI["entry.send_to"], unit=commune.name.split(", ")[1])
    tab_to(tour, officer, "the button that sends", lambda focus: focus["text"] == send)
    officer.enter_key()
    tour.check("Enter sends", officer.status == 200 and VI["flash.sheet_sent"] in officer.text, f"{officer.status} {officer.text[:400]}")
    tab_to(tour, officer, "the way to sign out", lambda focus: focus["text"] == VI["web.sign_out"])


def narrow(tour):
    """At 360 pixels every box and button of a grid with errors can be reached, and nothing hides it."""
    commune = tour.site.communes[0]
    officer = tour.officer(commune.officer)
    officer.open(grid.address(commune))
    grid.type_in(officer, so_JOB="-5", tu_UICOV="9")
    grid.press(officer, "entry.save")
    officer.page.set_viewport_size({"width": 360, "height": 740})
    tour.check("the error summary has the focus", "error-summary" in officer.focus()["classes"], officer.focus())
    tab_to(tour, officer, "the wrong cell on a telephone", lambda focus: focus["name"] == "mau-UICOV")
    tab_to(tour, officer, "the last button on a telephone", lambda focus: focus["text"] == VI["entry.check"])


def decide(tour):
    """The reviewer's page by keyboard."""
    commune = tour.site.communes[1]
    district = tour.officer(commune.district)
    district.open("/duyet")
    tab_to(tour, district, "the sheet in the queue", lambda focus: focus["text"].startswith(commune.name))
    district.enter_key()
    tab_to(tour, district, "«Duyệt»", lambda focus: focus["tag"] == "button" and focus["text"] == VI["review.approve"])
    district.enter_key()
    tour.check("Enter approves", district.status == 200 and "chuyển lên Sở" in district.text, f"{district.status} {district.text[:400]}")


journeys = [whole_way, narrow, decide]
