"""A made-up province at true scale as a site to travel on: Cần Thơ in 2024, with two communes whose December is open."""

import re
from dataclasses import dataclass

from site_template import SiteTemplate

PROVINCE = "92"
SPECIALIST = f"chuyenvien.{PROVINCE}"
DIRECTOR = f"giamdoc.{PROVINCE}"


@dataclass(frozen=True)
class Commune:
    """A commune that has not reported its December, and the accounts its sheets go through."""

    code: str
    name: str
    officer: str
    district: str
    head: str


class ProvinceTemplate(SiteTemplate):
    """`ansinh demo --province`, served as an installation is."""

    database = f".demo/{PROVINCE}-1-1.db"

    def make(self):
        printed = self.run("demo", "--province", PROVINCE, "--years", "1", "--seed", "1", "--no-serve").output
        found = re.findall(
            r"^  (\d{5})  ([^:]+), thành phố [^:]+: (xa\.\d{5}) → (huyen\.\d{3}) → (truongphong\.\d+)$", printed, re.MULTILINE)
        self.communes = tuple(Commune(*fields) for fields in found)
        if len(self.communes) != 2:
            raise RuntimeError(f"two communes with an open December were expected\n{printed}")
        accounts = (self.made / ".demo" / f"{PROVINCE}-1-1-accounts.txt").read_text(encoding="utf-8")
        return dict(re.findall(r"^  (\S+) +(\S+)   ", accounts, re.MULTILINE))

    def people(self):
        """Those the journeys need; a session for each of the hundred communes would take minutes."""
        through = {name for commune in self.communes for name in (commune.officer, commune.district, commune.head)}
        return sorted(through | {SPECIALIST, DIRECTOR})

    def start(self, folder):
        return self.program.start("serve", "--port", "0", "--database", f"sqlite:{self.database}", cwd=folder)
