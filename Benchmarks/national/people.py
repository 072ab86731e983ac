"""People at work: they sign in, open a sheet that is not sent, change a number, save it, and sign out, over and over."""

import random
import re
import threading
import time
from html.parser import HTMLParser

import asking
from asking import ask


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
        cookie, answer = asking.sign_in(self.server, self.username, self.password)
        self.note("sign-in", answer.status, 303, answer.milliseconds)
        return cookie

    def save(self, cookie):
        desk = ask(f"{self.server}/nhap", cookie).text
        sheets = re.findall(r'href="(/nhap/[^"?#]+/\d{4}[^"?#/]*)"', desk)
        self.random.shuffle(sheets)
        for sheet in sheets:
            address = self.server + sheet
            page = ask(address, cookie).text
            fields = Form(page).fields
            numbers = [field for field in fields if field[2] in ("decimal", "numeric")]
            if numbers:
                break
        else:  # every sheet of the unit was sent
            self.refused.append(("nothing to type", 0))
            return
        self.random.choice(numbers)[1] = str(self.random.randrange(1, 60))
        form = [(name, value) for name, value, _ in fields] + [("viec", "luu")]
        answer = ask(address, cookie, form)
        # 422: the number was kept out by a rule of the form; the act was done all the same.
        self.note("save", 303 if answer.status == 422 else answer.status, 303, answer.milliseconds)


def percentile(times, share):
    """The milliseconds that this share of the times stays below."""
    times = sorted(times)
    return times[min(len(times) - 1, int(len(times) * share))] if times else float("nan")
