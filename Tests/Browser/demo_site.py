"""The demo of the two articles as a site to travel on."""

import re
import socket

from site_template import SiteTemplate

# A second specialist beside the demo's own, for two people at one figure.
COLLEAGUE = "chuyenvien2.kontum"
COLLEAGUE_PASSWORD = "mật khẩu của đồng nghiệp 2026"


class DemoTemplate(SiteTemplate):
    """`ansinh demo`, with a colleague."""

    database = ".demo/ansinh.db"

    def make(self):
        self.run("demo", "--no-serve")
        self.run(
            "user", "add", "--username", COLLEAGUE, "--name", "Chuyên viên thứ hai", "--role", "specialist", "--unit", "A.62",
            "--password-from-input", "--database", f"sqlite:{self.database}", typed=COLLEAGUE_PASSWORD + "\n")
        accounts = (self.made / ".demo" / "accounts.txt").read_text(encoding="utf-8")
        return dict(re.findall(r"^  (\S+) +(\S+)   ", accounts, re.MULTILINE)) | {COLLEAGUE: COLLEAGUE_PASSWORD}

    def start(self, folder):
        return self.program.start("demo", cwd=folder, env={"PORT": str(free_port())})


def free_port():
    """A port nobody listens on now; if somebody takes it meanwhile, the demo passes it over and prints another."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
