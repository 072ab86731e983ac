"""Databases of the journeys: empty ones, and copies of one that was migrated once, on SQLite and on PostgreSQL."""

import contextlib
import csv
import io
import os
import shutil
import sqlite3
import subprocess
from urllib.parse import urlsplit, urlunsplit


class SQLiteEngine:
    """Databases as files of a folder."""

    name = "sqlite"

    def __init__(self, folder):
        self.folder = folder
        self.made = 0

    def empty(self):
        self.made += 1
        return SQLiteDatabase(self.folder / f"journey-{self.made}.db")

    def copy(self, template):
        database = self.empty()
        with contextlib.closing(sqlite3.connect(template.path)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(template.path, database.path)
        return database

    def close(self):
        """The folder goes with the run."""


class SQLiteDatabase:
    """One file."""

    def __init__(self, path):
        self.path = path
        self.address = f"sqlite:{path}"

    def rows(self, statement):
        """The rows of a query, every cell as text."""
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            return [tuple("" if cell is None else str(cell) for cell in row) for row in connection.execute(statement)]

    def execute(self, statement):
        """Runs statements behind the program's back."""
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            connection.executescript(statement)


class PostgresEngine:
    """Databases of a server, made and dropped with psql."""

    name = "postgres"

    def __init__(self, address):
        self.server = address
        self.made = []

    def _create(self, clause):
        name = f"ansinh_journey_{os.getpid()}_{len(self.made) + 1}"
        psql(self.server, f'CREATE DATABASE "{name}" {clause}')
        self.made.append(name)
        return PostgresDatabase(urlunsplit(urlsplit(self.server)._replace(path=f"/{name}")), name)

    def empty(self):
        return self._create("TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")

    def copy(self, template):
        return self._create(f'TEMPLATE "{template.name}"')

    def close(self):
        for name in self.made:
            with contextlib.suppress(subprocess.CalledProcessError):
                psql(self.server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.made.clear()


class PostgresDatabase:
    """One database of a server."""

    def __init__(self, address, name):
        self.address = address
        self.name = name

    def rows(self, statement):
        """The rows of a query, every cell as text."""
        return [tuple(row) for row in csv.reader(io.StringIO(psql(self.address, statement)))]

    def execute(self, statement):
        """Runs statements behind the program's back."""
        psql(self.address, statement)


def psql(address, statement):
    """The answer of psql as CSV without a header."""
    return subprocess.run(
        ["psql", "--no-psqlrc", "--quiet", "--csv", "--tuples-only", "-v", "ON_ERROR_STOP=1", address],
        input=statement, text=True, capture_output=True, check=True, timeout=60).stdout


def fingerprint(database):
    """A value that changes when planning, accounts or the audit chain change."""
    heads = database.rows("SELECT department, number, hash FROM audit_head ORDER BY department")
    tables = [
        "planning_indicator", "planning_alias", "planning_plan", "planning_target", "planning_target_history",
        "planning_result", "planning_result_history", "directory_account", "directory_session",
    ]
    counts = [database.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables]
    return heads, counts


def engines(folder):
    """SQLite, and PostgreSQL where ANSINH_TEST_POSTGRES names a server."""
    found = [SQLiteEngine(folder)]
    if os.environ.get("ANSINH_TEST_POSTGRES"):
        found.append(PostgresEngine(os.environ["ANSINH_TEST_POSTGRES"]))
    return found
