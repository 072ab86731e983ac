"""serve, killed at random moments while 200 workbooks come in: nothing is lost, nothing is doubled."""

import http.client
import io
import random
import threading

import openpyxl
from journey import CONTENT
from website import Browser, Server

EVERY_ENGINE = True

PASSWORD = "mật khẩu rất dài 2026"
COMMUNES, MONTHS = 20, 10
VALUES = {"MERIT_N": 31, "MERIT_HOUSE": 2, "CONV": 9, "CONV_GROUP": 4, "FUND": 1500000}


class Killed(Exception):
    """The server died under the request."""


class MortalServer:
    """A server that may be killed at any moment and is started anew, on another port, over the same data."""

    def __init__(self, journey, database):
        self.journey, self.database = journey, database
        self.cookies = {}
        self.deaths = 0
        self.start()

    def start(self):
        process = self.journey.program.start("serve", "--port", "0", "--database", self.database.address, cwd=self.journey.folder)
        self.server = Server(process)
        address = self.server.wait_for_address(120)
        self.browser = Browser(address)
        self.browser.cookies = self.cookies

    def kill(self):
        self.server.process.kill()
        self.server.process.wait()
        self.deaths += 1

    def ask(self, call):
        """What the call answers; the server is started anew where it died under it."""
        try:
            return call(self.browser)
        except (OSError, http.client.HTTPException):
            self.server.process.wait()
            self.start()
            raise Killed from None


def communes():
    """Codes of communes of Kon Tum as the map of 2020 has them."""
    rows = [line.split(",") for line in (CONTENT / "territory" / "units.csv").read_text().splitlines()[1:]]
    districts = {row[0] for row in rows if row[6] == "A.62"}
    return sorted(row[0] for row in rows if row[6] in districts and row[9] == "2025-06-30" and not row[8])[:COMMUNES]


def filled(content, number):
    """The workbook with numbers in its lines, other ones in each."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "Mã" for cell in row))
    column = next(cell.column for cell in head if cell.value == "Kỳ này")
    code = next(cell.column for cell in head if cell.value == "Mã")
    for row in range(head[0].row + 1, sheet.max_row + 1):
        if sheet.cell(row, code).value in VALUES:
            sheet.cell(row, column).value = VALUES[sheet.cell(row, code).value] + number
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def uploads(journey):
    database = journey.ready()
    journey.ends("an account for the officer", journey.run(
        database, "user", "add", "--username", "cv.kontum", "--name", "cv", "--role", "specialist", "--unit", "A.62",
        "--password-from-input", typed=PASSWORD + "\n"), 0)
    mortal = MortalServer(journey, database)
    mortal.browser.sign_in("cv.kontum", PASSWORD)
    mortal.cookies = mortal.browser.cookies
    sheets = [(unit, f"2020-{month:02}") for unit in communes() for month in range(1, MONTHS + 1)]
    books = []
    for number, (unit, period) in enumerate(sheets):
        answer = mortal.browser.download(f"/nhap/02-NCC/{unit}/{period}/tai")
        books.append(filled(answer, number))
    journey.equal("there are 200 workbooks to bring", len(books), COMMUNES * MONTHS)

    chance = random.Random(20260721)
    answered = set()
    for number, (unit, period) in enumerate(sheets):
        path = f"/nhap/02-NCC/{unit}/{period}/tep"
        while number not in answered:
            killer = None
            if chance.random() < 0.12:
                # Dies somewhere between the first byte of the request and the answer, or just after it.
                killer = threading.Timer(chance.random() * 0.25, mortal.kill)
                killer.start()
            try:
                token = mortal.ask(lambda browser: browser.token(path))
                page = mortal.ask(lambda browser: browser.upload(
                    path, {"ma-bieu-mau": token, "viec": "ghi"}, "tep", "bieu.xlsx", books[number]))
                if not journey_accepts(journey, page, unit, period):
                    return
                answered.add(number)
            except Killed:
                pass
            if killer:
                killer.join()
                if mortal.server.process.poll() is not None:
                    mortal.start()
    journey.check("the server was killed on the way, ten times and more", mortal.deaths >= 10, mortal.deaths)
    mortal.server.end()

    kept = dict(((row[0], row[1], row[2]), (int(row[3]), row[4])) for row in database.rows(
        "SELECT place, period, indicator, value, version FROM planning_result"))
    expected = {
        (unit, period, code): ((value + number) * 10000, "1")
        for number, (unit, period) in enumerate(sheets) for code, value in VALUES.items()}
    journey.equal("every figure of every workbook stands there once, in its first version", kept, expected)
    journey.equal("no version was replaced", database.rows("SELECT count(*) FROM planning_result_history"), [("0",)])
    saved = database.rows("SELECT count(*) FROM audit_entry WHERE kind = 'planning.sheet.saved'")
    journey.equal("each upload stands in the audit chain once", saved, [(str(len(sheets)),)])
    journey.ends("the chains are whole", journey.run(database, "audit", "verify"), 0)


def journey_accepts(journey, page, unit, period):
    """Whether an answer says that the workbook is in; a refusal is a failure of the journey."""
    if page.status == 200:
        return True
    return journey.check(f"the workbook of {unit}, {period} is taken", False, page)


journeys = [uploads]
