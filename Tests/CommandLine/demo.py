"""demo: from an empty folder to both boards, and quickly a second time."""

import os
import re
import socket
import stat
import time

from website import Browser, serving

EVERY_ENGINE = False

FIGURES = [
    "Kon Tum", "6.518", "5.700", "114,35%", "103,1%", "102,75%", "17,69", "Cần Thơ", "50.250", "1,55 (−1)", "2,55 (−1,2)", "> 95",
    "duy trì 85", "Đạt và vượt", "Chưa đủ căn cứ",
]


def boards(journey):
    first = journey.program.run("demo", "--no-serve", cwd=journey.folder)
    journey.ends("demo --no-serve in an empty folder", first, 0)
    missing = [figure for figure in FIGURES if figure not in first.output]
    journey.check("it prints the boards of both provinces", not missing, f"{missing}\n{first}")
    journey.equal("its database lies in .demo", sorted(os.listdir(journey.folder)), [".demo"])
    accounts = journey.folder / ".demo" / "accounts.txt"
    journey.equal("the passwords lie in a file for its owner", stat.S_IMODE(accounts.stat().st_mode), 0o600)
    passwords = re.findall(r"^  (\S+) +(\S+)   ", accounts.read_text(), re.MULTILINE)
    journey.check(
        "there are accounts with passwords of their own",
        len(passwords) >= 6 and len({word for _, word in passwords}) == len(passwords), passwords)
    journey.check("and they are printed", all(word in first.output for _, word in passwords), first)

    began = time.monotonic()
    second = journey.program.run("demo", "--no-serve", cwd=journey.folder)
    took = time.monotonic() - began
    journey.ends("demo --no-serve again", second, 0)
    journey.check("the second run is quick (under 10 s)", took < 10, f"{took:.1f} s")
    begin = first.output.index("Kế hoạch và kết quả")
    journey.equal(
        "the second run prints the same boards and accounts", second.output[second.output.index("Kế hoạch và kết quả"):],
        first.output[begin:])
    whole = journey.program.run("audit", "verify", "--database", "sqlite:.demo/ansinh.db", cwd=journey.folder)
    journey.ends("its chains are whole", whole, 0)


def other_folder(journey):
    other = journey.folder / "other"
    other.mkdir()
    journey.program.run("demo", "--no-serve", cwd=journey.folder)
    journey.program.run("demo", "--no-serve", cwd=other)
    texts = [(folder / ".demo" / "accounts.txt").read_text() for folder in (journey.folder, other)]
    journey.check("another demo has other passwords", texts[0] != texts[1])


def serves(journey):
    """On the port asked for, or the next one when it is busy; a printed account signs in."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(journey, "demo", env={"PORT": str(port)}) as server:
            if not journey.check("demo prints its address", server.address, server.output):
                return
            journey.check(
                "a busy PORT is said and passed over", f"{port} " in server.output and not server.address.endswith(f":{port}"),
                server.output)
            browser = Browser(server.address)
            journey.check("the front page shows a figure", "114,35" in browser.get("/").body)
            name, password = re.search(r"^  (chuyenvien\.kontum) +(\S+)   ", server.output, re.MULTILINE).groups()
            page = browser.sign_in(name, password)
            journey.check("a printed account signs in", page.status == 303, page)
            board = browser.get("/kh/2021?noi=A.62")
            journey.check("and sees the board", board.status == 200 and "114,35" in board.body and board.is_plain, board)
            journey.equal("SIGTERM ends it with status 0", server.end(), 0)


journeys = [boards, other_folder, serves]
