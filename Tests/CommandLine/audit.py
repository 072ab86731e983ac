"""audit verify: whole, and after somebody changed rows behind the program's back."""

import re

from program import CONTENT

EVERY_ENGINE = True

CHAIN = "SO.A.62"


def with_a_chain(journey):
    """A database where the department of Kon Tum has a chain of at least six acts."""
    database = journey.with_demo()
    head = "indicator,place,period,value\n"
    for year in range(2015, 2020):
        journey.bring(database, "results", head + f"JOB,62,{year},{year}\n")
    return database


def verify(journey, database):
    return journey.run(database, "audit", "verify", env={"ANSINH_LANGUAGE": "en"})


def whole(journey):
    database = with_a_chain(journey)
    answer = verify(journey, database)
    journey.ends("audit verify of untouched chains", answer, 0)
    heads = dict(re.findall(r"^(\S+)  ([0-9a-f]{64})$", answer.output, re.MULTILINE))
    stored = dict(database.rows("SELECT department, hash FROM audit_head"))
    journey.equal("it prints the head of each chain", heads, stored)
    entries = database.rows("SELECT count(*) FROM audit_entry")[0][0]
    journey.check("it says how many entries it read", entries in answer.output.splitlines()[-1], answer)
    again = journey.run(database, "import", "targets", CONTENT / "demo" / "targets.csv")
    journey.check(
        "reading and importing nothing new leaves the heads",
        again.status == 0 and verify(journey, database).output == answer.output)


# What is done to the rows of the chain, and the number of the first entry that does not fit.
TAMPERINGS = [
    ("a changed reason", f"UPDATE audit_entry SET reason = 'nothing' WHERE department = '{CHAIN}' AND number = 3", 3),
    ("a changed actor", f"UPDATE audit_entry SET actor = 'os:nobody' WHERE department = '{CHAIN}' AND number = 1", 1),
    ("a changed time", f"UPDATE audit_entry SET at = '2020-01-01T00:00:00Z' WHERE department = '{CHAIN}' AND number = 4", 4),
    ("a changed detail", f"UPDATE audit_entry SET detail = '{{}}' WHERE department = '{CHAIN}' AND number = 2", 2),
    ("a changed hash", f"UPDATE audit_entry SET hash = '{'0' * 64}' WHERE department = '{CHAIN}' AND number = 5", 5),
    ("a removed row", f"DELETE FROM audit_entry WHERE department = '{CHAIN}' AND number = 3", 3),
    ("the first row removed", f"DELETE FROM audit_entry WHERE department = '{CHAIN}' AND number = 1", 1),
    (
        "a removed row, the rest moved up",
        f"DELETE FROM audit_entry WHERE department = '{CHAIN}' AND number = 3;"
        f"UPDATE audit_entry SET number = 3 WHERE department = '{CHAIN}' AND number = 4;"
        f"UPDATE audit_entry SET number = 4 WHERE department = '{CHAIN}' AND number = 5",
        3,
    ),
    (
        "two rows in each other's place",
        f"UPDATE audit_entry SET number = -2 WHERE department = '{CHAIN}' AND number = 2;"
        f"UPDATE audit_entry SET number = 2 WHERE department = '{CHAIN}' AND number = 3;"
        f"UPDATE audit_entry SET number = 3 WHERE department = '{CHAIN}' AND number = -2",
        2,
    ),
    (
        "the last row removed",
        f"DELETE FROM audit_entry WHERE department = '{CHAIN}' AND number ="
        f" (SELECT number FROM audit_head WHERE department = '{CHAIN}')",
        None,
    ),
]


def tampered(journey):
    source = with_a_chain(journey)
    length = int(source.rows(f"SELECT number FROM audit_head WHERE department = '{CHAIN}'")[0][0])
    journey.check("the chain is long enough", length >= 6, length)
    for claim, statements, number in TAMPERINGS:
        database = journey.engine.copy(source)
        database.execute(statements)
        answer = verify(journey, database)
        named = number or length
        errors = answer.error_lines
        holds = answer.status == 1 and len(errors) == 1 and CHAIN in errors[0] and re.search(rf"\b{named}\b", errors[0])
        journey.check(f"{claim} → 1, entry {named} of {CHAIN} is named", holds, answer)
    database = journey.engine.copy(source)
    database.execute(f"DELETE FROM audit_head WHERE department = '{CHAIN}'")
    answer = verify(journey, database)
    journey.check("a removed head → 1, the chain is named", answer.status == 1 and CHAIN in answer.errors, answer)
    database = journey.engine.copy(source)
    database.execute("UPDATE audit_entry SET reason = 'x' WHERE number = 2")
    answer = verify(journey, database)
    journey.check("two broken chains → a line each", answer.status == 1 and len(answer.error_lines) >= 2, answer)
    doctor = journey.run(database, "doctor")
    journey.check("doctor sends to audit verify", doctor.status == 1 and "ansinh audit verify" in doctor.output, doctor)


journeys = [whole, tampered]
