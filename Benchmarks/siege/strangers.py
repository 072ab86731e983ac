"""What two strangers send: the worst bodies, half requests, idle connections and sign-ins; each a loop that ends by itself."""

import os
import socket
import threading
import time
from urllib.parse import urlsplit

PAUSE = 0.05
PATIENCE = 30

# 80 kB of two combining marks in turn, which NFC has to sort.
MARKS = b"ten=x&mat-khau=" + "\u0301\u0323".encode() * 20_000
# A body of hyphens that is nearly its own boundary, all the way.
BOUNDARY = "-" * 7_900 + "x"
HYPHENS = b"-" * 1_500_000


def request(path, kind, body):
    """A POST as bytes."""
    head = f"POST {path} HTTP/1.1\r\nHost: siege\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def connect(address):
    split = urlsplit(address)
    return socket.create_connection((split.hostname, split.port), PATIENCE)


def send(address, message):
    """One request on a connection of its own; the answer's first line, empty where the server hung up."""
    try:
        with connect(address) as line:
            line.settimeout(PATIENCE)
            line.sendall(message)
            return line.recv(64)
    except OSError:
        return b""


def bodies(kind, body, path):
    """A siege by one request, sent again and again."""
    message = request(path, kind, body)

    def siege(address, ended):
        while not ended.is_set():
            send(address, message)
            ended.wait(PAUSE)

    return siege


def slow_headers(address, ended):
    """150 connections that send a header a letter at a time; those closed are opened anew."""
    lines = []
    while not ended.is_set():
        while len(lines) < 150 and not ended.is_set():
            try:
                line = connect(address)
                line.sendall(b"GET / HTTP/1.1\r\nHost: siege\r\nX-Slow: ")
                lines.append(line)
            except OSError:
                ended.wait(PAUSE)
        for line in list(lines):
            try:
                line.sendall(b"a")
            except OSError:
                line.close()
                lines.remove(line)
        ended.wait(1)
    for line in lines:
        line.close()


def idle(address, ended):
    """900 connections that say nothing (two strangers make 1,800); those refused or closed are opened anew at leisure."""
    lines = []
    while not ended.is_set():
        try:
            while len(lines) < 900 and not ended.is_set():
                lines.append(connect(address))
        except OSError:
            pass
        lines = [line for line in lines if is_open(line)]
        ended.wait(1)
    for line in lines:
        line.close()


def is_open(line):
    """Whether the other side still holds a connection on which nobody spoke."""
    line.setblocking(False)
    try:
        closed = line.recv(512, socket.MSG_PEEK) is not None
    except BlockingIOError:
        return True
    except OSError:
        closed = True
    if closed:
        line.close()
    return False


def sign_ins(forms):
    """30 sign-ins at once (two strangers make 60), round after round; `forms` gives cookie and token of a visitor."""

    def siege(address, ended):
        cookie, token = forms()
        body = f"ma-bieu-mau={token}&ten=giamdoc.92&mat-khau=khong-biet-mat-khau".encode()
        # Each stranger from an address of his own, as the server in front tells it; the director has another.
        head = (
            f"POST /dang-nhap HTTP/1.1\r\nHost: siege\r\nCookie: {cookie}\r\nX-Forwarded-For: 203.0.113.{os.getpid() % 250 + 1}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        while not ended.is_set():
            wave = [threading.Thread(target=send, args=(address, head + body)) for _ in range(30)]
            for one in wave:
                one.start()
            for one in wave:
                one.join()
            time.sleep(PAUSE)

    return siege


SIEGES = {
    "combining marks, 80 kB": bodies("application/x-www-form-urlencoded", MARKS, "/dang-nhap"),
    "boundaries, 1.5 MB": bodies(f"multipart/form-data; boundary={BOUNDARY}", HYPHENS, "/nhap-tep"),
    "slow headers": slow_headers,
    "1,800 idle connections": idle,
}
