"""A file with bad cells: what the program must say about it, and that it writes nothing."""

from dataclasses import dataclass

from databases import fingerprint


@dataclass(frozen=True)
class Fault:
    """One error that is expected: its place, its code, and words its sentence must hold."""

    line: int
    column: str
    code: str
    words: tuple = ()


def fault(line, column, code, *words):
    return Fault(line, column, code, words)


def explain(path, answer, faults):
    """Why the error lines are not those expected; empty where they are."""
    lines = answer.error_lines
    if len(lines) != len(faults):
        return f"{len(faults)} error lines expected, {len(lines)} seen"
    for line, expected in zip(lines, faults):
        start = f"{path}:{expected.line}:{expected.column}: {expected.code}: "
        if not line.startswith(start):
            return f"expected a line that begins «{start}», seen «{line}»"
        sentence = line.removeprefix(start)
        missing = [word for word in expected.words if word not in sentence]
        if missing or len(sentence) < 15 or any(mark in sentence for mark in "{}⟦"):
            return f"expected a sentence with {missing}, without holes; seen «{sentence}»"
    return ""


def refused(journey, database, claim, kind, content, *faults, before=None):
    """The file is refused with these faults, status 1, and nothing is written."""
    before = before or fingerprint(database)
    path, answer = journey.bring(database, kind, content)
    why = explain(path, answer, faults)
    if not why and answer.status != 1:
        why = "the status is not 1"
    if not why and fingerprint(database) != before:
        why = "something was written"
    journey.check(
        f"{kind}: {claim} → {', '.join(f'{one.line}:{one.column}: {one.code}' for one in faults)}", not why, f"{why}\n{answer}")


def refuse_all(journey, database, kind, cases):
    """A table of (claim, content, faults…) on one database, which no case changes."""
    before = fingerprint(database)
    for claim, content, *faults in cases:
        refused(journey, database, claim, kind, content, *faults, before=before)
