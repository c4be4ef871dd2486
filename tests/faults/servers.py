"""A real server in a process of its own, and clients that abuse it."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.patience import PATIENCE, until
from tests.ports import free_port

POLICYSEARCH = (sys.executable, "-m", "policysearch")
LOOKS = 30  # so many connections reach both processes of a server
RECEIVE_BUFFER = 4_096  # bytes, of a client that does not read


class Answer(NamedTuple):
    """A status, the headers in lower case, the body, and the seconds that all took."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


class Server:
    """``policysearch serve`` in ``folder``."""

    def __init__(self, folder: Path, *options: str, environment: dict[str, str] | None = None) -> None:
        self.port = free_port()
        self.log = folder / f"serve-{self.port}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*POLICYSEARCH, "serve", "--port", str(self.port), *options],
                cwd=folder,
                env={**os.environ, "POLICYSEARCH_SEARCHLOG": "false", **(environment or {})},
                stdout=log,
                stderr=log,
            )

    def wait(self) -> None:
        """Wait until it answers, whatever it answers."""
        until(self._answers)

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text("utf-8")
        with contextlib.suppress(OSError, http.client.HTTPException):
            return bool(self.get("/healthz").status)
        return False

    def get(
        self, path: str, timeout: float = PATIENCE, method: str = "GET", headers: dict[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        start = time.monotonic()
        try:
            connection.request(method, path, headers=headers or {})
            response = connection.getresponse()
            body = response.read()
            fields = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, fields, body, time.monotonic() - start)
        finally:
            connection.close()

    def is_ready(self, words: str = "ready ") -> bool:
        """Return whether each of many looks at /readyz, at all processes, begins with ``words``.

        A process may end meanwhile, where the file that it had mapped was cut.
        """
        try:
            return all(self.get("/readyz").body.startswith(words.encode()) for _ in range(LOOKS))
        except (OSError, http.client.HTTPException):
            return False

    def connect(self, sent: bytes = b"", receive_buffer: int = 0) -> socket.socket:
        """Return a connection on which ``sent`` was sent, and no more."""
        connection = socket.socket()
        connection.settimeout(PATIENCE)
        if receive_buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        connection.connect(("127.0.0.1", self.port))
        if sent:
            connection.sendall(sent)
        return connection

    def workers(self) -> list[int]:
        """The processes that answer."""
        return children(self.process)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the ids of the processes that a process has started."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(number) for number in path.read_text("utf-8").split()]


@contextlib.contextmanager
def running(folder: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[Server]:
    """A server that answers, and ends with the context."""
    server = Server(folder, *options, environment=environment)
    try:
        server.wait()
        yield server
    finally:
        server.stop()


def is_closed(connection: socket.socket) -> bool:
    """Whether the server has closed a connection, which it may have answered before."""
    connection.settimeout(0.01)
    try:
        while connection.recv(65_536):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True
