"""Asking a server for pages as a browser does, for every bench that signs in."""

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import NamedTuple


class Answer(NamedTuple):
    status: int
    headers: dict
    body: bytes
    milliseconds: float

    @property
    def text(self):
        return self.body.decode()

    def cookie(self, name):
        """`name=value` of a cookie the answer sets; None where it sets none of that name."""
        set_cookies = self.headers.get_all("set-cookie") or []
        return next((header.partition(";")[0] for header in set_cookies if header.startswith(f"{name}=")), None)


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(Stay, urllib.request.ProxyHandler({}))


def ask(address, cookie="", form=None):
    body = urllib.parse.urlencode(form).encode() if form else None
    request = urllib.request.Request(address, body, {"Cookie": cookie} if cookie else {})
    begun = time.monotonic()
    try:
        answer = OPENER.open(request, timeout=120)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return Answer(answer.status, answer.headers, answer.read(), (time.monotonic() - begun) * 1000)


def sign_in(address, username, password):
    """The cookie of a session, got the way a browser gets it, and the answer that set it; None where it was refused."""
    page = ask(f"{address}/dang-nhap")
    token = re.search(r'name="ma-bieu-mau" value="(\w+)"', page.text)[1]
    form = {"ma-bieu-mau": token, "ten": username, "mat-khau": password, "tiep": ""}
    answer = ask(f"{address}/dang-nhap", page.cookie("ansinh_visit"), form)
    return answer.cookie("ansinh_session"), answer
