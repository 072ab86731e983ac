"""The servers that are measured: on the loopback, on ports that were free, each for the length of a block."""

import contextlib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

from failed import Failed, found

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GUNICORN = ROOT / ".venv-bench/bin/gunicorn"
USERNAME = "chuyenvien.kontum"
PATIENCE = 60


def program():
    """The release program; built the way bin/demo builds it where it is missing."""
    named = os.environ.get("ANSINH_BINARY")
    path = Path(named).resolve() if named else ROOT / ".build/release/ansinh"
    if not named and not path.exists():
        subprocess.run([ROOT / "bin/demo", "--no-serve"], cwd=ROOT)
    if not os.access(path, os.X_OK):
        raise Failed(f"{path} is no program; build it with bin/demo --no-serve.")
    return path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(name, command, folder, **options):
    """A server in a session of its own for the length of a block; its words go to FOLDER/NAME.log."""
    log = folder / f"{name}.log"
    with log.open("wb") as sink:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, start_new_session=True, **options)
    try:
        yield server, log
    finally:
        try:
            server.terminate()
            server.wait(15)
        except subprocess.TimeoutExpired:
            print(f"{name} did not end by itself and was killed", file=sys.stderr)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def until(name, server, log, ready):
    """Waits until `ready` gives something."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := ready()):
        if server.poll() is not None or time.monotonic() > deadline:
            raise Failed(f"{name} does not serve:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.1)
    return answer


def answers(address):
    """The address once something listens at it."""
    split = urllib.parse.urlsplit(address)
    with contextlib.suppress(OSError), socket.create_connection((split.hostname, split.port), 1):
        return address
    return None


def nginx_program():
    """nginx, which Debian keeps where only root looks."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")


def check_tools():
    if not (shutil.which("wrk") and nginx_program() and GUNICORN.exists()):
        raise Failed("wrk, nginx or gunicorn is missing; bin/setup bench installs them.")


def ours():
    """The environment of ansinh: this checkout's content, no other database."""
    environment = {name: value for name, value in os.environ.items() if name != "ANSINH_DATABASE"}
    return {**environment, "ANSINH_CONTENT": str(ROOT / "Content")}


def make_demo(binary, folder):
    """The demo's database with its accounts; the password of the specialist of Kon Tum."""
    made = subprocess.run([binary, "demo", "--no-serve"], cwd=folder, env=ours(), capture_output=True, text=True)
    if made.returncode:
        raise Failed(f"ansinh demo ended with {made.returncode}:\n{made.stderr}")
    accounts = (folder / ".demo/accounts.txt").read_text()
    return found(rf"^ *{re.escape(USERNAME)} +(\S+)", accounts, f"the account {USERNAME}")


def start_ansinh(stack, binary, folder):
    command = [binary, "serve", "--port", "0", "--database", f"sqlite:{folder}/.demo/ansinh.db"]
    server, log = stack.enter_context(running("ansinh", command, folder, cwd=folder, env=ours()))

    def printed():
        address = re.search(r"http://127\.0\.0\.1:\d+", log.read_text(errors="replace"))
        return address and address.group()

    return until("ansinh", server, log, printed)


def start_django(stack, folder):
    address = f"http://127.0.0.1:{free_port()}"
    command = [
        GUNICORN, "--workers", "2", "--worker-class", "sync", "--no-control-socket",
        "--bind", address.removeprefix("http://"), "--chdir", HERE / "django", "wsgi",
    ]
    environment = {**os.environ, "BENCH_DATABASE": f"{folder}/.demo/ansinh.db", "PYTHONDONTWRITEBYTECODE": "1"}
    server, log = stack.enter_context(running("gunicorn", command, folder, env=environment))
    return until("gunicorn", server, log, lambda: answers(address))


def start_nginx(stack, folder, path, body):
    """nginx with a file of these bytes at a path."""
    site = folder / "nginx"
    file = site / "pages" / path.removeprefix("/")
    file.parent.mkdir(parents=True)
    file.write_bytes(body)
    port = free_port()
    values = {"user": pwd.getpwuid(os.getuid()).pw_name, "folder": str(site), "port": str(port)}
    text = (HERE / "nginx.conf").read_text()
    (site / "nginx.conf").write_text(re.sub(r"@(\w+)@", lambda name: values[name[1]], text))
    command = [nginx_program(), "-e", site / "error.log", "-p", site, "-c", site / "nginx.conf"]
    server, log = stack.enter_context(running("nginx", command, folder))
    address = f"http://127.0.0.1:{port}"
    return until("nginx", server, log, lambda: answers(address))
