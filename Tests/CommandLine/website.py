"""The program as a server, on a free port, and a browser that keeps cookies and follows nothing by itself."""

import contextlib
import http.client
import re
import signal
import subprocess
import threading
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit


class Server:
    """A running program; its lines are gathered so that its pipe never fills."""

    def __init__(self, process):
        self.process = process
        self.lines = []
        self.address = None
        self._announced = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.decode())
            found = re.search(r"http://[^\s()]+", self.lines[-1])
            if found and self.address is None:
                self.address = found.group()
                self._announced.set()
        self._announced.set()

    def wait_for_address(self, patience):
        """The address it prints; None when it ended or kept silent."""
        self._announced.wait(patience)
        return self.address

    @property
    def output(self):
        return "".join(self.lines)

    def end(self, patience=60):
        """SIGTERM, and the status it ends with; None when it had to be killed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            status = None
        self._reader.join(10)
        return status


@contextlib.contextmanager
def serving(journey, *arguments, cwd=None, env=None, patience=180):
    """A server for the length of a block; killed at its end if it still runs."""
    server = Server(journey.program.start(*arguments, cwd=cwd or journey.folder, env=env))
    try:
        server.wait_for_address(patience)
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


@dataclass(frozen=True)
class Page:
    """An answer of the server."""

    status: int
    headers: dict
    body: str

    def __str__(self):
        return f"{self.status} {self.headers}\n{self.body[:2000]}"

    @property
    def is_plain(self):
        """A page of the site, or no body at all; nothing of the inner workings."""
        inner = re.search(r"\.swift\b|Sources/|SELECT |INSERT |Fatal error|Optional\(|⟦|Stack dump", self.body)
        return inner is None


class Browser:
    """Asks one server, keeps its cookies."""

    def __init__(self, address):
        self.netloc = urlsplit(address).netloc
        self.cookies = {}

    def ask(self, method, path, body=None, headers=None, with_cookies=True):
        connection = http.client.HTTPConnection(self.netloc, timeout=120)
        sent = dict(headers or {})
        if with_cookies and self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        with contextlib.closing(connection):
            # A server that refuses a body may answer and close before all of it was sent.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.request(method, path, body, sent)
            answer = connection.getresponse()
            page = Page(answer.status, {}, answer.read().decode(errors="replace"))
            for name, value in answer.getheaders():
                page.headers[name.lower()] = value
                if name.lower() == "set-cookie":
                    cookie, _, value = value.partition(";")[0].partition("=")
                    self.cookies[cookie] = value
            return page

    def get(self, path, **options):
        return self.ask("GET", path, **options)

    def post(self, path, fields, **options):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(fields), form, **options)

    def upload(self, path, fields, field, name, content):
        """A form with a file."""
        boundary = "ansinh-journey-boundary"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in fields.items()
        ]
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n")
        body = content if isinstance(content, bytes) else content.encode()
        body = "".join(parts).encode() + body + f"\r\n--{boundary}--\r\n".encode()
        return self.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def download(self, path):
        """The bytes of a file."""
        connection = http.client.HTTPConnection(self.netloc, timeout=120)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())})
            return connection.getresponse().read()

    def token(self, path):
        """The secret of the form on a page."""
        found = re.search(r'name="ma-bieu-mau" value="([^"]+)"|value="([^"]+)" name="ma-bieu-mau"', self.get(path).body)
        return (found.group(1) or found.group(2)) if found else ""

    def sign_in(self, username, password):
        token = self.token("/dang-nhap")
        return self.post("/dang-nhap", {"ma-bieu-mau": token, "ten": username, "mat-khau": password})
