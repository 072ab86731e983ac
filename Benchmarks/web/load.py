"""Load from wrk: one thread, 32 connections kept open where the server keeps them."""

import re
import statistics
import subprocess
from typing import NamedTuple

from failed import Failed, found

WARM_UP = 2


class Rounds(NamedTuple):
    """What one side did: medians over its rounds."""

    rate: float
    p50: float
    p99: float
    size: int


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def load(name, address, cookie, seconds):
    """One run of wrk: requests a second, p50 and p99 in milliseconds."""
    command = ["wrk", "-t1", "-c32", f"-d{seconds}s", "--latency", *(["-H", f"Cookie: {cookie}"] if cookie else []), address]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60)
    if done.returncode:
        raise Failed(f"wrk: {done.stderr or done.stdout}")
    if refused := re.search(r"Non-2xx.*", done.stdout):
        raise Failed(f"{name} under load: {refused.group()}")
    if lost := re.search(r"Socket errors.*", done.stdout):
        print(f"note: {name} under load: {lost.group()}")
    p50, p99 = (found(rf"^ +{share}% +(\S+) *$", done.stdout, "wrk's latency") for share in (50, 99))
    rate = found(r"^Requests/sec: +([\d.]+)", done.stdout, "wrk's rate")
    return float(rate), milliseconds(p50), milliseconds(p99)


def compare(sides, cookie, arguments):
    """Rounds of each side in turn, so that a slow minute of the machine meets both: medians by name."""
    for name, (address, _) in sides.items():
        load(name, address, cookie, WARM_UP)
    runs = {name: [] for name in sides}
    for _ in range(arguments.rounds):
        for name, (address, _) in sides.items():
            runs[name].append(load(name, address, cookie, arguments.seconds))
    return {name: Rounds(*map(statistics.median, zip(*runs[name])), len(page)) for name, (_, page) in sides.items()}


def table(title, sides):
    print(f"\n{title}\n  {'':28}{'req/s':>10}{'p50 ms':>10}{'p99 ms':>10}{'bytes':>10}")
    for name, side in sides.items():
        print(f"  {name:28}{side.rate:10,.0f}{side.p50:10.2f}{side.p99:10.2f}{side.size:10,}")
