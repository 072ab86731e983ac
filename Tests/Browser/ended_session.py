"""Sessions that end while somebody types, and strangers who try to use the moment."""

import contextlib
import http.server
import io
import threading

import grid
from form_workbook import Workbook
from province_site import DIRECTOR
from words import VI

SITE = "province"

# A page of a stranger whose one button sends a form to the site.
STRANGERS_PAGE = """<!doctype html><html lang="vi"><title>x</title><form method="post" action="{action}">{fields}<button>go</button></form>"""
# Another site, and another server on the site's own machine: browsers send cookies to both ports of one host.
STRANGERS = ["127.0.0.2", "127.0.0.1"]


@contextlib.contextmanager
def strangers_page(host, action, fields):
    """The address of a page that sends these fields to an address of the site."""
    inputs = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in fields.items())
    body = STRANGERS_PAGE.format(action=action, fields=inputs).encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer((host, 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{host}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def end_sessions(person, username):
    """Another browser of the same person ends all sessions, as an administrator might."""
    other = person.tour.officer_by_password(username)
    other.open("/mat-khau").press("account.everywhere")


def typed_comes_back(tour):
    """The honest way: the session ends while an officer types; he signs in, sees what he typed, and sends it."""
    commune = tour.site.communes[0]
    officer = tour.officer_by_password(commune.officer)
    officer.open(grid.address(commune))
    grid.type_in(officer, so_JOB="63", so_VOC="12")
    end_sessions(officer, commune.officer)
    grid.press(officer, "entry.save")
    tour.equal("the form of an ended session asks to sign in", officer.status, 401)
    tour.check("and says that what was typed is kept", "điền lại" in officer.text, officer.text)
    officer.look("sign-in with a carried form")
    officer.sign_in(commune.officer)
    tour.equal("his numbers stand in their fields again", [grid.typed(officer, name) for name in ("so_JOB", "so_VOC")], ["63", "12"])
    tour.check("the page says that they are not stored", VI["web.carried"][:40] in officer.text, officer.text[:600])
    officer.look("grid with a carried form")
    tour.check("on the page of the sheet", officer.heading.startswith(grid.LABOUR), officer.heading)
    looker = tour.officer_by_password(commune.officer)
    looker.open(grid.address(commune))
    tour.equal("nothing is stored before he sends it", [grid.typed(looker, name) for name in ("so_JOB", "so_VOC")], ["", ""])
    grid.press(officer, "entry.save")
    tour.equal("then it is", officer.status, 200)
    looker.open(grid.address(commune))
    tour.equal("with every number", [grid.typed(looker, name) for name in ("so_JOB", "so_VOC")], ["63", "12"])


def checked_file_waits(tour):
    """The session ends between the check of a workbook and its button: after signing in the check stands there again."""
    commune = tour.site.communes[0]
    officer = tour.officer_by_password(commune.officer)
    page = grid.address(commune, act="tep")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    content = officer.context.request.get(grid.address(commune, act="tai")).body()
    book = Workbook(io.BytesIO(content))
    book.type("value", "JOB", "nhiều")
    book.type("value", "VOC", 17)
    filled = io.BytesIO()
    book.book.save(filled)
    officer.open(page)
    officer.page.set_input_files("#field-tep", {"name": "biểu.xlsx", "mimeType": kind, "buffer": filled.getvalue()})
    officer.press("workbook.page.check")
    tour.equal("a workbook with a fault is checked", officer.status, 422)
    end_sessions(officer, commune.officer)
    good = VI["workbook.page.write_good"].split("{")[0]
    officer.click(officer.page.get_by_role("button", name=good))
    tour.equal("its button asks to sign in", officer.status, 401)
    officer.sign_in(commune.officer)
    tour.check("then the check stands there again", officer.page.get_by_role("button", name=good).count() == 1, officer.text[:600])
    officer.look("workbook that waited while a session ended")
    officer.click(officer.page.get_by_role("button", name=good))
    looker = tour.officer_by_password(commune.officer)
    looker.open(grid.address(commune))
    tour.equal("and its button writes the good line", grid.typed(looker, "so_VOC"), "17")


# What a stranger's form would leave on a page that carries it.
SIGNS = ["99999", "cua-ke-gian", 'name="gui-den"']


def nobody_elses(tour):
    """What an officer typed is not shown to another who signs in at the same machine."""
    commune, other = tour.site.communes
    officer = tour.officer_by_password(commune.officer)
    officer.open(grid.address(commune, form="02-NCC"))
    grid.type_in(officer, so_CONV="777")
    end_sessions(officer, commune.officer)
    grid.press(officer, "entry.save")
    officer.sign_in(other.officer)
    tour.check("another sees his own desk and none of it", officer.path == "/lam-viec" and "777" not in officer.page.content(), officer.path)


def from_elsewhere(tour):
    """A stranger's page sends an act; its victim signs in on the page that comes, and presses whatever there is to press."""
    commune = tour.site.communes[0]
    acts = [
        (grid.review_address(commune, form="02-NCC"), {"viec": "duyet", "phien-ban": "1"}),
        ("/nguoi-dung", {"ten": "cua-ke-gian", "ho-ten": "Kẻ gian", "vai-tro": "director", "don-vi": "A.92"}),
        ("/kh/2024/trang-thai?noi=A.92", {"sang": "closed"}),
        ("/kh/2024/JOB/ket-qua?noi=A.92", {"gia-tri": "99999"}),
        (f"/nhap/02-NCC/A.{commune.code}/2024-12", {"so-CONV": "99999", "viec": "luu"}),
    ]
    for host, path, fields in [(host, *act) for host in STRANGERS for act in acts]:
        victim = tour.officer_by_password(DIRECTOR)
        end_sessions(victim, DIRECTOR)
        with strangers_page(host, tour.site.address + path, fields) as page:
            victim.open(page)
            victim.click(victim.page.get_by_role("button", name="go"))
        shown = victim.page.content()
        tour.check(
            f"{host} {path}: the form meets the sign-in page, and nothing of it is there",
            victim.status == 401 and not any(sign in shown for sign in SIGNS), f"{victim.status} {shown[:1500]}")
        victim.sign_in(DIRECTOR)
        shown = victim.page.content()
        tour.check(
            f"{host} {path}: signing in leads to the desk, where nothing of it can be pressed",
            victim.path == "/lam-viec" and not any(sign in shown for sign in SIGNS), f"{victim.path} {shown[:1500]}")


def drafts_go(tour):
    """Only with scripts: what the browser keeps goes with the session."""
    if not tour.has_script:
        return
    commune, other = tour.site.communes
    path = grid.address(commune, form="02-NCC")
    officer = tour.officer_by_password(commune.officer)
    officer.page.on("dialog", lambda dialog: dialog.accept())
    offer = officer.page.locator("[data-restore]")

    def kept():
        return officer.page.evaluate("() => Object.keys(localStorage)")

    officer.open(path)
    grid.box(officer, "so-CONV").press_sequentially("777")
    cookie = next(one["value"] for one in officer.context.cookies() if one["name"] == "ansinh_session")
    tour.check("what is typed is kept under a name that is not the token", len(kept()) == 1 and cookie not in kept()[0], kept())
    end_sessions(officer, commune.officer)
    officer.open("/lam-viec")
    officer.sign_in(commune.officer)
    officer.open(path)
    tour.equal("the same person after an ended session is offered it", offer.is_visible(), True)
    officer.press("web.sign_out")
    tour.equal("signing out drops it", kept(), [])
    officer.open("/dang-nhap").sign_in(commune.officer)
    officer.open(path)
    tour.equal("and it is offered no more", offer.is_visible(), False)
    grid.box(officer, "so-CONV").press_sequentially("778")
    end_sessions(officer, commune.officer)
    officer.open("/lam-viec")
    officer.sign_in(other.officer)
    tour.equal("when another signs in at the machine it is gone", kept(), [])


journeys = [typed_comes_back, checked_file_waits, nobody_elses, from_elsewhere, drafts_go]
