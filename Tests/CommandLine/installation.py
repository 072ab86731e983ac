"""From an empty database to one that is ready: migrate, doctor, the first account, and where content is found."""

import concurrent.futures
import getpass
import os
import re
import shutil

from databases import fingerprint
from program import CONTENT, Program

EVERY_ENGINE = True


def migrate(journey):
    database = journey.engine.empty()
    first = journey.run(database, "migrate")
    journey.ends("migrate on an empty database", first, 0)
    journey.check("migrate says each step", all(f"000{step}_" in first.output for step in (1, 2, 3, 4)), first)
    before = fingerprint(database)
    second = journey.run(database, "migrate", env={"ANSINH_LANGUAGE": "en"})
    journey.ends("migrate again", second, 0)
    journey.check(
        "migrate again says one line: up to date", "up to date" in second.output and second.output.count("\n") == 1, second)
    journey.equal("migrate again changes nothing", fingerprint(database), before)
    journey.equal("migrate makes no accounts", database.rows("SELECT count(*) FROM directory_account"), [("0",)])
    journey.equal("the catalogue is there", database.rows("SELECT count(*) FROM planning_indicator"), [("33",)])
    departments = "SELECT count(*) FROM directory_organisation WHERE kind = 'department'"
    journey.equal("a department for each of 63 and 34 provinces", database.rows(departments), [("97",)])


def migrate_at_once(journey):
    """Three programs start on a new database: each step is applied once, and nobody is sent away."""
    database = journey.engine.empty()
    with concurrent.futures.ThreadPoolExecutor(3) as crowd:
        answers = list(crowd.map(lambda _: journey.run(database, "migrate"), range(3)))
    for answer in answers:
        journey.ends("one of three migrations at once", answer, 0)
    steps = re.findall(r"00\d\d_\w+", "".join(answer.output for answer in answers))
    stored = [row[0] for row in database.rows("SELECT name FROM storage_migration")]
    journey.equal("each step is applied by one of them", sorted(steps), sorted(stored))
    template = journey.template.rows("SELECT code, version FROM planning_indicator ORDER BY code")
    journey.equal("the catalogue is as if one had come", database.rows(
        "SELECT code, version FROM planning_indicator ORDER BY code"), template)
    journey.ends("the chains are whole", journey.run(database, "audit", "verify"), 0)


def named_by_option(journey):
    """--database goes before ANSINH_DATABASE, and that before ansinh.db in the folder."""
    database = journey.ready()
    wrong = {"ANSINH_DATABASE": "sqlite:elsewhere.db"}
    answer = journey.program.run("audit", "verify", "--database", database.address, env=wrong, cwd=journey.folder)
    journey.ends("--database goes before ANSINH_DATABASE", answer, 0)
    answer = journey.program.run("audit", "verify", env=wrong, cwd=journey.folder)
    journey.check("ANSINH_DATABASE goes before the default", answer.status == 1 and "elsewhere.db" in answer.errors, answer)
    answer = journey.program.run("audit", "verify", cwd=journey.folder)
    journey.check("without either it is ansinh.db here", answer.status == 1 and "ansinh.db" in answer.errors, answer)


def doctor(journey):
    answer = journey.run(journey.ready(), "doctor")
    journey.ends("doctor of a good installation", answer, 0)
    journey.check(
        "doctor finds nothing wrong and checks six things", answer.output.count("✓") >= 6 and "✗" not in answer.output, answer)
    answer = journey.run(journey.engine.empty(), "doctor")
    journey.ends("doctor of an empty database", answer, 1)
    journey.check("doctor says what to do", "✗" in answer.output and "ansinh migrate" in answer.output, answer)
    masked = journey.program.run("doctor", "--database", "postgres://me:secret-word@127.0.0.1:1/x")
    journey.check("doctor shows no password", masked.status == 1 and "secret-word" not in masked.output + masked.errors, masked)


def files_for_their_owner(journey):
    """Whatever the umask of the shell says; files that were made with more rights are named by doctor."""
    if journey.engine.name != "sqlite":
        return
    before = os.umask(0o022)
    try:
        database = journey.engine.empty()
        journey.ends("migrate with a generous umask", journey.run(database, "migrate"), 0)
    finally:
        os.umask(before)
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in database.path.parent.glob(f"{database.path.name}*")}
    journey.check("only the owner reads the files", set(modes.values()) == {"0o600"}, modes)
    answer = journey.run(database, "doctor")
    journey.check("doctor has nothing to say of that", answer.status == 0 and "chmod" not in answer.output, answer)
    database.path.chmod(0o644)
    answer = journey.run(database, "doctor")
    journey.check("doctor says what to do about an older file", f"chmod 600 {database.path}" in answer.output, answer)
    database.path.chmod(0o600)
    journey.check("which helps", "chmod" not in journey.run(database, "doctor").output)


def user_add(journey):
    database = journey.ready()
    call = ["user", "add", "--name", "Nguyễn Văn A", "--role", "specialist", "--unit", "A.62"]
    answer = journey.run(database, *call, "--username", "nguyen.a")
    journey.ends("user add", answer, 0)
    password = answer.output.strip().splitlines()[-1].rpartition(" ")[2]
    journey.check("user add prints a password of some length", len(password) >= 12, answer)
    stored = database.rows("SELECT * FROM directory_account")
    journey.equal("there is one account", len(stored), 1)
    hashed = any("$argon2id$" in cell for cell in stored[0]) and not any(password in cell for cell in stored[0])
    journey.check("the password is kept as argon2id", hashed, stored)
    noted = database.rows("SELECT actor FROM audit_entry WHERE department = 'SO.A.62'")
    journey.check("the act is recorded under the system's user", (f"os:{getpass.getuser()}",) in noted, noted)
    before = fingerprint(database)
    answer = journey.run(database, *call, "--username", "nguyen.a")
    journey.ends("the same name a second time", answer, 1)
    answer = journey.run(database, *call, "--username", "nguyen.b", "--password-from-input", typed="short\n")
    journey.ends("a password that is too short", answer, 1)
    journey.check("the error does not repeat the password", "short" not in answer.errors.split(), answer)
    journey.equal("a refused account writes nothing", fingerprint(database), before)
    typed = "một mật khẩu đủ dài 2026\n"
    answer = journey.run(database, *call, "--username", "nguyen.b", "--password-from-input", typed=typed)
    journey.ends("a password from standard input", answer, 0)
    journey.check("a typed password is not printed", typed.strip() not in answer.output, answer)


def languages(journey):
    call, database = ["place", "99999", "--on", "2024-01-01"], journey.ready()
    vietnamese = journey.run(database, *call).errors
    english = journey.run(database, *call, env={"ANSINH_LANGUAGE": "en"}).errors
    journey.check("errors are Vietnamese", "không có đơn vị hành chính" in vietnamese, vietnamese)
    journey.check("ANSINH_LANGUAGE=en makes them English", "No administrative unit" in english, english)
    plain = journey.run(database, *call, env={"LC_ALL": "C", "LANG": "C"}).errors
    journey.equal("the system's locale changes nothing", plain, vietnamese)


def content(journey):
    """ANSINH_CONTENT, else beside the working directory, else beside the binary."""
    database, call = journey.ready(), ["place", "31135", "--on", "2024-01-01"]
    installed, elsewhere = journey.folder / "installed", journey.folder / "elsewhere"
    elsewhere.mkdir()
    shutil.copytree(CONTENT, installed / "Content")
    shutil.copy2(journey.program.binary, installed / "ansinh")
    answer = Program(installed / "ansinh").run(
        *call, cwd=elsewhere, env={"ANSINH_CONTENT": None, "ANSINH_DATABASE": database.address})
    journey.ends("content is found beside the binary", answer, 0)
    shutil.copytree(CONTENT / "wording", journey.folder / "Content" / "wording")
    shutil.copytree(CONTENT / "rules", journey.folder / "Content" / "rules")
    file = journey.folder / "Content" / "wording" / "vi" / "console.yaml"
    file.write_text(
        re.sub(r"^console\.version: .*$", 'console.version: "here {id}{name}{from}{to}"', file.read_text(), flags=re.M))
    beside = journey.run(database, *call, env={"ANSINH_CONTENT": None})
    journey.check(
        "content beside the working directory goes first", beside.status == 0 and "here A.31135" in beside.output, beside)
    named = journey.run(database, *call)
    journey.check("ANSINH_CONTENT goes before it", named.status == 0 and "here A.31135" not in named.output, named)
    absent = journey.run(database, *call, env={"ANSINH_CONTENT": str(journey.folder / "none")})
    journey.check("absent content is named", absent.status == 1 and str(journey.folder / "none") in absent.errors, absent)


journeys = [migrate, migrate_at_once, named_by_option, doctor, files_for_their_owner, user_add, languages, content]
