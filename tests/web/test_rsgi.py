"""The adapter from RSGI to WSGI: bodies are bounded, and what is large or a file is handed on to the server."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from policysearch.web import rsgi
from policysearch.web.rsgi import Headers, RsgiAdapter

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


@dataclass
class Protocol:
    """The server's side: gives the body in pieces, and takes the answer."""

    pieces: tuple[bytes, ...] = ()
    stalls: bool = False
    answers: list[tuple[Any, ...]] = field(default_factory=list)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            yield piece
        if self.stalls:
            await asyncio.sleep(60)

    def response_empty(self, status: int, headers: Headers) -> None:
        self.answers.append((status, dict(headers), None))

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        self.answers.append((status, dict(headers), body))

    def response_file(self, status: int, headers: Headers, file: str) -> None:
        self.answers.append((status, dict(headers), Path(file).read_bytes()))

    def response_file_range(self, status: int, headers: Headers, file: str, start: int, end: int) -> None:
        self.answers.append((status, dict(headers), Path(file).read_bytes()[start:end]))


def scope(method: str = "GET", path: str = "/", query: str = "", headers: Headers | None = None) -> Any:
    return SimpleNamespace(
        proto="http",
        http_version="1.1",
        method=method,
        scheme="http",
        path=path,
        query_string=query,
        server="127.0.0.1:8000",
        client="[::1]:50000",
        headers=SimpleNamespace(items=lambda: headers or []),
    )


def run(call: Coroutine[Any, Any, None]) -> None:
    """Await ``call`` in a thread of its own: browser tests leave a loop running in the main one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, call).result()


def answer(application: Application, request: Any, protocol: Protocol | None = None) -> tuple[Any, ...]:
    protocol = protocol or Protocol()
    run(_answer(application, request, protocol))
    [result] = protocol.answers
    return result


async def _answer(application: Application, request: Any, protocol: Protocol) -> None:
    await RsgiAdapter(application).__rsgi__(request, protocol)
    await asyncio.sleep(0.01)  # temporary files are closed meanwhile


def test_what_waits_is_written_when_the_process_ends() -> None:
    ended: list[bool] = []
    adapter = RsgiAdapter(echo, lambda: ended.append(True))
    assert ended == []
    adapter.__rsgi_del__(object())
    assert ended == [True]


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("X-Path", environ["PATH_INFO"]), ("X-Remote", environ["REMOTE_ADDR"])])
    names = ("QUERY_STRING", "HTTP_HOST", "HTTP_COOKIE", "CONTENT_TYPE", "CONTENT_LENGTH")
    return [" ".join(f"{environ.get(name)}" for name in names).encode(), b" ", environ["wsgi.input"].read()]


def streaming(sizes: Iterable[int]) -> Application:
    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return (b"x" * size for size in sizes)

    return application


def test_a_request_arrives_whole() -> None:
    headers = [("host", "a"), ("host", "b"), ("cookie", "c=1"), ("cookie", "d=2"), ("content-type", "text/x")]
    request = scope("POST", "/caf\u00e9/x", "q=a%20b", [*headers, ("content-length", "7")])
    status, answered, body = answer(echo, request, Protocol((b"one", b" two")))
    assert status == 200
    assert answered["X-Path"].encode("latin-1").decode() == "/caf\u00e9/x"
    assert answered["X-Remote"] == "::1"
    assert body == b"q=a%20b a,b c=1; d=2 text/x 7 one two"


def test_a_body_that_stops_is_a_408(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rsgi, "BODY_SECONDS", 0.05)
    status, headers, _ = answer(
        echo, scope("POST", headers=[("content-length", "9")]), Protocol((b"half",), stalls=True)
    )
    assert (status, headers["Connection"], headers["Cache-Control"]) == (408, "close", "no-store")


@pytest.mark.parametrize("header", [("content-length", "1000001"), ("transfer-encoding", "chunked")])
def test_a_body_that_is_too_large_is_a_413(header: tuple[str, str]) -> None:
    protocol = Protocol((b"x" * 600_000, b"x" * 600_000))
    assert answer(echo, scope("POST", headers=[header]), protocol)[0] == 413


def test_head_and_statuses_without_a_body_have_none() -> None:
    assert answer(echo, scope("HEAD"))[2] is None

    def unchanged(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("304 NOT MODIFIED", [])
        return []

    assert answer(unchanged, scope()) == (304, {}, None)


@pytest.mark.parametrize("sizes", [(), (5,), (5, 7), (600_000, 600_000), (3_000_000,)])
def test_a_streamed_answer_arrives_whole(sizes: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rsgi, "OPENING_SECONDS", 0)
    status, headers, body = answer(streaming(sizes), scope())
    assert (status, body == b"x" * sum(sizes)) == (200, True)
    if sum(sizes) > rsgi.MAX_MEMORY and rsgi._CAN_HAND_ON:
        assert headers["Content-Length"] == str(sum(sizes))


def test_a_file_and_a_part_of_it_are_handed_on(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"0123456789")

    def sends(status: str, *headers: tuple[str, str]) -> Application:
        def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            environ[rsgi.SENT_FILE] = str(path)
            start_response(status, list(headers))
            return [b"not read"]

        return application

    assert answer(sends("200 OK"), scope()) == (200, {}, b"0123456789")
    part = sends("206 PARTIAL CONTENT", ("Content-Range", "bytes 2-4/10"))
    assert answer(part, scope())[2] == b"234"
    assert answer(sends("416 RANGE NOT SATISFIABLE"), scope())[2] == b"not read"


def test_an_application_that_fails_is_a_500(caplog: pytest.LogCaptureFixture) -> None:
    def failing(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        yield b"half"
        raise ZeroDivisionError

    assert answer(failing, scope())[0] == 500
    assert "ZeroDivisionError" in caplog.text


def test_too_many_waiting_requests_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rsgi, "MAX_WAITING", -rsgi.THREADS)
    status, headers, _ = answer(echo, scope())
    assert (status, headers["Retry-After"]) == (503, "1")


def test_other_protocols_are_left_alone() -> None:
    protocol = Protocol()
    run(RsgiAdapter(echo).__rsgi__(SimpleNamespace(proto="ws"), protocol))
    assert protocol.answers == []


@pytest.mark.parametrize("path", ["/for-my-text", "/lessons/for-my-text", "/api/v1/match"])
def test_a_draft_may_be_larger_and_slower_than_other_bodies(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rsgi, "BODY_SECONDS", 0.0)
    pieces = (b"x" * 3_000_000, b"y" * 2_900_000)
    request = scope("POST", path, headers=[("content-length", "5900000")])

    def measured(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [str(len(environ["wsgi.input"].read())).encode()]

    assert answer(measured, request, Protocol(pieces)) == (200, {}, b"5900000")


@pytest.mark.parametrize(("method", "path"), [("POST", "/brief"), ("PUT", "/api/v1/match"), ("POST", "/api/v1/search")])
def test_no_other_body_may_be_so_large(method: str, path: str) -> None:
    assert answer(echo, scope(method, path, headers=[("content-length", "5900000")]))[0] == 413


def test_a_draft_has_a_limit_too_and_so_has_the_number_of_those_that_arrive() -> None:
    too_large = scope("POST", "/for-my-text", headers=[("content-length", "6000001")])
    assert answer(echo, too_large)[0] == 413

    async def many() -> list[int]:
        adapter = RsgiAdapter(echo)
        request = scope("POST", "/for-my-text", headers=[("content-length", "9")])
        slow = [Protocol((b"half",), stalls=True) for _ in range(rsgi.MAX_DRAFTS)]
        tasks = [asyncio.create_task(adapter.__rsgi__(request, protocol)) for protocol in slow]
        await asyncio.sleep(0)
        late = Protocol((b"123456789",))
        await adapter.__rsgi__(request, late)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        again = Protocol((b"123456789",))
        await adapter.__rsgi__(request, again)
        return [protocol.answers[0][0] for protocol in (late, again)]

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, many()).result() == [503, 200]


def test_an_answer_that_is_to_stay_in_memory_goes_through_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ[rsgi.IN_MEMORY] = True
        return streaming((3_000_000,))(environ, start_response)

    monkeypatch.setattr(rsgi, "TemporaryFile", lambda: pytest.fail("it is written to a file"))
    assert len(answer(application, scope())[2]) == 3_000_000
