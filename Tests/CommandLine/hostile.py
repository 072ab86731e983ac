"""What no browser sends: the server refuses it with a plain status, stays small and quick, and goes on."""

import pathlib
import re
import socket
import time
from urllib.parse import urlsplit

from website import Browser, serving

EVERY_ENGINE = False

# A generous bound for a debug build on a busy machine; the faults it is about took minutes.
PATIENCE = 60

GET = b"GET /so-lieu HTTP/1.1\r\nHost: a\r\n"
POST = b"POST /dang-nhap HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"

# Claim, bytes, status.
SHAPES = [
    ("no Host", b"GET / HTTP/1.1\r\n\r\n", 400),
    ("two Hosts", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    ("a Host that is none", b"GET / HTTP/1.1\r\nHost: a/b@c\r\n\r\n", 400),
    ("a line that is no HTTP", b"HELLO\r\n\r\n", 400),
    ("chunks in HTTP/1.0", b"POST /dang-nhap HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("an unknown coding", POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400),
    ("chunks and a length", POST + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400),
    ("two lengths", POST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
    ("a negative length", POST + b"Content-Length: -3\r\n\r\n", 400),
    ("a broken chunk", POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\nzz\r\n\r\n", 400),
    ("an address of 9 kB", b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    ("an address of 1 MB", b"GET /" + b"a" * (1 << 20), 414),
    ("a query of 70 kB", b"GET /so-lieu?a=1" + b"/" * 70000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    ("a header of 20 kB", GET + b"x: " + b"y" * 20000 + b"\r\n\r\n", 431),
    ("200 headers", GET + b"x: y\r\n" * 200 + b"\r\n", 431),
    ("20 kB of cookies", GET + (b"cookie: a=" + b"b" * 4000 + b"\r\n") * 5 + b"\r\n", 431),
    ("HTTP/1.0", b"GET /tro-nang HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200),
    ("HTTP/1.1, the last request", b"GET /tro-nang HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200),
    ("a method nobody knows", b"BREW /so-lieu HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", None),
]


def shapes(journey):
    with serving(journey, "serve", "--port", "0", "--database", journey.with_demo().address) as server:
        for claim, sent, status in SHAPES:
            answer = exchange(server.address, sent)
            journey.check(
                f"{claim} → {status or 'refused'}, and the connection is closed",
                answer.status == status if status else answer.status in (400, 404, 405, 501), answer)
            journey.check(f"{claim}: says nothing of the inside", ".swift" not in answer.text and "rror(" not in answer.text, answer)
        pipelined = exchange(server.address, GET + b"\r\n" + GET + b"\r\n" + b"GET / HTTP/1.1\r\n\r\n")
        journey.equal(
            "answers come in order, the refusal last", re.findall(r"HTTP/1\.1 (\d+)", pipelined.text), ["200", "200", "400"])
        journey.check("it still answers", Browser(server.address).get("/").status == 200)
        journey.equal("SIGTERM ends it with status 0", server.end(), 0)
        journey.check("no line of its log is an error", " error " not in server.output, server.output)


def form(field, content, kind="application/x-www-form-urlencoded"):
    return {"Content-Type": kind}, (field + content).encode() if isinstance(content, str) else field.encode() + content


MARKS = "%CC%81%CC%A3"

# Claim, path, headers and body: what took seconds to minutes, or hundreds of megabytes, before anybody was known.
BODIES = [
    ("160 kB of marks", "/dang-nhap", form("mat-khau=", MARKS * 13000)),
    ("15 kB of marks", "/dang-nhap", form("mat-khau=", MARKS * 1250)),
    ("7 MB of marks", "/nhap-tep", form("a=", "\u0301" * 3_500_000)),
    ("letters with marks", "/dang-nhap", form("a=", "a\u0323\u0302\u0301" * 2000)),
    ("6 MB of ampersands", "/nhap-tep", form("", "a&" * 3_000_000)),
    ("a boundary of 7,900 dashes", "/nhap-tep", form("", "-" * 1_500_000, "multipart/form-data; boundary=" + "-" * 7900 + "x")),
    ("a boundary of 70", "/nhap-tep", form("", "-" * 1_500_000, "multipart/form-data; boundary=" + "-" * 69 + "x")),
    ("a file of 7 MB", "/nhap-tep", form(
        '--X\r\nContent-Disposition: form-data; name="tep"; filename="x"\r\n\r\n', b"x" * 7_000_000, "multipart/form-data; boundary=X")),
    ("7 MB of text", "/nhap-tep", form("noi-dung=", "x" * 7_000_000)),
]


def bodies(journey):
    with serving(journey, "serve", "--port", "0", "--database", journey.with_demo().address) as server:
        browser = Browser(server.address)
        browser.get("/dang-nhap")
        before = memory(server)
        for claim, path, (headers, body) in BODIES:
            began = time.monotonic()
            page = browser.ask("POST", path, body, headers)
            took = time.monotonic() - began
            journey.check(f"{claim} from a stranger is refused", page.status in (400, 401, 403, 413) and page.is_plain, page)
            journey.check(f"{claim}: nothing of it comes back", len(page.body) < 40_000, len(page.body))
            journey.check(f"{claim}: in no time", took < PATIENCE, took)
        headers, body = BODIES[-1][2]
        for _ in range(20):
            browser.ask("POST", "/nhap-tep", body, headers)
        grown = memory(server) - before
        journey.check("twenty more of 7 MB leave the memory as it was", grown < 60_000, f"{grown} kB more")
        journey.equal("SIGTERM ends it with status 0", server.end(), 0)


def kept_pages(journey):
    with serving(journey, "serve", "--port", "0", "--database", journey.with_demo().address) as server:
        browser = Browser(server.address)
        plain = browser.get("/so-lieu")
        before = memory(server)
        differing = [
            number for number in range(400)
            if browser.get(f"/so-lieu?a={number}" + "/" * 7000).body != plain.body]
        journey.equal("400 addresses of a page are one page", differing, [])
        grown = memory(server) - before
        journey.check("… and take the room of one", grown < 60_000, f"{grown} kB more")
        for path in ["/en//evil.example/", "/en/\\evil.example", "//evil.example/", "/en///evil.example"]:
            answer = exchange(server.address, b"GET " + path.encode() + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            away = re.findall(r'(?:href|action)="(?://|/\\|https?:)[^"]*"', answer.text)
            journey.equal(f"GET {path}: no link leads away", away, [])


def full_house(journey):
    """Every place taken by connections that say nothing: the next is told so, and served once one has left."""
    database = journey.with_demo()
    with serving(journey, "serve", "--port", "0", "--database", database.address, env={"ANSINH_CONNECTIONS": "8"}) as server:
        silent = [connect(server.address) for _ in range(8)]
        # Who has had an answer has surely been counted.
        for line in silent:
            line.sendall(GET + b"\r\n")
            line.recv(1)
        answer = exchange(server.address, GET + b"\r\n")
        journey.check("the ninth connection → 503 with Retry-After", answer.status == 503 and "retry-after" in answer.text.lower(), answer)
        for line in silent:
            line.close()
        deadline = time.monotonic() + PATIENCE
        while (status := exchange(server.address, GET + b"Connection: close\r\n\r\n").status) != 200 and time.monotonic() < deadline:
            pass
        journey.equal("… and is served when others have left", status, 200)


class Reply:
    """All bytes up to the end of the connection; the status of the first answer."""

    def __init__(self, data):
        self.text = data.decode(errors="replace")
        found = re.match(r"HTTP/1\.1 (\d+)", self.text)
        self.status = int(found.group(1)) if found else None

    def __str__(self):
        return self.text[:400]


def connect(address):
    return socket.create_connection((urlsplit(address).hostname, urlsplit(address).port), timeout=PATIENCE)


def exchange(address, sent):
    """Sends bytes and reads until the server closes; a server that keeps the connection open times out."""
    data = b""
    with connect(address) as line:
        try:
            line.sendall(sent)
        except (BrokenPipeError, ConnectionResetError):
            pass
        try:
            while piece := line.recv(65536):
                data += piece
        except ConnectionResetError:
            pass
    return Reply(data)


def memory(server):
    """The resident kilobytes of the program."""
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))


journeys = [shapes, bodies, kept_pages, full_house]
