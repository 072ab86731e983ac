"""One save with its roll-up: a department's head approves sheet after sheet through the server, on a database of ten years."""

import re
import socket
import sqlite3
import subprocess
import time

from asking import ask, sign_in
from measured import Failed, ours, program

PASSWORD = "Bench-mat-khau-2024"
FORM, PERIOD = "02-NCC", "2024-12"
PROVINCE = "A.01"


def sheets(connection):
    """Sheets of the province's communes that wait for the department, their figures submitted by somebody else."""
    lines = [row[0] for row in connection.execute(
        "SELECT line.indicator FROM planning_form_line line JOIN planning_form form ON form.code = line.form AND "
        "form.version = line.version WHERE form.code = ?", (FORM,))]
    department = connection.execute("SELECT department FROM bench_unit WHERE province = ?", (PROVINCE,)).fetchone()[0]
    units = [row[0] for row in connection.execute("SELECT place FROM bench_unit WHERE province = ? ORDER BY place", (PROVINCE,))]
    connection.executemany(
        "INSERT INTO planning_sheet (department, form, place, period, state, turn, is_correction, version, sent_at, sent_by, odd, "
        "reason) VALUES (?, ?, ?, ?, 'submitted', 1, 0, 1, '2025-01-10T00:00:00Z', 'system', 0, '')",
        [(department, FORM, unit, PERIOD) for unit in units])
    marks = ", ".join("?" * len(lines))
    connection.execute(
        f"UPDATE planning_result SET status = 'submitted' WHERE department = ? AND period = ? AND indicator IN ({marks})",
        (department, PERIOD, *lines))
    connection.commit()
    return units


def approve(server, cookie, token, unit):
    """Seconds of one approval, from the press of the button to the answer."""
    form = {"ma-bieu-mau": token, "viec": "approve", "phien-ban": "1", "ly-do-duyet": ""}
    begun = time.monotonic()
    answer = ask(f"{server}/duyet/{FORM}/{unit}/{PERIOD}", cookie, form)
    if answer.status != 303:
        raise Failed(f"approving {unit} answered {answer.status}: {re.sub('<[^>]*>', ' ', answer.text)[:1500]}")
    return time.monotonic() - begun


def signed_in(server):
    cookie, answer = sign_in(server, "truong.phong", PASSWORD)
    if not cookie:
        raise Failed(f"nobody was signed in: {re.sub('<[^>]*>', ' ', answer.text)[:800]}")
    return cookie


def saves(folder, database, units):
    """The seconds of the approvals of these communes' sheets, one after the other."""
    subprocess.run(
        [program(), "user", "add", "--username", "truong.phong", "--name", "Trưởng phòng", "--role", "division_head", "--unit",
         PROVINCE, "--password-from-input", "--database", f"sqlite:{database}"],
        input=PASSWORD + "\n", text=True, check=True, capture_output=True, env=ours())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / "serve.log").open("wb")
    server = subprocess.Popen(
        [program(), "serve", "--port", str(port), "--database", f"sqlite:{database}"], stdin=subprocess.DEVNULL, stdout=log,
        stderr=log, cwd=folder, env=ours())
    try:
        address = f"http://127.0.0.1:{port}"
        wait(address, server)
        cookie = signed_in(address)
        page = ask(f"{address}/duyet/{FORM}/{units[0]}/{PERIOD}", cookie).text
        token = re.search(r'name="ma-bieu-mau" value="(\w+)"', page)
        if not token:
            raise Failed(f"no form to approve with: {re.sub('<[^>]*>', ' ', page)[:1500]}")
        return [approve(address, cookie, token[1], unit) for unit in units]
    finally:
        server.terminate()
        server.wait(30)


def wait(address, server):
    deadline = time.monotonic() + 60
    while True:
        try:
            return ask(f"{address}/dang-nhap")
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise Failed("the server does not serve") from None
            time.sleep(0.1)
