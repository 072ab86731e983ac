"""A PostgreSQL of one's own, as a new installation has it: it waits for the disk."""

import contextlib
import os
import socket
import subprocess
import tempfile
from pathlib import Path

BIN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def postgres():
    """Its address, for the length of a block."""
    with tempfile.TemporaryDirectory(prefix="ansinh-national-") as folder:
        as_server = []
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            subprocess.run(["chown", "postgres", folder], check=True)
            as_server = ["runuser", "-u", "postgres", "--"]
        data, port = f"{folder}/data", free_port()

        def call(*words):
            subprocess.run([*as_server, *words], check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        call(f"{BIN[-1]}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        call(f"{BIN[-1]}/pg_ctl", "-D", data, "-l", f"{data}/log", "-w", "start", "-o", f"-p {port} -h 127.0.0.1 -k {folder}")
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            call(f"{BIN[-1]}/pg_ctl", "-D", data, "-m", "fast", "-w", "stop")
