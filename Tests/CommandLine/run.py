#!/usr/bin/env python3
"""Journeys on the command line: the contract of the program, met from outside.

    Tests/CommandLine/run.py BINARY [SUBJECT…]

With ANSINH_TEST_POSTGRES=postgres://… the subjects that keep data run on PostgreSQL as well; it must name a server on
which databases may be made. UPDATE_GOLDEN=1 rewrites the help texts under Golden/.
"""

import pathlib
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import audit  # noqa: E402
import background  # noqa: E402
import calls  # noqa: E402
import contract_files  # noqa: E402
import contract_import  # noqa: E402
import contract_indicators  # noqa: E402
import contract_plan  # noqa: E402
import database_roles  # noqa: E402
import demo  # noqa: E402
import form_workbook  # noqa: E402
import help_texts  # noqa: E402
import hostile  # noqa: E402
import installation  # noqa: E402
import killed_server  # noqa: E402
import outages  # noqa: E402
import place  # noqa: E402
import synthetic  # noqa: E402
import web  # noqa: E402
from databases import engines  # noqa: E402
from journey import Journey, Report  # noqa: E402
from program import Program  # noqa: E402

# Each has `journeys`, a list of functions, and `EVERY_ENGINE`, whether the engine can make a difference.
SUBJECTS = [
    help_texts, calls, background, installation, contract_plan, contract_import, contract_files, contract_indicators, place, audit, web, demo,
    synthetic, killed_server, outages, database_roles, form_workbook, hostile,
]


def main(arguments):
    if not arguments or not pathlib.Path(arguments[0]).is_file():
        print(__doc__, file=sys.stderr)
        return 2
    program, wanted, report, times = Program(arguments[0]), set(arguments[1:]), Report(), []
    with tempfile.TemporaryDirectory(prefix="ansinh-journeys-") as name:
        for number, engine in enumerate(engines(pathlib.Path(name))):
            try:
                travel(program, engine, pathlib.Path(name), report, wanted, times, is_first=number == 0)
            finally:
                engine.close()
    for failure in report.failures:
        print(f"failed: {failure}", file=sys.stderr)
    for name in sorted({name for name, _ in times}, key=lambda name: -total(times, name)):
        print(f"{total(times, name):6.0f} s  {name}")
    print(f"{report.passed} passed, {len(report.failures)} failed")
    return 1 if report.failures else 0


def total(times, subject):
    """The seconds of a subject on all engines."""
    return sum(seconds for name, seconds in times if name == subject)


def travel(program, engine, folder, report, wanted, times, is_first):
    """All journeys on one engine; how long each subject took is added to `times`."""
    template = engine.empty()
    made = program.run("migrate", "--database", template.address)
    if made.status != 0:
        report.add(f"[{engine.name}] migrate makes the database of the journeys", False, made)
        return
    for subject in SUBJECTS:
        if (wanted and subject.__name__ not in wanted) or not (is_first or subject.EVERY_ENGINE):
            continue
        started = time.monotonic()
        for number, function in enumerate(subject.journeys):
            own = folder / f"{engine.name}-{subject.__name__}-{number}"
            own.mkdir()
            journey = Journey(subject.__name__, program, engine, template, own, report)
            try:
                function(journey)
            except Exception:  # a journey that cannot go on is one failure, not the end of the others
                journey.check(f"{function.__name__} reaches its end", False, traceback.format_exc())
        times.append((subject.__name__, time.monotonic() - started))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
