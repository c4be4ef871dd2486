"""The adapter between granian's protocol RSGI and the WSGI application, so that slow clients hold no thread.

Under WSGI, a client that sends half a body or does not read holds a thread for as long as it likes. Here the server's
own runtime receives bodies, which are small and have a time limit, and sends answers and files; a thread works only
while an answer is made. https://github.com/emmett-framework/granian/blob/master/docs/spec/RSGI.md has the protocol.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple, Protocol
from wsgiref.types import WSGIApplication

THREADS = 4  # in which answers are made
MAX_WAITING = 256  # requests that wait for a thread; one more is a 503
MAX_BODY_BYTES = 1_000_000
BODY_SECONDS = 10.0  # in which a body must have arrived
MAX_DRAFT_BODY = 6_000_000  # bytes that DRAFT_PATHS take: a file, a pasted text, and what is around them
DRAFT_PATHS = ("/for-my-text", "/api/v1/match")
DRAFT_SECONDS = 60.0  # in which such a body must have arrived: a telephone sends it slowly
MAX_DRAFTS = 8  # such bodies that arrive at once; one more is a 503
MAX_MEMORY = 1_000_000  # bytes of an answer that stays in memory; a larger one goes to a temporary file
OPENING_SECONDS = 60.0  # in which the server has opened a temporary file
IN_MEMORY = "policysearch.in_memory"  # in the WSGI environment: true where the answer is written to no file
SENT_FILE = "policysearch.sent_file"  # in the WSGI environment: the path of the file that is the answer's body
_NO_BODY = (204, 304)
_DESCRIPTORS = "/proc/self/fd"
_CAN_HAND_ON = Path(_DESCRIPTORS).is_dir()

Headers = list[tuple[str, str]]

log = logging.getLogger(__name__)


class RequestHeaders(Protocol):
    """The headers of a request; a repeated one is an item each time."""

    def items(self) -> list[tuple[str, str]]: ...


class Scope(Protocol):
    """A request but for its body. ``path`` is decoded from percent signs; ``server`` and ``client`` are host:port."""

    proto: str
    http_version: str
    method: str
    scheme: str
    path: str
    query_string: str
    server: str
    client: str
    headers: RequestHeaders


class HttpProtocol(Protocol):
    """How to receive the body, and to answer."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    def response_empty(self, status: int, headers: Headers) -> None: ...

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...

    def response_file(self, status: int, headers: Headers, file: str) -> None: ...

    def response_file_range(self, status: int, headers: Headers, file: str, start: int, end: int) -> None: ...


class Answer(NamedTuple):
    """What the application answered: the body is bytes, a file by its path, or a temporary file."""

    status: int
    headers: Headers
    body: bytes = b""
    path: str = ""
    temporary: IO[bytes] | None = None


class RsgiAdapter:
    """The application ``application`` for an RSGI server; ``close`` is called when the server's process ends."""

    def __init__(self, application: WSGIApplication, close: Callable[[], None] = lambda: None) -> None:
        self._application = application
        self._close = close
        self._pool = ThreadPoolExecutor(THREADS, "answer")
        self._pending = 0
        self._drafts = 0

    async def __rsgi__(self, scope: Scope, protocol: HttpProtocol) -> None:
        """Answer a request."""
        if scope.proto != "http":
            return
        headers = scope.headers.items()
        try:
            body = await self._receive(scope, protocol, headers)
        except _RefusedBodyError as refusal:
            _send_text(protocol, refusal.status, str(refusal))
            return
        if self._pending >= THREADS + MAX_WAITING:
            _send_text(protocol, 503, "Too many requests at once.", ("Retry-After", "1"))
            return
        self._pending += 1
        try:
            environ = _environ(scope, headers, body)
            answer = await asyncio.get_running_loop().run_in_executor(self._pool, _call, self._application, environ)
        finally:
            self._pending -= 1
        _send(protocol, scope.method, answer)

    def __rsgi_del__(self, _loop: object) -> None:
        """End with the server's process, after its answers."""
        self._close()

    async def _receive(self, scope: Scope, protocol: HttpProtocol, headers: Headers) -> bytes:
        """Return the body of a request. Raises _RefusedBodyError."""
        if not (scope.method == "POST" and scope.path.endswith(DRAFT_PATHS)):
            return await _receive(protocol, headers, MAX_BODY_BYTES, BODY_SECONDS)
        if self._drafts >= MAX_DRAFTS:
            raise _RefusedBodyError(503, "Too many texts at once.")
        self._drafts += 1
        try:
            return await _receive(protocol, headers, MAX_DRAFT_BODY, DRAFT_SECONDS)
        finally:
            self._drafts -= 1


class _RefusedBodyError(Exception):
    """A body that is too large or does not arrive in time; ``status`` says which."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def _receive(protocol: HttpProtocol, headers: Headers, most: int, seconds: float) -> bytes:
    """Return a body of at most ``most`` bytes that arrives in time. Raises _RefusedBodyError."""
    lengths = [value for name, value in headers if name in ("content-length", "transfer-encoding")]
    if not lengths or lengths == ["0"]:
        return b""
    if any(value.isdecimal() and int(value) > most for value in lengths):
        raise _RefusedBodyError(413, "The body of the request is too large.")
    try:
        return await asyncio.wait_for(_read(protocol, most), seconds)
    except TimeoutError:
        raise _RefusedBodyError(408, "The body of the request did not arrive in time.") from None


async def _read(protocol: HttpProtocol, most: int) -> bytes:
    pieces, size = [], 0
    async for piece in protocol:
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise _RefusedBodyError(413, "The body of the request is too large.")
    return b"".join(pieces)


def _environ(scope: Scope, headers: Headers, body: bytes) -> dict[str, Any]:
    """Return the environment of PEP 3333."""
    host, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "surrogatepass").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in headers:
        key = name.upper().replace("-", "_")
        if key == "CONTENT_TYPE":
            environ[key] = value
        elif key not in ("CONTENT_LENGTH", "TRANSFER_ENCODING"):
            key = f"HTTP_{key}"
            environ[key] = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}" if key in environ else value
    if body:
        environ["CONTENT_LENGTH"] = str(len(body))
    return environ


def _call(application: WSGIApplication, environ: dict[str, Any]) -> Answer:
    """Return what the application answers, all of it. Runs in a thread."""
    started: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, *_: object) -> Any:
        started.append((status, headers))
        return NotImplemented  # the old way to write a body, which nothing here uses

    try:
        iterable = application(environ, start_response)
        try:
            return _answer(started, iterable, environ)
        finally:
            close = getattr(iterable, "close", None)
            if close:
                close()
    except Exception:
        log.exception("A request failed")
        return Answer(500, [("Content-Type", "text/plain; charset=utf-8")], b"Internal error.\n")


def _answer(started: list[tuple[str, Headers]], iterable: Iterable[bytes], environ: dict[str, Any]) -> Answer:
    path = environ.get(SENT_FILE, "")
    if path and started and started[-1][0].startswith(("200", "206")):
        return Answer(int(started[-1][0][:3]), started[-1][1], path=path)
    content, temporary = _collect(iterable, may_spool=_CAN_HAND_ON and not environ.get(IN_MEMORY))
    status, headers = started[-1]  # a generator may call start_response when it is first asked
    return Answer(int(status[:3]), headers, content, temporary=temporary)


def _collect(iterable: Iterable[bytes], *, may_spool: bool) -> tuple[bytes, IO[bytes] | None]:
    """Return the whole body: in memory, or in a temporary file where it is large and may be in one."""
    pieces: list[bytes] = []
    size = 0
    spool: IO[bytes] | None = None
    for piece in iterable:
        pieces.append(piece)
        size += len(piece)
        if size > MAX_MEMORY and may_spool:
            spool = spool or TemporaryFile()  # noqa: SIM115 - closed when the server has opened it
            spool.write(b"".join(pieces))
            pieces, size = [], MAX_MEMORY + 1
    if spool is None:
        return pieces[0] if len(pieces) == 1 else b"".join(pieces), None
    spool.flush()
    return b"", spool


def _send(protocol: HttpProtocol, method: str, answer: Answer) -> None:
    """Hand an answer to the server, which sends it as fast as the client reads."""
    status, headers = answer.status, answer.headers
    if method == "HEAD" or status in _NO_BODY:
        protocol.response_empty(status, headers)
    elif answer.temporary:
        _send_temporary(protocol, status, headers, answer.temporary)
    elif not answer.path:
        protocol.response_bytes(status, headers, answer.body)
    elif status == 206:
        start, end = _range(headers)
        protocol.response_file_range(status, headers, answer.path, start, end)
    else:
        protocol.response_file(status, headers, answer.path)


def _send_temporary(protocol: HttpProtocol, status: int, headers: Headers, file: IO[bytes]) -> None:
    """Hand on a file without a name; the server opens it by the number of this process's descriptor."""
    size = os.fstat(file.fileno()).st_size
    sized = [(name, value) for name, value in headers if name.lower() != "content-length"]
    protocol.response_file(status, [*sized, ("Content-Length", str(size))], f"{_DESCRIPTORS}/{file.fileno()}")
    asyncio.get_running_loop().call_later(OPENING_SECONDS, file.close)


def _range(headers: Headers) -> tuple[int, int]:
    """Return the first byte of a partial answer, and the one after the last."""
    content_range = next(value for name, value in headers if name.lower() == "content-range")
    first, _, last = content_range.removeprefix("bytes ").partition("/")[0].partition("-")
    return int(first), int(last) + 1


def _send_text(protocol: HttpProtocol, status: int, text: str, *headers: tuple[str, str]) -> None:
    """Refuse a request. The connection ends, since more of the request may be on its way."""
    fixed = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"), ("Connection", "close")]
    protocol.response_bytes(status, [*fixed, *headers], f"{text}\n".encode())
