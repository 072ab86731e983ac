"""serve while its ground gives way: a full disk, a locked or replaced file, a database server that stops or hangs.

Reading goes on where it can; what cannot be done is told soon and plainly; nothing that was acknowledged is lost, and the file
an operator put in the place of the old one is not damaged.
"""

import concurrent.futures
import contextlib
import glob
import itertools
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import time

from databases import PostgresDatabase, psql
from program import CONTENT
from website import Browser, serving

EVERY_ENGINE = True

PASSWORD = "mật khẩu rất dài 2026"
PUBLIC = "/so-lieu/JOB"
STAFF = "/kh/2021?noi=A.62"
# The longest anybody waits: five seconds for a lock, ten for a silent server, and what a busy machine adds.
SOON, LATE = 9, 20


class Officer:
    """Signed in at a server; types one figure after the other, each into an empty line, and remembers those acknowledged."""

    def __init__(self, journey, database, server):
        self.journey, self.database = journey, database
        self.browser = Browser(server.address)
        self.browser.sign_in("cv.kontum", PASSWORD)
        self.token = self.browser.token("/mat-khau")
        self.acknowledged = {}
        self.numbers = itertools.count()
        journey.equal("the public page opens", self.browser.get(PUBLIC).status, 200)

    def type(self):
        """Types the next figure: the answer, and the seconds it took."""
        number = next(self.numbers)
        indicator, year = ["VOC", "MERIT_N", "CONV"][number % 3], 1990 + number // 3
        value = 100 + number
        form = {"ma-bieu-mau": self.token, "gia-tri": str(value), "nguon": "stated", "phien-ban": "0"}
        started = time.monotonic()
        page = self.browser.post(f"/kh/{year}/{indicator}/ket-qua?noi=A.62", form)
        seconds = time.monotonic() - started
        if page.status == 303:
            self.acknowledged[(indicator, str(year))] = str(value * 10000)
        return page, seconds

    def read(self, path):
        started = time.monotonic()
        page = self.browser.get(path)
        return page, time.monotonic() - started

    def types(self, claim):
        page, _ = self.type()
        self.journey.check(f"{claim}: a figure is taken", page.status == 303, page)

    def reads(self, claim, *paths):
        for path in paths or (PUBLIC, STAFF):
            page, _ = self.read(path)
            self.journey.check(f"{claim}: {path} opens", page.status == 200 and page.is_plain, page)

    def is_told(self, claim, page, seconds, limit, waiting=True):
        """A plain 503 in good time; with Retry-After where waiting helps."""
        self.journey.check(
            f"{claim}: 503 within {limit} s, a plain page",
            page.status == 503 and page.is_plain and "<h1" in page.body and seconds < limit
            and ("retry-after" in page.headers) == waiting, f"{seconds:.1f} s\n{page}")

    def lost_nothing(self, claim):
        stored = {(code, period): value for code, period, value in self.database.rows(
            "SELECT indicator, period, value FROM planning_result WHERE place = 'A.62'")}
        missing = {key: value for key, value in self.acknowledged.items() if stored.get(key) != value}
        self.journey.equal(f"{claim}: every acknowledged figure is there", missing, {})
        stays_whole(self.journey, self.database, claim)


def stays_whole(journey, database, claim):
    journey.ends(f"{claim}: audit verify", journey.run(database, "audit", "verify"), 0)
    journey.ends(f"{claim}: rollup rebuild --check", journey.run(database, "rollup", "rebuild", "--check"), 0)


def with_officer(journey, database=None):
    database = database or journey.with_demo()
    journey.ends("an account for the officer", journey.run(
        database, "user", "add", "--username", "cv.kontum", "--name", "cv", "--role", "specialist", "--unit", "A.62",
        "--password-from-input", typed=PASSWORD + "\n"), 0)
    return database


def served(journey, database):
    return serving(journey, "serve", "--port", "0", "--database", database.address)


def a_file(journey):
    if journey.engine.name != "sqlite":
        return
    source = with_officer(journey)
    locked_file(journey, journey.engine.copy(source))
    full_disk(journey, source)
    for claim, command, is_readable in REPLACEMENTS:
        replaced_file(journey, source, claim, command, is_readable)


def locked_file(journey, database):
    """Another process holds the write lock: six writers are told together, readers do not notice."""
    with served(journey, database) as server:
        officer = Officer(journey, database, server)
        officer.types("before the lock")
        holder = sqlite3.connect(database.path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with concurrent.futures.ThreadPoolExecutor(6) as crowd:
            writers = [crowd.submit(officer.type) for _ in range(6)]
            time.sleep(0.3)
            officer.reads("file locked")
            for writer in writers:
                officer.is_told("file locked", *writer.result(), SOON)
        holder.execute("ROLLBACK")
        holder.close()
        officer.types("lock gone")
        journey.equal("it ends with status 0", server.end(), 0)
    officer.lost_nothing("after the lock")


@contextlib.contextmanager
def small_disk(folder, size):
    """A disk of so many bytes; None where this user may not mount one."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder)], capture_output=True, check=False)
    try:
        yield folder if made.returncode == 0 else None
    finally:
        if made.returncode == 0:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def full_disk(journey, source):
    with small_disk(journey.folder / "disk", os.path.getsize(source.path) + (12 << 20)) as disk:
        if disk is None:
            print("skip  [sqlite] outages: full disk: only root may mount a small one")
            return
        database = type(source)(disk / "data.db")
        shutil.copyfile(source.path, database.path)
        with served(journey, database) as server:
            officer = Officer(journey, database, server)
            officer.types("before the disk is full")
            with open(disk / "filler", "wb", buffering=0) as filler, contextlib.suppress(OSError):
                while True:
                    filler.write(bytes(4096))
            # The log may still have room for a few that were folded back; then it has not.
            page, seconds = officer.type()
            for _ in range(2000):
                if page.status != 303:
                    break
                page, seconds = officer.type()
            officer.is_told("disk full", page, seconds, SOON)
            officer.reads("disk full", PUBLIC)
            page, _ = officer.read(STAFF)
            journey.check("disk full: a staff page opens, or says that it cannot", page.status in (200, 503), page)
            _, answer = journey.bring(database, "results", "indicator,place,period,value\nVOC,62,1985,5\nCONV,62,1985,5\n")
            rows = database.rows("SELECT count(*) FROM planning_result WHERE period = '1985'")
            whole = rows == [("2",)] if answer.status == 0 else rows == [("0",)] and "storage.unavailable" in answer.errors
            journey.check("disk full: an import is whole or not there", whole, f"{rows}\n{answer}")
            (disk / "filler").unlink()
            officer.types("space again")
            officer.reads("space again")
            journey.equal("it ends with status 0", server.end(), 0)
        officer.lost_nothing("after the full disk")


# What an operator who forgot to stop the program does with the backup, and whether the old state can still be read.
REPLACEMENTS = [
    ("moved over it", "mv {backup} {file}", True),
    ("copied over it, its log removed", "cp {backup} {file}; rm -f {file}-wal {file}-shm", False),
]


def replaced_file(journey, source, claim, command, is_readable):
    database, backup = journey.engine.copy(source), journey.engine.copy(source)
    expected = audit_length(source)
    with served(journey, database) as server:
        officer = Officer(journey, database, server)
        officer.types(f"before a backup is {claim}")
        subprocess.run(command.format(backup=backup.path, file=database.path), shell=True, check=True)
        for _ in range(3):
            officer.is_told(f"a backup {claim}", *officer.type(), SOON, waiting=False)
        page, seconds = officer.read(STAFF)
        if not is_readable:
            officer.is_told(f"a backup {claim}, reading", page, seconds, SOON, waiting=False)
        journey.check("the log tells the operator", "storage.file_replaced" in server.output, server.output[-2000:])
        journey.equal("it ends with status 0", server.end(), 0)
    for ending in ("-wal", "-shm"):  # as the sentence of the error says
        pathlib.Path(f"{database.path}{ending}").unlink(missing_ok=True)
    journey.equal(f"a backup {claim}: it holds what it held", audit_length(database), expected)
    journey.equal("… and is whole", database.rows("PRAGMA integrity_check"), [("ok",)])
    stays_whole(journey, database, f"a backup {claim}")
    with served(journey, database) as server:
        Officer(journey, database, server).types("started anew")
        server.end()


def audit_length(database):
    return database.rows("SELECT count(*) FROM audit_entry WHERE kind NOT LIKE 'directory.sign%'")


class Cluster:
    """A PostgreSQL of its own, for it is stopped on the way."""

    def __init__(self, folder):
        self.folder = folder
        self.data = folder / "data"
        installed = glob.glob("/usr/lib/postgresql/*/bin") or [os.path.dirname(shutil.which("initdb") or "")]
        self.programs = pathlib.Path(max(installed))
        self.runner = []
        folder.mkdir()
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(folder, "postgres")
            for parent in [folder, *folder.parents[:3]]:
                if parent.owner() == "root" and parent.name.startswith(("ansinh-journeys-", "postgres-outages")):
                    parent.chmod(0o711)
            self.runner = ["runuser", "-u", "postgres", "--"]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.call("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()

    def call(self, program, *arguments):
        subprocess.run(
            [*self.runner, str(self.programs / program), *map(str, arguments)], cwd=self.folder, check=True, timeout=60,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self):
        options = f"-p {self.port} -h 127.0.0.1 -k '{self.folder}' -c fsync=off"
        self.call("pg_ctl", "-D", self.data, "-l", self.data / "log", "-w", "start", "-o", options)

    def stop(self, mode="fast"):
        self.call("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    @property
    def database(self):
        return PostgresDatabase(f"postgres://postgres@127.0.0.1:{self.port}/postgres", "postgres")

    def backends(self):
        """The processes that serve the program."""
        rows = psql(self.database.address, "SELECT pid FROM pg_stat_activity WHERE application_name = 'ansinh'")
        return [int(line) for line in rows.split()]


def a_server(journey):
    if journey.engine.name != "postgres":
        return
    cluster = Cluster(journey.folder / "cluster")
    try:
        database = cluster.database
        journey.ends("migrate", journey.run(database, "migrate"), 0)
        journey.ends("the demo's results go in", journey.run(database, "import", "results", CONTENT / "demo" / "results.csv"), 0)
        with_officer(journey, database)
        with served(journey, database) as server:
            officer = Officer(journey, database, server)
            officer.types("before the stop")
            cluster.stop()
            officer.is_told("PostgreSQL stopped", *officer.type(), SOON)
            officer.is_told("PostgreSQL stopped, reading", *officer.read(STAFF), SOON)
            officer.reads("PostgreSQL stopped", PUBLIC)
            cluster.start()
            officer.types("PostgreSQL back")
            officer.reads("PostgreSQL back")
            locked_rows(journey, database, officer)
            hang(journey, cluster, officer)
            cluster.stop("immediate")
            cluster.start()
            officer.types("after a crash of PostgreSQL")
            journey.equal("it ends with status 0", server.end(), 0)
        officer.lost_nothing("after all of it")
    finally:
        cluster.stop("immediate")


def hang(journey, cluster, officer):
    """The server's processes stand still, as on a machine that hangs."""
    if os.getuid() != 0:
        print("skip  [postgres] outages: hanging server: only root may stop its processes")
        return
    still = cluster.backends()
    for process in still:
        os.kill(process, signal.SIGSTOP)
    officer.is_told("PostgreSQL hangs", *officer.type(), LATE)
    for process in still:
        os.kill(process, signal.SIGCONT)
    officer.types("PostgreSQL goes on")


def locked_rows(journey, database, officer):
    """Another session holds the head of the department's chain."""
    holder = subprocess.Popen(
        ["psql", "--no-psqlrc", "--quiet", database.address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    holder.stdin.write("BEGIN; SELECT 'held' FROM audit_head WHERE department = 'SO.A.62' FOR UPDATE;\n")
    holder.stdin.flush()
    while "held" not in holder.stdout.readline():
        pass
    with concurrent.futures.ThreadPoolExecutor(6) as crowd:
        writers = [crowd.submit(officer.type) for _ in range(6)]
        for writer in writers:
            officer.is_told("chain locked", *writer.result(), LATE)
    officer.reads("chain locked")
    holder.communicate("ROLLBACK;\n", timeout=30)
    officer.types("lock gone")


journeys = [a_file, a_server]
