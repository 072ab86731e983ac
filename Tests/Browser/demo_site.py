"""The demo as a site to travel on: made once, then copied, so that no subject sees what another has written."""

import contextlib
import itertools
import re
import shutil
import socket
import sqlite3
from dataclasses import dataclass

from website import Browser, Server

PATIENCE = 180
SESSION_COOKIE = "ansinh_session"

# A second specialist beside the demo's own, for two people at one figure.
COLLEAGUE = "chuyenvien2.kontum"
COLLEAGUE_PASSWORD = "mật khẩu của đồng nghiệp 2026"


@dataclass(frozen=True)
class Site:
    """A running demo."""

    address: str
    passwords: dict
    # For each account a session opened before the demo was copied: checking a password is slow on purpose.
    sessions: dict


class DemoTemplate:
    """A demo that is ready, and copies of it that are served."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.copies = itertools.count(1)
        self.made = folder / "made"
        self.made.mkdir()
        self._run("demo", "--no-serve")
        self._run(
            "user", "add", "--username", COLLEAGUE, "--name", "Chuyên viên thứ hai", "--role", "specialist", "--unit", "A.62",
            "--password-from-input", "--database", "sqlite:.demo/ansinh.db", typed=COLLEAGUE_PASSWORD + "\n")
        accounts = (self.made / ".demo" / "accounts.txt").read_text(encoding="utf-8")
        self.passwords = dict(re.findall(r"^  (\S+) +(\S+)   ", accounts, re.MULTILINE)) | {COLLEAGUE: COLLEAGUE_PASSWORD}
        with self._serving(self.made) as address:
            self.sessions = {username: session(address, username, password) for username, password in self.passwords.items()}
        # What still lies in the log of writes must be in the one file that is copied.
        with contextlib.closing(sqlite3.connect(self.made / ".demo" / "ansinh.db")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _run(self, *arguments, typed=""):
        answer = self.program.run(*arguments, cwd=self.made, typed=typed)
        if answer.status != 0:
            raise RuntimeError(f"{arguments} failed\n{answer}")

    @contextlib.contextmanager
    def served(self):
        """A copy of the demo, served for the length of a block on a free port."""
        folder = self.folder / f"copy-{next(self.copies)}"
        shutil.copytree(self.made, folder)
        with self._serving(folder) as address:
            yield Site(address, self.passwords, self.sessions)

    @contextlib.contextmanager
    def _serving(self, folder):
        """The address of the demo in a folder, for the length of a block."""
        process = self.program.start("demo", cwd=folder, env={"PORT": str(free_port())})
        server = Server(process)
        try:
            address = server.wait_for_address(PATIENCE)
            if not address:
                raise RuntimeError(f"the demo printed no address\n{server.output}")
            yield address.rstrip("/")
        finally:
            if process.poll() is None:
                server.end(20)


def session(address, username, password):
    """What the cookie of a new session holds."""
    browser = Browser(address)
    page = browser.sign_in(username, password)
    if SESSION_COOKIE not in browser.cookies:
        raise RuntimeError(f"{username} cannot sign in\n{page}")
    return browser.cookies[SESSION_COOKIE]


def free_port():
    """A port nobody listens on now; if somebody takes it meanwhile, the demo passes it over and prints another."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
