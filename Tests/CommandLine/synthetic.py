"""demo --province: a made-up province at true scale, the same again, and its open month."""

import csv
import io
import re

EVERY_ENGINE = False

OPTIONS = ["demo", "--province", "92", "--years", "1", "--seed", "1", "--no-serve"]


def digest(answer):
    """The digest of the figures, as the program prints it."""
    found = re.search(r"\b[0-9a-f]{64}\b", answer.output)
    return found and found.group()


def province(journey):
    """Once into a folder of its own, and a second time over it."""
    first = journey.program.run(*OPTIONS, cwd=journey.folder)
    journey.ends("demo --province 92 --years 1 --seed 1 --no-serve", first, 0)
    made = journey.folder / ".demo"
    journey.equal(
        "its database and accounts lie in .demo, named by the options",
        sorted(path.name for path in made.iterdir() if not path.name.endswith(("-wal", "-shm"))),
        ["92-1-1-accounts.txt", "92-1-1.db"])

    database = {"ANSINH_DATABASE": "sqlite:.demo/92-1-1.db"}
    board = journey.program.run(
        "plan", "show", "--place", "92", "--year", "2024", "--format", "csv", cwd=journey.folder, env=database)
    journey.ends("plan show --place 92 --year 2024", board, 0)
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(board.output))}
    job = rows.get("JOB", {})
    journey.check(
        "the board has every indicator, with a target and a result that was added up",
        len(rows) == 33 and job.get("target") and job.get("result") and job.get("result_origin") == "summed", board)
    whole = journey.program.run("audit", "verify", cwd=journey.folder, env=database)
    journey.ends("its chains are whole", whole, 0)

    second = journey.program.run(*OPTIONS, cwd=journey.folder)
    journey.ends("the same again", second, 0)
    journey.check("it says that nothing changed", "Không có gì thay đổi" in second.output, second)
    again = journey.program.run("audit", "verify", cwd=journey.folder, env=database)
    journey.equal("and nothing was written", again.output, whole.output)
    journey.equal("the figures are the same", digest(second), digest(first))


def open_month(journey):
    """What it prints about December can be done."""
    made = journey.program.run(*OPTIONS, cwd=journey.folder)
    commands = re.findall(r"^  ansinh (form .*)$", made.output, re.MULTILINE)
    communes = re.findall(r"^  (\d{5})  .*: (xa\.\d{5}) → (huyen\.\d{3}) → (truongphong\.92)$", made.output, re.MULTILINE)
    journey.check("two communes are open, with the accounts their sheets go through", len(communes) == 2, made)
    steps = [command.split()[1] for command in commands]
    journey.equal(
        "the commands go from the commune to the department", steps,
        ["download", "upload", "upload", "submit", "approve", "approve"])
    passwords = (journey.folder / ".demo" / "92-1-1-accounts.txt").read_text()
    journey.check("every commune has an account", len(re.findall(r"^  xa\.", passwords, re.MULTILINE)) >= 80, passwords)
    journey.check(
        "the accounts of the two are printed with their passwords",
        all(re.search(rf"^  {re.escape(name)} +\S+-\S+", made.output, re.MULTILINE) for row in communes for name in row[1:]), made)
    database = {"ANSINH_DATABASE": "sqlite:.demo/92-1-1.db"}
    loaded = journey.program.run(*commands[0].split(), cwd=journey.folder, env=database)
    journey.ends("the first command writes the workbook", loaded, 0)
    empty = journey.program.run(*commands[3].split(), cwd=journey.folder, env=database)
    journey.check("an empty sheet cannot be sent", empty.status == 1 and "planning.sheet_incomplete" in empty.errors, empty)


def named_database(journey):
    """--database goes before ANSINH_DATABASE; what stands there already is not written over."""
    named = ["--database", "sqlite:mine.db"]
    first = journey.program.run("demo", "--province", "62", "--no-serve", *named, cwd=journey.folder)
    journey.ends("demo --province 62 into a named database", first, 0)
    journey.check("the file is there", (journey.folder / "mine.db").exists())
    journey.equal(
        "the passwords lie beside it, and nothing else in the folder",
        sorted(path.name for path in journey.folder.iterdir() if not path.name.endswith(("-wal", "-shm"))),
        ["mine-accounts.txt", "mine.db"])
    other = journey.program.run("demo", "--province", "62", "--seed", "2", "--no-serve", *named, cwd=journey.folder)
    journey.check(
        "other options over it are refused", other.status == 1 and "planning.synthetic_figures_exist" in other.errors, other)


def made_anew(journey):
    """A database made anew at the same place: the passwords of the earlier one are no longer printed."""
    options = ["demo", "--province", "62", "--no-serve", "--database", "sqlite:mine.db"]
    first = journey.program.run(*options, cwd=journey.folder)
    for ending in ["", "-wal", "-shm"]:
        (journey.folder / f"mine.db{ending}").unlink(missing_ok=True)
    second = journey.program.run(*options, cwd=journey.folder)
    old, new = (dict(re.findall(r"^  ([a-z]+\.\d+) +(\S+-\S+)   ", answer.output, re.MULTILINE)) for answer in (first, second))
    journey.check("the same accounts are printed", len(new) >= 4 and set(new) == set(old), f"{old}\n{new}")
    journey.check("with other passwords, none of them an old one", not set(old.values()) & set(new.values()), f"{old}\n{new}")
    third = journey.program.run(*options, cwd=journey.folder)
    journey.check("and they stay", all(word in third.output for word in new.values()), third)


def refusals(journey):
    cases = [
        (["--province", "01"], 2, "92, 62 or 51"), (["--years", "2"], 2, "--province"),
        (["--province", "92", "--years", "9"], 2, "2017"), (["--province", "92", "--until", "2150"], 1, "synthetic_year_not_over"),
    ]
    for options, status, word in cases:
        answer = journey.program.run("demo", *options, "--no-serve", cwd=journey.folder)
        journey.check(f"demo {' '.join(options)} is refused", answer.status == status and word in answer.errors, answer)
    databases = list(journey.folder.rglob("*.db"))
    journey.equal("and leaves no database behind", databases, [])


journeys = [province, open_month, named_database, made_anew, refusals]
