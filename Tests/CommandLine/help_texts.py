"""The help of every command, as golden files: a change of a help text is seen and meant."""

import os
import pathlib

EVERY_ENGINE = False

GOLDEN = pathlib.Path(__file__).resolve().parent / "Golden"

COMMANDS = [
    "", "serve", "demo", "migrate", "import", "import indicators", "import targets", "import results", "import forms", "export",
    "export results", "plan",
    "plan show", "form", "form list", "form download", "form upload", "form submit", "form approve", "form return", "form unapprove",
    "form lock", "form correct", "form lock-year", "form show", "form calendar", "rollup", "rollup rebuild", "place",
    "jobs", "jobs list", "jobs cancel", "user", "user add", "user sign-ins", "audit", "audit verify", "doctor",
]


def golden_texts(journey):
    for command in COMMANDS:
        answer = journey.program.run(*command.split(), "--help")
        name = "-".join(["ansinh", *command.split()]) + ".txt"
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN") == "1" and answer.status == 0:
            path.write_text(answer.output)
        golden = path.read_text() if path.exists() else "(no golden file; UPDATE_GOLDEN=1 writes it)"
        same = answer.status == 0 and answer.output == golden
        journey.check(f"«ansinh {command}» --help is Golden/{name}", same, f"{answer}\n--- golden:\n{golden}")


def no_stale_golden_files(journey):
    wanted = {"-".join(["ansinh", *command.split()]) + ".txt" for command in COMMANDS}
    journey.equal("every golden file belongs to a command", {path.name for path in GOLDEN.glob("*.txt")}, wanted)


def every_command_is_listed(journey):
    """A command that is added must be added to COMMANDS as well."""
    for group in ["", "import", "export", "plan", "form", "jobs", "user", "audit"]:
        listed = journey.program.run(*group.split(), "--help").output.partition("SUBCOMMANDS:\n")[2]
        names = {line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2:3].strip()}
        names.discard("See")
        known = {command.removeprefix(group).split()[0] for command in COMMANDS if command != group and command.startswith(group)}
        journey.equal(f"the subcommands of «ansinh {group}» all have golden files", names, known)


def version(journey):
    answer = journey.program.run("--version")
    journey.check("--version names the product and a version", answer.status == 0 and answer.output.startswith("AnSinh "), answer)


journeys = [golden_texts, no_stale_golden_files, every_command_is_listed, version]
