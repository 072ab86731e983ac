"""PostgreSQL: the owner migrates; the server's role serves, and can neither make tables nor change the audit chain."""

import os
import re
from urllib.parse import urlsplit, urlunsplit

from databases import PostgresDatabase
from program import CONTENT, REPOSITORY
from website import Browser, serving

EVERY_ENGINE = True

PASSWORD = "mật khẩu rất dài 2026"


def grants():
    """The statements of docs/operations.md, as an administrator would copy them."""
    text = (REPOSITORY / "docs" / "operations.md").read_text()
    return re.search(r"```sql\n(-- Rights of the server's role.*?)```", text, re.DOTALL).group(1)


def serves_without_owning(journey):
    if journey.engine.name != "postgres":
        return
    owner = journey.engine.empty()
    role = f"ansinh_server_{os.getpid()}"
    statements = grants().replace("ansinh_server", role).replace("ansinh_owner", urlsplit(owner.address).username)
    owner.execute(f"CREATE ROLE {role} LOGIN")
    try:
        address = urlsplit(owner.address)
        netloc = f"{role}@{address.netloc.rpartition('@')[2]}"
        limited = PostgresDatabase(urlunsplit(address._replace(netloc=netloc)), owner.name)
        before_migrating(journey, owner, limited, statements)
        refused_reading(journey, owner, limited, role)
        acts(journey, owner, limited)
    finally:
        owner.execute(f"DROP OWNED BY {role} CASCADE; DROP ROLE {role}")


def before_migrating(journey, owner, limited, statements):
    owner.execute(statements.partition("-- After the first migration")[0])
    answer = journey.run(limited, "serve", "--port", "0")
    journey.ends("serve by the server's role on an empty database", answer, 1)
    journey.check("… sends to ansinh migrate by the owner", "storage.owner_needed" in answer.errors, answer)
    journey.ends("migrate by the owner", journey.run(owner, "migrate"), 0)
    owner.execute("-- After the first migration" + statements.partition("-- After the first migration")[2])
    answer = journey.run(limited, "migrate")
    journey.ends("migrate by the server's role, with nothing to do", answer, 0)
    # As an upgrade finds it: the newest step is missing.
    newest, digest, moment = owner.rows("SELECT name, hash, applied_at FROM storage_migration ORDER BY name DESC LIMIT 1")[0]
    owner.execute(f"DELETE FROM storage_migration WHERE name = '{newest}'")
    answer = journey.run(limited, "migrate")
    journey.ends("migrate by the server's role where a step is missing", answer, 1)
    journey.check("… names the step", "storage.owner_needed" in answer.errors and newest in answer.errors, answer)
    owner.execute(f"INSERT INTO storage_migration VALUES ('{newest}', '{digest}', '{moment}')")


def refused_reading(journey, owner, limited, role):
    """A right that lacks is told as such; it does not make the database look new."""
    owner.execute(f"REVOKE SELECT ON storage_migration FROM {role}")
    answer = journey.run(limited, "audit", "verify")
    journey.ends("audit verify without the right to read", answer, 1)
    is_named = "storage.not_permitted" in answer.errors and "storage_migration" in answer.errors
    journey.check("… names the table", is_named, answer)
    owner.execute(f"GRANT SELECT ON storage_migration TO {role}")


def acts(journey, owner, limited):
    """Every kind of act, by the command line and by pages."""
    for kind in ("targets", "results"):
        journey.ends(f"import {kind}", journey.run(limited, "import", kind, CONTENT / "demo" / f"{kind}.csv"), 0)
    journey.ends("user add", journey.run(
        limited, "user", "add", "--username", "cv.kontum", "--name", "cv", "--role", "specialist", "--unit", "A.62",
        "--password-from-input", typed=PASSWORD + "\n"), 0)
    with serving(journey, "serve", "--port", "0", "--database", limited.address) as server:
        browser = Browser(server.address)
        browser.sign_in("cv.kontum", PASSWORD)
        form = {"ma-bieu-mau": browser.token("/mat-khau"), "gia-tri": "77", "nguon": "stated", "phien-ban": "0"}
        page = browser.post("/kh/1999/VOC/ket-qua?noi=A.62", form)
        journey.check("a figure typed", page.status == 303, page)
        for path in ("/", "/kh/2021?noi=A.62", "/lam-viec"):
            journey.equal(f"GET {path}", browser.get(path).status, 200)
        page = browser.post("/dang-xuat", {"ma-bieu-mau": form["ma-bieu-mau"]})
        journey.check("signed out", page.status == 303, page)
        journey.equal("it ends with status 0", server.end(), 0)
    for call in (["rollup", "rebuild"], ["rollup", "rebuild", "--check"], ["audit", "verify"], ["doctor"]):
        journey.ends(" ".join(call), journey.run(limited, *call), 0)
    for statement in ("DELETE FROM audit_entry", "UPDATE audit_entry SET reason = ''", "TRUNCATE audit_entry",
                      "DROP TABLE audit_entry", "CREATE TABLE more (a int)"):
        try:
            limited.execute(statement)
            journey.check(f"the server's role may not {statement}", False)
        except Exception as refusal:
            words = getattr(refusal, "stderr", "")
            denied = "permission denied" in words or "must be owner" in words
            journey.check(f"the server's role may not {statement}", denied, words)
    journey.check("the chain is still there", int(owner.rows("SELECT count(*) FROM audit_entry")[0][0]) > 5)


journeys = [serves_without_owning]
