"""Programs run to their end, with their time and memory; the program that is measured, and its empty database."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv-bench/bin/python"


class Failed(Exception):
    """Why there is nothing to measure; the text is for the person at the terminal."""


class Run(NamedTuple):
    """One run: seconds on the clock, peak memory in millions of bytes, status, what it printed."""

    seconds: float
    megabytes: float
    status: int
    output: str
    errors: str


def run(command, *, expected=0, **options):
    """Runs a program to its end; its peak memory is what the kernel counted for it alone."""
    out, err = (os.memfd_create(name) for name in ("out", "err"))
    begun = time.monotonic()
    child = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=out, stderr=err, **options)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    texts = []
    for file in (out, err):
        os.lseek(file, 0, os.SEEK_SET)
        texts.append(os.fdopen(file, "rb").read().decode(errors="replace"))
    if expected is not None and child.returncode != expected:
        raise Failed(f"{' '.join(map(str, command))[:300]} ended with {child.returncode}:\n{texts[1][-2000:]}")
    return Run(seconds, usage.ru_maxrss * 1024 / 1e6, child.returncode, *texts)


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
