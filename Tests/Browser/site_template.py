"""A site made once, then copied, so that no subject sees what another has written."""

import contextlib
import itertools
import shutil
import sqlite3
from dataclasses import dataclass

from website import Browser, Server

PATIENCE = 180
SESSION_COOKIE = "ansinh_session"


@dataclass(frozen=True)
class Site:
    """A running copy."""

    address: str
    passwords: dict
    # For each account a session opened before the site was copied: checking a password is slow on purpose.
    sessions: dict
    # On the province only: the communes whose month is open.
    communes: tuple = ()


class SiteTemplate:
    """A site that is ready, and copies of it that are served. Each kind says how it is made and started."""

    # Where its database lies below its folder.
    database = ""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.copies = itertools.count(1)
        self.communes = ()
        self.made = folder / "made"
        self.made.mkdir(parents=True)
        self.passwords = self.make()
        with self._serving(self.made) as address:
            self.sessions = {username: session(address, username, self.passwords[username]) for username in self.people()}
        # What still lies in the log of writes must be in the one file that is copied.
        with contextlib.closing(sqlite3.connect(self.made / self.database)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def make(self):
        """Makes the site in its folder. Returns the password of each account."""
        raise NotImplementedError

    def people(self):
        """The accounts that get a session."""
        return list(self.passwords)

    def start(self, folder):
        """Starts the program on the site in a folder; it prints its address."""
        raise NotImplementedError

    def run(self, *arguments, typed=""):
        """Calls the program in the folder of the template."""
        answer = self.program.run(*arguments, cwd=self.made, typed=typed)
        if answer.status != 0:
            raise RuntimeError(f"{arguments} failed\n{answer}")
        return answer

    @contextlib.contextmanager
    def served(self):
        """A copy, served for the length of a block on a free port."""
        folder = self.folder / f"copy-{next(self.copies)}"
        shutil.copytree(self.made, folder)
        with self._serving(folder) as address:
            yield Site(address, self.passwords, self.sessions, self.communes)

    @contextlib.contextmanager
    def _serving(self, folder):
        """The address of the site in a folder, for the length of a block."""
        process = self.start(folder)
        server = Server(process)
        try:
            address = server.wait_for_address(PATIENCE)
            if not address:
                raise RuntimeError(f"the program printed no address\n{server.output}")
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
