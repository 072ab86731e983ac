"""A journey: a folder, an engine, the program, and the checks made on the way."""

import csv
import io
import itertools
import json

from program import CONTENT


class Report:
    """Prints one line a check and counts."""

    def __init__(self):
        self.passed = 0
        self.failures = []

    def add(self, name, holds, detail):
        if holds:
            self.passed += 1
            print(f"ok    {name}", flush=True)
            return
        self.failures.append(name)
        print(f"FAIL  {name}", flush=True)
        for line in str(detail).splitlines()[:40]:
            print(f"        {line}", flush=True)


class Journey:
    """What the functions of a subject are given."""

    def __init__(self, subject, program, engine, template, folder, report):
        self.subject = subject
        self.program = program
        self.engine = engine
        self.template = template
        self.folder = folder
        self.report = report
        self._names = itertools.count(1)

    # What holds

    def check(self, claim, holds, detail=""):
        """One line of the report."""
        self.report.add(f"[{self.engine.name}] {self.subject}: {claim}", bool(holds), detail)
        return bool(holds)

    def equal(self, claim, seen, expected):
        """The two are the same."""
        return self.check(claim, seen == expected, f"seen:     {seen!r}\nexpected: {expected!r}")

    def ends(self, claim, answer, status):
        """The call ended with this status, and showed no gap in the wording and no inner workings."""
        words = answer.output + answer.errors
        unclean = [mark for mark in ("⟦", "Fatal error", "Stack dump", "\n0x") if mark in words]
        return self.check(claim, answer.status == status and not unclean, f"expected status {status}; {unclean}\n{answer}")

    # The database and the program

    def ready(self):
        """A copy of the migrated database."""
        return self.engine.copy(self.template)

    def with_demo(self):
        """A copy of the migrated database with the figures of the two articles."""
        database = self.ready()
        for kind in ("targets", "results"):
            answer = self.run(database, "import", kind, CONTENT / "demo" / f"{kind}.csv")
            self.ends(f"the demo's {kind} go in", answer, 0)
        return database

    def run(self, database, *arguments, **options):
        """Calls the program on a database named by ANSINH_DATABASE."""
        env = {"ANSINH_DATABASE": database.address, **options.pop("env", {})}
        return self.program.run(*arguments, env=env, cwd=options.pop("cwd", self.folder), **options)

    def file(self, content):
        """A new CSV file; text is written as UTF-8, bytes as they are."""
        path = self.folder / f"file-{next(self._names)}.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def bring(self, database, kind, content, *flags):
        """Imports content from a new file: the file and the answer."""
        path = self.file(content)
        return path, self.run(database, "import", kind, path, *flags)

    # What the program shows

    def board_csv(self, database, place, year):
        answer = self.run(database, "plan", "show", "--place", place, "--year", year, "--format", "csv")
        return answer.output

    def board(self, database, place, year):
        """The board's lines as dictionaries by indicator."""
        return {row["indicator"]: row for row in csv.DictReader(io.StringIO(self.board_csv(database, place, year)))}

    def board_json(self, database, place, year):
        answer = self.run(database, "plan", "show", "--place", place, "--year", year, "--format", "json")
        return json.loads(answer.output)
