"""Makes the database of the version before the ledger, in text form, and what that version says of it.

    .venv-tests/bin/python Tests/Samples/BeforeLedger/make.py PROGRAM CONTENT FOLDER

PROGRAM is the program of commit 3181edd, CONTENT its Content, FOLDER where the text goes (this one). A made-up province is cut down
to a few communes, then brought into every state a database may be found in: sheets on their way, returned, taken back; a locked
year; corrections under way over locked figures; own figures of a district beside sums, and choices of either. Kept so that a newer
program can show that it reads such a database as the old one did.
"""

import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import openpyxl

COMMUNES = ["A.23365", "A.23503", "A.23326", "A.23512", "A.23515"]
FIGURES = [
    "planning_result", "planning_sheet", "planning_sheet_event", "planning_target", "planning_plan", "planning_notice",
]
# What belongs to the machine it was made on, or comes with the program.
LEFT_OUT = ["audit_entry", "audit_head", "job", "territory_succession", "territory_statistic", "directory_session", "directory_grant",
            "directory_account", "directory_organisation_name"]


def main(program, content, folder):
    folder = pathlib.Path(folder)
    with tempfile.TemporaryDirectory() as work:
        path = pathlib.Path(work) / "before.db"
        before = Before(program, content, path)
        before.run("demo", "--province", "62", "--years", "2", "--no-serve")
        cut_down(path)
        before.run("rollup", "rebuild")
        play(before, path)
        before.run("rollup", "rebuild", "--check")
        (folder / "before.sql").write_text(dump(path))
        (folder / "said.json").write_text(json.dumps(before.said(), ensure_ascii=False, indent=1, sort_keys=True) + "\n")


class Before:
    """The old program and its database."""

    def __init__(self, program, content, path):
        self.program, self.path = program, path
        self.env = {"ANSINH_CONTENT": content, "ANSINH_DATABASE": f"sqlite:{path}", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}

    def run(self, *words):
        done = subprocess.run([self.program, *words], env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def said(self):
        """Boards of every unit and year, and what the public reads."""
        base = sqlite3.connect(self.path)
        units = [row[0] for row in base.execute("SELECT DISTINCT place FROM planning_plan ORDER BY 1")]
        said = {}
        for unit in units:
            for year in ("2022", "2023", "2024"):
                said[f"plan {unit} {year}"] = self.run("plan", "show", "--place", unit, "--year", year, "--format", "csv")
        server = subprocess.Popen([self.program, "serve", "--port", "0"], env=self.env, stdout=subprocess.PIPE, text=True)
        try:
            address = next(word for line in server.stdout for word in line.split() if word.startswith("http://")).rstrip("/.")
            said["published"] = fetch(address + "/so-lieu.csv")
        finally:
            server.terminate()
        return said


def fetch(address):
    for _ in range(50):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return f"{error.code}"
        except urllib.error.URLError:
            time.sleep(0.2)
    sys.exit(f"no answer from {address}")


def cut_down(path):
    base = sqlite3.connect(path)
    marks = ", ".join("?" for _ in COMMUNES)
    districts = [row[0] for row in base.execute(
        f"SELECT DISTINCT parent_id FROM territory_unit WHERE unit_id IN ({marks}) AND level = 3 AND valid_to < '9999'", COMMUNES)]
    kept = COMMUNES + districts + ["A.62"]
    marks = ", ".join("?" for _ in kept)
    for table in FIGURES:
        base.execute(f"DELETE FROM {table} WHERE place NOT IN ({marks})", kept)
    for table in ("planning_result", "planning_sheet", "planning_sheet_event", "planning_notice"):
        base.execute(f"DELETE FROM {table} WHERE period < '2023-10' OR period IN ('2023-H1', '2023-Q1', '2023-Q2', '2023-Q3')")
        base.execute(f"DELETE FROM {table} WHERE period BETWEEN '2024-02' AND '2024-08'")
    base.execute("DELETE FROM planning_roll_up")
    base.execute(f"DELETE FROM territory_unit WHERE unit_id NOT IN ({marks})", kept)
    base.execute(f"DELETE FROM directory_organisation WHERE id NOT IN ('SO.A.62', 'HE_THONG')"
                 f" AND (kind <> 'department' OR unit <> 'A.62')")
    for table in LEFT_OUT:
        base.execute(f"DELETE FROM {table}")
    base.commit()
    base.close()


def play(before, path):
    """Acts of the old program, each leaving a state a newer one must understand."""
    folder = path.parent
    base = sqlite3.connect(path)
    approved = base.execute(
        "SELECT form, place, period FROM planning_sheet WHERE state = 'approved' AND place LIKE 'A.23%' ORDER BY period DESC, 1, 2")
    sheets = approved.fetchall()
    locked = base.execute("SELECT form, place, period FROM planning_sheet WHERE state = 'locked' AND place LIKE 'A.23%' ORDER BY 3, 1, 2")
    fixed = locked.fetchall()
    base.close()

    def act(name, sheet, *more):
        before.run("form", name, "--form", sheet[0], "--unit", sheet[1], "--period", sheet[2], "--reason", "thử bản trước", *more)

    act("unapprove", sheets[0])
    act("lock", sheets[1])
    for sheet in (fixed[0], fixed[3], sheets[1]):
        act("correct", sheet)
        type_over(before, folder / "draft.xlsx", sheet, lines(path, sheet)[:2])
    district = sqlite3.connect(path).execute("SELECT place FROM planning_roll_up WHERE place <> 'A.62' LIMIT 1").fetchone()[0]
    own = folder / "own.csv"
    own.write_text("indicator,place,period,value,missing\n"
                   f"JOB,{district},2024-09,77,\nJOB,{district},2024-10,88,\nMERIT_N,{district},2024-09,,not_reported\n"
                   "JOB,62,2024-09,999,\n")
    before.run("import", "results", str(own))
    base = sqlite3.connect(path)
    for place, period, choice in ((district, "2024-09", "sum"), (district, "2024-10", "direct"), ("A.62", "2024-09", "sum")):
        base.execute("INSERT INTO planning_adoption VALUES ('SO.A.62', ?, ?, 'JOB', ?, 'os:test', '2025-01-02T00:00:00Z', 'chọn')",
                     (place, period, choice))
    base.commit()
    base.close()
    before.run("rollup", "rebuild")
    before.run("form", "lock-year", "--place", "A.62", "--year", "2023", "--reason", "báo cáo 2023")


def type_over(before, workbook, sheet, indicators):
    """Drafts over fixed figures: the form as an officer fills it in."""
    before.run("form", "download", "--form", sheet[0], "--unit", sheet[1], "--period", sheet[2], "--out", str(workbook))
    book = openpyxl.load_workbook(workbook)
    page = book["Biểu"]
    for row in range(7, page.max_row + 1):
        if page.cell(row, 1).value in indicators:
            page.cell(row, 3).value = (page.cell(row, 3).value or 0) + 1
            page.cell(row, 7).value = "đếm lại"
    book.save(workbook)
    before.run("form", "upload", str(workbook), "--commit")
    workbook.unlink()


def lines(path, sheet):
    base = sqlite3.connect(path)
    return [row[0] for row in base.execute(
        "SELECT r.indicator FROM planning_result r JOIN planning_form_line l ON l.indicator = r.indicator AND l.form = ?"
        " JOIN planning_indicator i ON i.code = r.indicator WHERE i.kind = 'count' AND r.place = ? AND r.period = ? ORDER BY l.position",
        sheet)]


def dump(path):
    """INSERT statements both engines read, table by table, in the order of their keys."""
    base = sqlite3.connect(path)
    tables = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
    out = []
    for table in tables:
        if table in LEFT_OUT:
            continue
        columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
        rows = base.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(columns)}").fetchall()
        if rows:
            out.append(f"INSERT INTO {table} ({', '.join(columns)}) VALUES")
            out.append(",\n".join("(" + ", ".join(literal(value) for value in row) + ")" for row in rows) + ";")
    return "\n".join(out) + "\n"


def literal(value):
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


main(*sys.argv[1:])
