"""serve: says where it listens, answers, refuses what is wrong with a plain page, and ends when told to."""

import csv
import io
import json
import socket
from urllib.parse import urlsplit

from databases import fingerprint
from website import Browser, serving

EVERY_ENGINE = True

PASSWORD = "mật khẩu rất dài 2026"


def with_accounts(journey):
    database = journey.with_demo()
    for username, unit in [("cv.kontum", "A.62"), ("cv.cantho", "A.92")]:
        call = [
            "user", "add", "--username", username, "--name", username, "--role", "specialist", "--unit", unit,
            "--password-from-input",
        ]
        journey.ends(f"an account for {username}", journey.run(database, *call, typed=PASSWORD + "\n"), 0)
    return database


def begins_and_ends(journey):
    database = journey.engine.empty()
    with serving(journey, "serve", "--port", "0", "--database", database.address) as server:
        if not journey.check("serve --port 0 on an empty database prints its address", server.address, server.output):
            return
        journey.check("it listens on the loopback", urlsplit(server.address).hostname == "127.0.0.1", server.address)
        page = Browser(server.address).get("/")
        journey.check("GET / → 200", page.status == 200 and "<h1" in page.body and page.is_plain, page)
        busy = journey.program.run("serve", "--port", str(urlsplit(server.address).port), "--database", database.address)
        journey.check("serve on a busy port → 1, says so", busy.status == 1 and "console.port_busy" in busy.errors, busy)
        other_addresses(journey, database, urlsplit(server.address).port)
        journey.equal("SIGTERM ends it with status 0", server.end(), 0)
        journey.check("it says nothing of an error", "rror" not in server.output, server.output)


def other_addresses(journey, database, port):
    """Which addresses can be listened on is the operating system's word: the port is free on another address of the loopback."""
    with serving(journey, "serve", "--port", str(port), "--host", "127.0.0.2", "--database", database.address) as server:
        journey.check("the same port on another address is free", server.address == f"http://127.0.0.2:{port}", server.output)
        server.end()
    for host in ("192.0.2.1", "no-such-host.invalid"):  # kept for documents: RFC 5737, RFC 6761
        answer = journey.program.run("serve", "--port", "0", "--host", host, "--database", database.address)
        journey.ends(f"serve on {host}", answer, 1)
        journey.check("… says that the address is not this machine's", "console.no_such_host" in answer.errors, answer)


PUBLIC = [
    ("/", "114,35"),
    ("/en", "114.35"),
    ("/so-lieu", "6.518"),
    ("/so-lieu/JOB", "114,35"),
    ("/en/so-lieu/JOB", "6,518"),
]


def public_pages(journey):
    database = journey.with_demo()
    with serving(journey, "serve", "--port", "0", "--database", database.address) as server:
        browser = Browser(server.address)
        for path, words in PUBLIC:
            page = browser.get(path)
            journey.check(
                f"GET {path} → 200 and shows {words}", page.status == 200 and words in page.body and page.is_plain, page)
        rows = list(csv.DictReader(io.StringIO(browser.get("/so-lieu/JOB.csv").body)))
        row = next((row for row in rows if row["place"] == "A.62" and row["year"] == "2021"), {})
        board = journey.board(database, "62", 2021)["JOB"]
        journey.equal("the public CSV carries the board's cells", {name: row.get(name) for name in board}, board)
        figures = json.loads(browser.get("/so-lieu/JOB.json").body)
        journey.check("the public JSON carries the percentage", "114.35" in json.dumps(figures), figures)
        head = browser.ask("HEAD", "/")
        journey.check("HEAD / → 200 without a body", head.status == 200 and not head.body, head)
        length = browser.get("/").headers["content-length"]
        journey.equal("… and says the length the page has", head.headers.get("content-length"), length)
        journey.equal("SIGTERM ends it with status 0", server.end(), 0)


# Method, path, status.
REFUSED = [
    ("GET", "/khong-co", 404),
    ("GET", "/en/khong-co", 404),
    ("GET", "/so-lieu/KHONGCO", 404),
    ("GET", "/so-lieu/KHONGCO.csv", 404),
    ("GET", "/so-lieu/JOB.exe", 404),
    ("GET", "/so-lieu/JOB/2021/x", 404),
    ("GET", "/tai-nguyen/../../etc/passwd", 404),
    ("GET", "/tai-nguyen/%2e%2e%2fansinh.css", 404),
    ("POST", "/", 405),
    ("POST", "/so-lieu", 405),
    ("DELETE", "/", 405),
    ("PUT", "/so-lieu/JOB", 405),
    ("PATCH", "/dang-nhap", 405),
    ("GET", "/dang-xuat", 405),
    ("POST", "/kh/2021/JOB/ke-hoach", 401),
    ("POST", "/nhap-tep", 401),
    ("GET", "/kh", 303),
    ("GET", "/nhap-tep", 303),
    ("GET", "/so-lieu?%zz=%ff&noi=%00", 200),
]


def refused(journey):
    database = with_accounts(journey)
    with serving(journey, "serve", "--port", "0", "--database", database.address) as server:
        browser = Browser(server.address)
        before = fingerprint(database)
        for method, path, status in REFUSED:
            page = browser.ask(method, path)
            has_page = status == 303 or "<h1" in page.body
            journey.check(f"{method} {path} → {status}, a plain page", page.status == status and has_page and page.is_plain, page)
        for claim, size, path in [("a sign-in form of 1 MB", 1 << 20, "/dang-nhap"), ("one of 20 MB", 20 << 20, "/dang-nhap")]:
            page = browser.post(path, {"ten": "x" * size})
            journey.check(f"{claim} → 413, a plain page", page.status == 413 and "<h1" in page.body and page.is_plain, page)
        page = browser.ask("POST", "/dang-nhap", b"{}", {"Content-Type": "application/json"})
        journey.check("a body that is no form → 400", page.status == 400 and page.is_plain, page)
        journey.equal("a line that is no HTTP → 400", not_http(server.address), "400")
        journey.equal("nothing of this was written", fingerprint(database), before)
        journey.check("it still answers", browser.get("/").status == 200)
        journey.equal("SIGTERM ends it with status 0", server.end(), 0)
        journey.check(
            "its log holds no stack trace", "Fatal" not in server.output and ".swift:" not in server.output, server.output)


def not_http(address):
    """The status in the answer to a line that is not HTTP."""
    with socket.create_connection((urlsplit(address).hostname, urlsplit(address).port), timeout=30) as line:
        line.sendall(b"HELLO\r\n\r\n")
        return line.recv(200).decode(errors="replace").split(" ")[1]


TARGET = {
    "muc": "9999", "thay-doi": "", "so-sanh": ">=", "nguon": "stated", "quyet-dinh": "99/QĐ-UBND", "ly-do": "forged",
    "phien-ban": "1", "ghi-chu": "",
}

# Acts of the working side; what they would change, were they not refused.
ACTS = [
    ("/kh/2021/JOB/ke-hoach?noi=A.62", TARGET),
    ("/kh/2021/JOB/ket-qua?noi=A.62", {"gia-tri": "1", "phien-ban": "1"}),
    ("/mat-khau", {"mat-khau-cu": PASSWORD, "mat-khau-moi": "another long one 2026"}),
    ("/dang-xuat", {}),
    ("/dang-xuat-het", {}),
]

FILE = "indicator,place,period,value\nVOC,62,2021,77\n"


def forged_forms(journey):
    database = with_accounts(journey)
    with serving(journey, "serve", "--port", "0", "--database", database.address) as server:
        stranger = Browser(server.address)
        before = fingerprint(database)
        page = stranger.post("/dang-nhap", {"ten": "cv.kontum", "mat-khau": PASSWORD})
        journey.check("signing in by a forged form → 403, no session", page.status == 403 and page.is_plain, page)
        page = stranger.post("/dang-nhap", {"ten": "cv.kontum", "mat-khau": PASSWORD, "ma-bieu-mau": ""})
        journey.check("… nor with an empty secret", page.status == 403, page)
        journey.equal("nothing of this was written", fingerprint(database), before)

        browser = Browser(server.address)
        page = browser.sign_in("cv.kontum", PASSWORD)
        journey.check("signing in by the site's own form", page.status == 303 and browser.get("/lam-viec").status == 200, page)
        other = stranger.token("/dang-nhap")
        before = fingerprint(database)
        for path, fields in ACTS:
            for claim, secret in [("without", {}), ("with another browser's", {"ma-bieu-mau": other})]:
                page = browser.post(path, {**fields, **secret})
                journey.check(f"POST {path} {claim} secret → 403, a plain page", page.status == 403 and page.is_plain, page)
        page = browser.upload("/nhap-tep", {"loai": "results", "viec": "ghi", "ma-bieu-mau": other}, "tep", "x.csv", FILE)
        journey.check("a forged file → 403", page.status == 403 and page.is_plain, page)
        page = browser.post("/kh/2021/JOB/ke-hoach?noi=A.62", TARGET, with_cookies=False)
        journey.check("an act without a session → 401", page.status == 401 and page.is_plain, page)
        journey.equal("nothing of this was written", fingerprint(database), before)
        journey.equal("and the person is still signed in", browser.get("/lam-viec").status, 200)

        strangers_unit(journey, database, browser)
        journey.equal("SIGTERM ends it with status 0", server.end(), 0)


def strangers_unit(journey, database, browser):
    """With his own good secret, at another department's unit."""
    token = browser.token("/mat-khau")
    journey.check("a page carries the secret", token)
    before = fingerprint(database)
    for path in ["/kh/2018/JOB/ke-hoach?noi=A.92", "/kh/2018/JOB/ket-qua?noi=A.92"]:
        page = browser.post(path, {**TARGET, "gia-tri": "1", "ma-bieu-mau": token})
        journey.check(f"POST {path} → 403, another unit's data", page.status == 403 and page.is_plain, page)
    page = browser.get("/kh/2018?noi=A.92")
    journey.check("GET /kh/2018?noi=A.92 → 403", page.status == 403 and page.is_plain, page)
    page = browser.get("/nguoi-dung")
    journey.check("GET /nguoi-dung → 403, not his to see", page.status == 403 and page.is_plain, page)
    journey.equal("nothing of this was written", fingerprint(database), before)


def identical_answers(journey):
    """A wrong password and an unknown name get the same page."""
    database = with_accounts(journey)
    with serving(journey, "serve", "--port", "0", "--database", database.address) as server:
        pages = []
        for username in ["cv.kontum", "no.body"]:
            browser = Browser(server.address)
            token = browser.token("/dang-nhap")
            page = browser.post("/dang-nhap", {"ma-bieu-mau": token, "ten": username, "mat-khau": "wrong"})
            pages.append((page.status, page.body.replace(username, "NAME").replace(token, "TOKEN")))
        journey.equal("known and unknown names get the same answer", pages[0], pages[1])
        journey.check("which is no success", pages[0][0] in (401, 403, 422), pages[0][0])
        server.end()


journeys = [begins_and_ends, public_pages, refused, forged_forms, identical_answers]
