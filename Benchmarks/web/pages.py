"""The pages that are measured: fetched as a browser would, and held against each other before the load."""

from html.parser import HTMLParser

from asking import ask
from failed import Failed

GOLDEN = ["5.700", "6.518", "114,35%", "54*", "55,7", "103,1%", "4,11", "102,75%", "17,69"]


class Outline(HTMLParser):
    """A page as its words and elements, those of its table apart."""

    def __init__(self, page):
        super().__init__()
        self.table, self.around = [], []
        self.part = self.around
        self.feed(page.decode())

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.part = self.table
        self.part.append(f"<{tag}>")

    def handle_endtag(self, tag):
        if tag == "table":
            self.part = self.around

    def handle_data(self, data):
        self.part += data.split()


def fetch(name, address, cookie=""):
    """A page that must answer 200."""
    page = ask(address, cookie)
    if page.status != 200:
        raise Failed(f"{name} answers {page.status} at {address}")
    return page.body


def difference(ours, theirs):
    """Where two outlines part, for the eye; empty where they are the same."""
    if ours == theirs:
        return ""
    at = next((n for n, (mine, other) in enumerate(zip(ours, theirs)) if mine != other), min(len(ours), len(theirs)))
    near = slice(max(0, at - 4), at + 8)
    return f"\n  ansinh: … {' '.join(ours[near])} …\n  Django: … {' '.join(theirs[near])} …"


def check_boards(ours, theirs):
    """Stops unless both boards hold the golden figures and the same table, word for word and element for element."""
    for name, page in (("ansinh", ours), ("Django", theirs)):
        missing = [figure for figure in GOLDEN if figure not in page.decode()]
        if missing:
            raise Failed(f"the board of {name} lacks {', '.join(missing)}")
    ours, theirs = Outline(ours), Outline(theirs)
    if parted := difference(ours.table, theirs.table):
        raise Failed(f"the tables differ; bring Benchmarks/web/django up to the page:{parted}")
    if parted := difference(ours.around, theirs.around):
        print(f"note: around the table the boards differ; bring Benchmarks/web/django up to the page:{parted}")
