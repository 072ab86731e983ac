"""Exit statuses: 0 done, 1 the input is at fault, 2 wrong usage; and where the words go."""

from program import CONTENT

EVERY_ENGINE = False

TARGETS = str(CONTENT / "demo" / "targets.csv")

# Calls on a database that is ready.
WRONG_USAGE = [
    ["nonsense"],
    ["--nonsense"],
    [],
    ["import"],
    ["plan"],
    ["audit"],
    ["user"],
    ["migrate", "--nonsense"],
    ["migrate", "surplus"],
    ["migrate", "--database"],
    ["import", "nonsense", TARGETS],
    ["import", "targets"],
    ["import", "targets", TARGETS, "surplus"],
    ["import", "targets", TARGETS, "--nonsense"],
    ["plan", "show"],
    ["plan", "show", "--place", "62"],
    ["plan", "show", "--year", "2021"],
    ["plan", "show", "--place", "62", "--year", "next"],
    ["plan", "show", "--place", "62", "--year", "21"],
    ["plan", "show", "--place", "62", "--year", "2021", "--format", "xml"],
    ["place"],
    ["place", "31135"],
    ["place", "31135", "--on"],
    ["place", "31135", "--on", "yesterday"],
    ["place", "31135", "--on", "2024-02-30"],
    ["place", "31135", "--on", "01/01/2024"],
    ["place", "31135", "--on", "2024-01-01", "--format", "pdf"],
    ["place", "tan an", "--on", "2024-01-01", "--children"],
    ["serve", "--port", "many"],
    ["serve", "--port", "65536"],
    ["serve", "--port", "-1"],
    ["user", "add"],
    ["user", "add", "--username", "someone"],
    ["user", "add", "--username", "someone", "--name", "X", "--role", "king", "--unit", "A.62"],
    ["audit", "nonsense"],
    ["doctor", "surplus"],
    ["demo", "--nonsense"],
]

INPUT_AT_FAULT = [
    (["place", "99999", "--on", "2024-01-01"], "territory.unknown_code"),
    (["place", "77777", "--on", "2025-07-01", "--children"], "territory.unknown_code"),
    (["place", "no such name", "--on", "2024-01-01"], "no such name"),
    (["plan", "show", "--place", "999", "--year", "2021"], "planning.unknown_place"),
    (["plan", "show", "--place", "62", "--year", "2026"], "planning.unknown_place"),
    (["import", "targets", "no-such-file.csv"], "console.file_unreadable"),
    (["import", "results", "."], "console.file_unreadable"),
    (["import", "indicators", "no-such-file.csv", "--good-rows"], "console.file_unreadable"),
    (["user", "add", "--username", "someone", "--name", "X", "--role", "director", "--unit", "A.9999"], "directory.unknown_unit"),
    (["migrate", "--database", "mysql://localhost/x"], "storage.bad_address"),
    (["migrate", "--database", "sqlite:no/such/folder/x.db"], "storage."),
    (["audit", "verify", "--database", "postgres://127.0.0.1:1/x"], "storage.unavailable"),
]

# Every command that needs a database that is ready.
NEED_A_DATABASE = [
    ["import", "targets", TARGETS],
    ["import", "results", TARGETS],
    ["import", "indicators", TARGETS],
    ["plan", "show", "--place", "62", "--year", "2021"],
    ["place", "31135", "--on", "2024-01-01"],
    ["audit", "verify"],
    ["user", "add", "--username", "someone", "--name", "X", "--role", "director", "--unit", "A.62"],
]

DONE = [
    ["place", "31135", "--on", "2024-01-01"],
    ["plan", "show", "--place", "62", "--year", "2021"],
    ["audit", "verify"],
    ["doctor"],
    ["help"],
    ["help", "import", "targets"],
]


def said(call):
    return "ansinh " + " ".join(f'"{word}"' if " " in word else word for word in call).replace(str(CONTENT), "Content")


def done(journey):
    database = journey.ready()
    for call in DONE:
        answer = journey.run(database, *call)
        journey.check(f"{said(call)} → 0", answer.status == 0 and answer.output and not answer.errors, answer)


def wrong_usage(journey):
    database = journey.ready()
    for call in WRONG_USAGE:
        answer = journey.run(database, *call)
        says_how = "usage: ansinh" in answer.errors.lower()
        journey.check(f"{said(call)} → 2, usage on standard error", answer.status == 2 and not answer.output and says_how, answer)


def input_at_fault(journey):
    database = journey.ready()
    for call, words in INPUT_AT_FAULT:
        answer = journey.run(database, *call)
        holds = answer.status == 1 and words in answer.errors and not answer.output and "⟦" not in answer.errors
        journey.check(f"{said(call)} → 1, «{words}» on standard error", holds, answer)


def not_migrated(journey):
    (journey.folder / "empty.db").touch()
    for call in NEED_A_DATABASE:
        for address, words in [("sqlite:empty.db", "console.not_migrated"), ("sqlite:absent.db", "console.no_database")]:
            answer = journey.program.run(*call, "--database", address, cwd=journey.folder)
            holds = answer.status == 1 and words in answer.errors and "ansinh migrate" in answer.errors
            journey.check(f"{said(call)} on {address} → 1, says to migrate", holds, answer)
    journey.check("a database that was only asked for is not made", not (journey.folder / "absent.db").exists())


def one_line_an_error(journey):
    answer = journey.run(journey.ready(), "place", "99999", "--on", "2024-01-01")
    journey.equal("an error is one line", len(answer.error_lines), 1)


journeys = [done, wrong_usage, input_at_fault, not_migrated, one_line_an_error]
