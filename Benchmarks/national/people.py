"""People at work: they sign in, open a sheet that is not sent, change a number, save it, and sign out, over and over."""

import random
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(Stay, urllib.request.ProxyHandler({}))


def ask(address, cookie="", form=None):
    """Status, headers, text and milliseconds of an answer."""
    body = urllib.parse.urlencode(form).encode() if form else None
    begun = time.monotonic()
    try:
        answer = OPENER.open(urllib.request.Request(address, body, {"Cookie": cookie} if cookie else {}), timeout=120)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        text = answer.read().decode()
        return answer.status, answer.headers, text, (time.monotonic() - begun) * 1000


class Form(HTMLParser):
    """The fields of the form that holds the most of them, as a browser would send them."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.area = [], None
        self.feed(page)
        self.fields = max(self.forms, key=len, default=[])

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.forms.append([])
        if not self.forms or "name" not in given:
            return
        if tag == "input" and (given.get("type") not in ("checkbox", "radio", "file", "submit") or "checked" in given):
            self.forms[-1].append([given["name"], given.get("value") or "", given.get("inputmode")])
        if tag in ("select", "textarea"):
            self.forms[-1].append([given["name"], "", None])
            self.area = self.forms[-1][-1] if tag == "textarea" else None
            self.choice = self.forms[-1][-1] if tag == "select" else None
        if tag == "option" and "selected" in given and self.choice:
            self.choice[1] = given.get("value") or ""

    choice = None

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None
        if tag == "select":
            self.choice = None


class Person(threading.Thread):
    """One official; `times` has the milliseconds of each sign-in and each save, `refused` what was answered otherwise."""

    def __init__(self, server, name, password, ended):
        super().__init__(daemon=True)
        self.server, self.username, self.password, self.ended = server, name, password, ended
        self.times, self.refused = {"sign-in": [], "save": []}, []
        self.random = random.Random(name)

    def run(self):
        while not self.ended.is_set():
            cookie = self.sign_in()
            if cookie:
                for _ in range(4):
                    self.save(cookie)
                    self.ended.wait(0.2 + self.random.random() * 0.3)
            self.ended.wait(0.5 + self.random.random())

    def note(self, act, status, expected, milliseconds):
        self.times[act].append((time.monotonic(), milliseconds))
        if status != expected:
            self.refused.append((act, status))

    def sign_in(self):
        _, headers, page, _ = ask(f"{self.server}/dang-nhap")
        token = re.search(r'name="ma-bieu-mau" value="(\w+)"', page)[1]
        visit = next(h.partition(";")[0] for h in headers.get_all("set-cookie") or [] if "visit" in h)
        form = {"ma-bieu-mau": token, "ten": self.username, "mat-khau": self.password, "tiep": ""}
        status, headers, _, took = ask(f"{self.server}/dang-nhap", visit, form)
        self.note("sign-in", status, 303, took)
        return next((h.partition(";")[0] for h in headers.get_all("set-cookie") or [] if "session" in h), None)

    def save(self, cookie):
        _, _, desk, _ = ask(f"{self.server}/nhap", cookie)
        sheets = re.findall(r'href="(/nhap/[^"?#]+/\d{4}[^"?#/]*)"', desk)
        self.random.shuffle(sheets)
        for sheet in sheets:
            address = self.server + sheet
            _, _, page, _ = ask(address, cookie)
            fields = Form(page).fields
            numbers = [field for field in fields if field[2] in ("decimal", "numeric")]
            if numbers:
                break
        else:  # every sheet of the unit was sent
            self.refused.append(("nothing to type", 0))
            return
        self.random.choice(numbers)[1] = str(self.random.randrange(1, 60))
        form = [(name, value) for name, value, _ in fields] + [("viec", "luu")]
        status, _, _, took = ask(address, cookie, form)
        # 422: the number was kept out by a rule of the form; the act was done all the same.
        self.note("save", 303 if status == 422 else status, 303, took)


def percentile(times, share):
    """The milliseconds that this share of the times stays below."""
    times = sorted(times)
    return times[min(len(times) - 1, int(len(times) * share))] if times else float("nan")
