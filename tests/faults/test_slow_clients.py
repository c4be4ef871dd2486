"""Slow and silent clients cost nothing: others are answered, and what is silent is closed."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from tests.faults.servers import RECEIVE_BUFFER, Server, is_closed, running
from tests.faults.sites import Site
from tests.patience import PATIENCE, until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="sockets of POSIX")]

IDLE, SLOWLORIS, HALF_BODIES, SLOW_READERS = 600, 500, 50, 50
READERS_QUESTIONS = 300
ATTACHMENT = os.urandom(1_000) * 60_000
HALF_BODY = b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\nhalf"
DOWNLOAD = b"GET /workshops/big/files/a.pdf HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("site"))
    for number in range(300):
        site.write(f"w{number:03}", "Apples")
    big = site.settings.materials / "big"
    big.mkdir()
    front = "---\ntitle: Big\nstart: 2010-01-01\nattachments:\n  - file: a.pdf\n---\n\n## Highlights\n\n- L. {#h1}\n"
    (big / "workshop.md").write_text(front, "utf-8")
    (big / "a.pdf").write_bytes(ATTACHMENT)
    assert site.run("build").code == 0
    return site.folder


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with running(folder) as server:
        yield server


CLIENT = """
import json, socket, sys, time
port, count, patience = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
answers = []
for number in range(count):
    start = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), patience) as connection:
        connection.settimeout(patience)
        connection.sendall(b"GET /?q=apples+%d HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n" % number)
        status = connection.recv(65_536)[9:12].decode()
        while connection.recv(65_536):
            pass
    answers.append([status, time.monotonic() - start])
    time.sleep(0.01)
json.dump(answers, sys.stdout)
"""


def times(server: Server, count: int = READERS_QUESTIONS) -> list[float]:
    """The seconds that another reader waits, in order: a process of its own, without the abusers' work."""
    command = [sys.executable, "-c", CLIENT, str(server.port), str(count), str(PATIENCE)]
    answers = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=count * PATIENCE).stdout)
    assert {status for status, _ in answers} == {"200"}
    return sorted(seconds for _, seconds in answers)


def test_all_of_them_at_once(server: Server) -> None:
    """Cases 2 and 3, together: others are answered meanwhile, and idle sockets are closed, after ten seconds."""
    connections = contextlib.ExitStack()
    with connections:
        slow = [connections.enter_context(server.connect(DOWNLOAD, RECEIVE_BUFFER)) for _ in range(SLOW_READERS)]
        half = [connections.enter_context(server.connect(HALF_BODY)) for _ in range(HALF_BODIES)]
        loris = [connections.enter_context(server.connect(b"GET / HTTP/1.1\r\nX-a: ")) for _ in range(SLOWLORIS)]
        idle = [connections.enter_context(server.connect()) for _ in range(IDLE)]
        trickling = threading.Event()
        trickle = threading.Thread(target=_trickle, args=(loris, trickling))
        trickle.start()
        waited = times(server)
        p50, p99 = waited[len(waited) // 2], waited[len(waited) * 99 // 100]
        print(f"{len(waited)} answers to others: p50 {p50:.3f} s, p99 {p99:.3f} s, at most {waited[-1]:.3f} s")
        for connection in (*half, *loris, *idle):
            until(partial(is_closed, connection))
        trickling.set()
        trickle.join()
        assert len(slow) == SLOW_READERS
        assert server.get("/readyz").status == 200


def _trickle(connections: list[socket.socket], done: threading.Event) -> None:
    """Send a byte on each connection now and then, as slowloris does."""
    while not done.wait(3):
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.send(b"a")


def test_a_body_that_stops_half_way_is_refused_in_time(server: Server) -> None:
    with server.connect(HALF_BODY) as connection:
        assert connection.recv(4_096).startswith(b"HTTP/1.1 408 ")
        until(lambda: is_closed(connection))


@pytest.mark.parametrize("length", [b"Content-Length: 500000000", b"Transfer-Encoding: chunked"])
def test_a_body_that_is_too_large_is_refused_at_once(server: Server, length: bytes) -> None:
    with server.connect(b"POST / HTTP/1.1\r\nHost: x\r\n" + length + b"\r\n\r\n") as connection:
        answer = b""
        with contextlib.suppress(OSError):  # the server does not read to the end
            for _ in range(40):
                connection.sendall(b"186a0\r\n" + b"x" * 100_000 + b"\r\n")
        with contextlib.suppress(OSError):
            answer = connection.recv(4_096)
        assert answer[:12] in (b"HTTP/1.1 413", b"")
    assert server.get("/readyz").status == 200


@pytest.mark.parametrize("head", [b"GET /" + b"a" * 200_000, b"GET / HTTP/1.1\r\nX: " + b"a" * 200_000])
def test_a_head_that_is_too_large_is_refused(server: Server, head: bytes) -> None:
    with server.connect() as connection:
        answer = b""
        with contextlib.suppress(OSError):
            connection.sendall(head)
            answer = connection.recv(4_096)
        assert answer[:12] in (b"HTTP/1.1 431", b"HTTP/1.1 414", b"")
    assert server.get("/healthz").status == 200


def test_files_and_parts_of_them_arrive_whole(server: Server) -> None:
    whole = server.get("/workshops/big/files/a.pdf")
    assert (whole.status, sha256(whole.body).digest()) == (200, sha256(ATTACHMENT).digest())
    assert whole.headers["content-length"] == str(len(ATTACHMENT))
    part = server.get("/workshops/big/files/a.pdf", headers={"Range": "bytes=1000-2999"})
    assert (part.status, part.body) == (206, ATTACHMENT[1_000:3_000])
    assert part.headers["content-range"] == f"bytes 1000-2999/{len(ATTACHMENT)}"
    end = server.get("/workshops/big/files/a.pdf", headers={"Range": "bytes=-5"})
    assert (end.status, end.body) == (206, ATTACHMENT[-5:])
    assert server.get("/workshops/big/files/a.pdf", headers={"Range": "bytes=99999999999-"}).status == 416
    again = server.get("/workshops/big/files/a.pdf", headers={"If-None-Match": whole.headers["etag"]})
    assert again.status == 304
    head = server.get("/workshops/big/files/a.pdf", method="HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(ATTACHMENT)))


def test_a_large_streamed_answer_arrives_whole(server: Server) -> None:
    answer = server.get("/export.json")
    assert answer.status == 200
    assert answer.body.count(b'"title"') >= 300
