#!/usr/bin/env python3
"""Journeys in a browser: what officials and citizens do, with JavaScript on and off.

    Tests/Browser/run.py BINARY [SUBJECT…]

Each subject is run twice, on a copy of its site: the demo, or a made-up province. Pictures of the pages go to
$ANSINH_SCREENSHOTS, or to a folder that is printed. Needs playwright, axe-playwright-python and a Chromium; bin/setup tests installs them.
"""

import os
import pathlib
import queue
import sys
import tempfile
import threading
import time
import traceback

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
# The program under test and its server are called as the journeys on the command line call them.
sys.path[:0] = [str(HERE), str(HERE.parent / "CommandLine")]

import adjustment  # noqa: E402
import approval  # noqa: E402
import commune_to_province  # noqa: E402
import conflict  # noqa: E402
import ended_session  # noqa: E402
import every_page  # noqa: E402
import every_sheet_page  # noqa: E402
import file_import  # noqa: E402
import five_faces  # noqa: E402
import grid_by_keyboard  # noqa: E402
import keyboard  # noqa: E402
import number_input  # noqa: E402
import public_figures  # noqa: E402
import scope  # noqa: E402
import two_at_one_cell  # noqa: E402
import typed_grid  # noqa: E402
import why_below_plan  # noqa: E402
from chromium import chromium  # noqa: E402
from demo_site import DemoTemplate  # noqa: E402
from program import Program  # noqa: E402
from province_site import ProvinceTemplate  # noqa: E402
from report import Report  # noqa: E402
from tour import Tour  # noqa: E402

# Each has `journeys`, a list of functions that are given a tour. The longest first, so that no worker is left with it.
SUBJECTS = [
    every_sheet_page, every_page, typed_grid, ended_session, commune_to_province, five_faces, file_import, number_input, scope, keyboard,
    grid_by_keyboard, two_at_one_cell, adjustment, approval, conflict, public_figures, why_below_plan,
]
# The sites they travel on: the demo, unless a subject names another with `SITE`.
TEMPLATES = {"demo": DemoTemplate, "province": ProvinceTemplate}
# One for each browser; more than the cores of a small machine make nothing faster.
WORKERS = 2


def main(arguments):
    if not arguments or not pathlib.Path(arguments[0]).is_file():
        print(__doc__, file=sys.stderr)
        return 2
    wanted, report, times = set(arguments[1:]), Report(), []
    pictures = pathlib.Path(os.environ.get("ANSINH_SCREENSHOTS") or tempfile.mkdtemp(prefix="ansinh-screenshots-"))
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ansinh-browser-") as folder:
        program, chosen = Program(arguments[0]), [one for one in SUBJECTS if not wanted or one.__name__ in wanted]
        templates = {name: TEMPLATES[name](program, pathlib.Path(folder) / name) for name in sorted({site_of(one) for one in chosen})}
        tasks = queue.SimpleQueue()
        for subject in chosen:
            for has_script in (True, False):
                tasks.put((subject, has_script))
        workers = [threading.Thread(target=work, args=(tasks, templates, report, times, pictures)) for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    for failure in report.failures:
        print(f"failed: {failure}", file=sys.stderr)
    for name in sorted({name for name, _ in times}, key=lambda name: -total(times, name)):
        print(f"{total(times, name):6.0f} s  {name}")
    print(f"pictures of the pages: {pictures}")
    print(f"{report.passed} passed, {len(report.failures)} failed")
    return 1 if report.failures or not report.passed else 0


def total(times, subject):
    """The seconds of all runs of a subject."""
    return sum(seconds for name, seconds in times if name == subject)


def site_of(subject):
    """The name of the site a subject travels on."""
    return getattr(subject, "SITE", "demo")


def work(tasks, templates, report, times, pictures):
    """Takes one subject after the other, each on a site of its own, until none is left; how long each took is added to `times`."""
    try:
        with chromium() as browser:
            while True:
                try:
                    subject, has_script = tasks.get_nowait()
                except queue.Empty:
                    return
                started = time.monotonic()
                travel(subject, has_script, browser, templates[site_of(subject)], report, pictures)
                times.append((subject.__name__, time.monotonic() - started))
    except Exception:
        report.add("a browser could be started and kept", False, traceback.format_exc())


def travel(subject, has_script, browser, template, report, pictures):
    """All journeys of a subject; one that cannot go on is one failure, not the end of the others."""
    name = f"{subject.__name__}, JavaScript {'on' if has_script else 'off'}"
    try:
        with template.served() as site:
            for function in subject.journeys:
                tour = Tour(name, browser, site, has_script, report, pictures / subject.__name__)
                try:
                    function(tour)
                except Exception:
                    tour.check(f"{function.__name__} reaches its end", False, traceback.format_exc() + tour.whereabouts())
                finally:
                    tour.end()
    except Exception:
        report.add(f"{name}: a site to travel on", False, traceback.format_exc())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
