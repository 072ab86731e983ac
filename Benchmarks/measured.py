"""Programs run to their end, with their time and memory; the program that is measured, and its empty database."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv-bench/bin/python"


class Failed(Exception):
    """Why there is nothing to measure; the text is for the person at the terminal."""


class Run(NamedTuple):
    """One run: seconds on the clock and of all cores, peak memory in millions of bytes, status, what it printed."""

    seconds: float
    cores: float
    megabytes: float
    status: int
    output: str
    errors: str


def run(command, *, expected=0, **options):
    """Runs a program to its end; its peak memory is what the kernel counted for it alone."""
    command = [str(word) for word in command]
    with tempfile.NamedTemporaryFile("r") as report:
        done = subprocess.run(
            [sys.executable, "-I", "-S", Path(__file__).with_name("alone.py"), report.name, *command], stdin=subprocess.DEVNULL,
            capture_output=True, text=True, errors="replace", **options)
        words = report.read().split()
    if len(words) != 4:
        raise Failed(f"{' '.join(command)[:300]} did not run:\n{done.stderr[-2000:]}")
    ended = Run(float(words[0]), float(words[1]), int(words[2]) * 1024 / 1e6, int(words[3]), done.stdout, done.stderr)
    if expected is not None and ended.status != expected:
        raise Failed(f"{' '.join(command)[:300]} ended with {ended.status}:\n{ended.errors[-2000:]}")
    return ended


def program():
    """The release program; ANSINH_BINARY names another."""
    path = Path(os.environ.get("ANSINH_BINARY") or ROOT / ".build/release/ansinh").resolve()
    if not os.access(path, os.X_OK):
        raise Failed(f"{path} is no program; build it with bin/demo --no-serve.")
    return path


def ours():
    """The environment of ansinh: this checkout's content, no other database, English."""
    environment = {name: value for name, value in os.environ.items() if name != "ANSINH_DATABASE"}
    return {**environment, "ANSINH_CONTENT": str(ROOT / "Content"), "ANSINH_LANGUAGE": "en"}


def migrated(path):
    """A new database, ready for work."""
    run([program(), "migrate", "--database", f"sqlite:{path}"], env=ours())
    return path


def main(name, measure, parser):
    """Runs a benchmark as a command."""
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    try:
        measure(arguments)
    except Failed as error:
        sys.exit(f"bin/bench {name}: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
