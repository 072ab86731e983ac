"""Work that takes long: its bar on a terminal; the jobs of the server, and who came and went, as an operator asks for them."""

import os
import pty
import subprocess

from program import PATIENCE

EVERY_ENGINE = False

# More rows than are checked between two words about them.
LONG = "indicator,place,period,value\n" + "KHONGCO,62,2021,1\n" * 2_500


def on_a_terminal(journey, database, *arguments):
    """What the program writes where standard error is a terminal."""
    ours, theirs = pty.openpty()
    environment = journey.program.environment(ANSINH_DATABASE=database.address)
    with subprocess.Popen(
            [str(journey.program.binary), *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs,
            env=environment, cwd=journey.folder) as running:
        os.close(theirs)
        written = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the terminal is gone with the program
                break
            if not piece:
                break
            written += piece
        running.wait(PATIENCE)
    os.close(ours)
    return written.decode()


def bar(journey):
    database = journey.ready()
    path, answer = journey.bring(database, "results", LONG, "--dry-run")
    journey.ends("a file with rows at fault", answer, 1)
    journey.check("no bar stands in what is no terminal", "█" not in answer.errors and "\r" not in answer.errors, answer)
    seen = on_a_terminal(journey, database, "import", "results", path, "--dry-run")
    journey.check("a terminal shows how far it is, and of what", "█" in seen and "Đang kiểm tra các dòng" in seen, seen[:400])
    journey.check("and is left clean before the errors", "\r\x1b[K" in seen.partition("planning.unknown_indicator")[0], seen[:400])


def jobs(journey):
    database = journey.ready()
    answer = journey.run(database, "jobs", "list")
    journey.ends("jobs of a new database", answer, 0)
    journey.check("are none, and it says so", answer.output == "Không có công việc nền nào.\n", answer)
    answer = journey.run(database, "jobs", "cancel", "khong-co")
    journey.ends("an unknown job is not cancelled", answer, 1)
    journey.check("and is named", "khong-co" in answer.errors and "console.no_such_job" in answer.errors, answer)


def sign_ins(journey):
    database = journey.ready()
    answer = journey.run(database, "user", "sign-ins", "khong.co")
    journey.ends("an unknown account has no comings and goings", answer, 1)


journeys = [bar, jobs, sign_ins]
