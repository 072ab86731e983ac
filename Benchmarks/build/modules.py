"""The modules of ours as SwiftPM builds them, compiled one by one, and what the compiler says of itself meanwhile."""

import json
import re
import subprocess
import time
from pathlib import Path

from measured import ROOT, Failed

SOURCES = ROOT / "Sources"


def lines_of(folder):
    """The lines of Swift below a folder."""
    return sum(len(path.read_bytes().splitlines()) for path in folder.rglob("*.swift"))


class Module:
    """One module: its lines, the seconds it took, and its slowest functions."""

    def __init__(self, name, command):
        self.name, self.command = name, command
        self.lines = lines_of(SOURCES / name)
        self.seconds = 0.0
        # Milliseconds, name and place of each function body that was type-checked.
        self.checked = []
        # Milliseconds of the optimiser by function.
        self.optimised = {}

    @staticmethod
    def all(folder):
        """Every module below Sources/, with the command that SwiftPM's plan of the release build has for it."""
        plan = (folder / "release.yaml").read_text(encoding="utf-8")
        found = []
        for path in sorted(SOURCES.iterdir()):
            step = re.search(rf'^  "C\.{path.name}-[^"]*-release\.module":$(.*?)^$', plan, re.MULTILINE | re.DOTALL)
            if any(path.rglob("*.swift")) and step:
                command = json.loads(re.search(r"^    args: (.*)$", step.group(1), re.MULTILINE).group(1))
                found.append(Module(path.name, [word for word in command if word != "-parseable-output"]))
        return found

    def compile(self, functions):
        """Compiles the module as the build does; a second time for the optimiser's figures, which slow it down."""
        started = time.monotonic()
        for line in self._run("-Xfrontend", "-debug-time-function-bodies"):
            if match := re.match(r"([\d.]+)ms\t([^\t]+)\t(.*)", line):
                self.checked.append((float(match[1]), match[3].partition("@")[0], place(match[2])))
        self.seconds = time.monotonic() - started
        if functions:
            for line in self._run("-Xllvm", "-sil-print-pass-time"):
                if match := re.match(r"\s*([\d.]+) ms: \S+ #\d+ @(\S+)", line):
                    self.optimised[match[2]] = self.optimised.get(match[2], 0) + float(match[1])
            self.optimised = {name: time for name, time in self.optimised.items() if time > 10}
            self._demangle()

    def _run(self, *flags):
        done = subprocess.run([*self.command, *flags], cwd=ROOT, capture_output=True, text=True, errors="replace")
        if done.returncode:
            raise Failed(f"{self.name} does not compile:\n{done.stderr[-2000:]}")
        return (done.stdout + done.stderr).splitlines()

    def _demangle(self):
        names = list(self.optimised)
        tool = Path(self.command[0]).with_name("swift-demangle")
        told = subprocess.run([tool, "-compact", "-simplified", *names], capture_output=True, text=True)
        if told.returncode == 0 and names:
            times, self.optimised = self.optimised, {}
            for name, plain in zip(names, told.stdout.splitlines()):
                self.optimised[plain] = self.optimised.get(plain, 0) + times[name]


def place(words):
    """`path:line:column` below Sources/, without the column."""
    return words.removeprefix(f"{SOURCES}/").rpartition(":")[0] or words
