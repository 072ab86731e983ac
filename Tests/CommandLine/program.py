"""The program under test as a shell user meets it: arguments in, status, output and errors out."""

import os
import pathlib
import subprocess
from dataclasses import dataclass

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
CONTENT = REPOSITORY / "Content"

# Long enough for a debug build on a busy machine; reached only when the program hangs.
PATIENCE = 180


@dataclass(frozen=True)
class Answer:
    """What one call of the program gave back."""

    status: int
    output: str
    errors: str

    @property
    def error_lines(self):
        return self.errors.splitlines()

    def __str__(self):
        return f"status {self.status}\n{self.output}{self.errors}".rstrip()


class Program:
    """The binary, called with a clean environment."""

    def __init__(self, binary):
        self.binary = pathlib.Path(binary).resolve()

    def environment(self, **extra):
        """The caller's environment without our own settings, and the content of this checkout.

        A value of None takes a setting away.
        """
        mine = {name: value for name, value in os.environ.items() if not name.startswith("ANSINH_") and name != "PORT"}
        mine["ANSINH_CONTENT"] = str(CONTENT)
        mine["COLUMNS"] = "80"
        for name, value in extra.items():
            if value is None:
                mine.pop(name, None)
            else:
                mine[name] = value
        return mine

    def run(self, *arguments, cwd=None, typed="", env=None):
        """Calls the program and waits for its end."""
        done = subprocess.run(
            [str(self.binary), *map(str, arguments)], cwd=cwd, input=typed.encode(), env=self.environment(**(env or {})),
            capture_output=True, timeout=PATIENCE, check=False)
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *arguments, cwd=None, env=None):
        """Starts the program and leaves it running, its output in a pipe; the caller ends it."""
        return subprocess.Popen(
            [str(self.binary), *map(str, arguments)], cwd=cwd, env=self.environment(**(env or {})),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
