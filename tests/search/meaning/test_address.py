"""A server of the embeddings protocol that answers with errors, redirects and things that are no vectors."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import numpy as np
import pytest

from policysearch.cli.language import speak, translate
from policysearch.search.meaning.address import MAX_PAUSE, TRIES, AddressEmbedding, Server
from policysearch.search.meaning.embedding import EmbeddingError

pytestmark = pytest.mark.slow

VECTORS = json.dumps({"data": [{"index": 0, "embedding": [3.0, 4.0]}]}).encode()


class Scripted(HTTPServer):
    """Gives one answer after another, (status, body), and keeps the requests."""

    def __init__(self, *answers: tuple[int, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = [*answers]
        self.requests: list[tuple[dict[str, object], str | None]] = []
        self.cut: int | None = None  # the first answer ends after so many bytes
        self.retry_after = ""

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Scripted

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((body, self.headers["Authorization"]))
        status, answer = self.server.answers.pop(0)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        if self.server.retry_after:
            self.send_header("Retry-After", self.server.retry_after)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer[: self.server.cut])
        self.server.cut = None

    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


@contextmanager
def answering(*answers: tuple[int, bytes]) -> Iterator[Scripted]:
    with Scripted(*answers) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def embedding(server: Scripted, pauses: list[float] | None = None) -> AddressEmbedding:
    settings = Server(server.base, "model", question_prefix="query: ", text_prefix="passage: ", key="secret")
    return AddressEmbedding(settings, pause=(pauses if pauses is not None else []).append)


def test_texts_and_questions_have_their_prefixes_and_the_key_stands_in_the_header_alone() -> None:
    with answering((200, VECTORS), (200, VECTORS)) as server:
        vectors = embedding(server).passages(["ports"])
        embedding(server).question("ports?")
    np.testing.assert_allclose(vectors, [[0.6, 0.8]], rtol=1e-6)
    assert [body["input"] for body, _ in server.requests] == [["passage: ports"], ["query: ports?"]]
    assert {key for _, key in server.requests} == {"Bearer secret"}
    assert "secret" not in repr(server.requests[0][0])


def test_a_busy_server_is_tried_again_with_longer_and_longer_pauses() -> None:
    pauses: list[float] = []
    with answering((503, b""), (429, b""), (200, VECTORS)) as server:
        assert len(embedding(server, pauses).passages(["ports"])) == 1
    assert pauses == [0.5, 1.0]


@pytest.mark.parametrize(("seconds", "pause"), [("7", 7.0), ("0", 0.5), ("86400", MAX_PAUSE), ("soon", 0.5)])
def test_a_server_says_how_long_to_wait(seconds: str, pause: float) -> None:
    pauses: list[float] = []
    with answering((429, b""), (200, VECTORS)) as server:
        server.retry_after = seconds
        embedding(server, pauses).passages(["ports"])
    assert pauses == [pause]


def test_a_refused_key_is_named() -> None:
    with answering((401, b"")) as server, pytest.raises(EmbeddingError, match="meaning_key_file"):
        embedding(server).passages(["ports"])


def test_a_server_that_stays_busy_is_an_error_after_the_last_try() -> None:
    with answering(*[(503, b"")] * TRIES) as server, pytest.raises(EmbeddingError, match="answered 503"):
        embedding(server).passages(["ports"])
    assert not server.answers


@pytest.mark.parametrize("status", [400, 401, 404, 302])
def test_what_no_second_try_mends_is_an_error_at_once(status: int) -> None:
    with answering((status, b"")) as server, pytest.raises(EmbeddingError, match=f"answered {status}") as raised:
        embedding(server).passages(["ports"])
    assert "secret" not in str(raised.value)


def test_the_error_is_said_in_the_language_of_the_staff() -> None:
    with answering((401, b"")) as server, pytest.raises(EmbeddingError) as raised:
        embedding(server).passages(["ports"])
    speak("es")
    try:
        assert translate(raised.value.message) == "El servidor de embeddings respondió 401."
    finally:
        speak("en")


@pytest.mark.parametrize("body", [b"no JSON", b"[]", b'{"data": []}', b'{"data": [{"index": 0, "embedding": "x"}]}'])
def test_an_answer_without_vectors_is_an_error(body: bytes) -> None:
    with answering((200, body)) as server, pytest.raises(EmbeddingError):
        embedding(server).question("ports?")


@pytest.mark.parametrize(
    "body",
    [
        b'{"data": [{"index": 0, "embedding": [NaN, 1.0]}]}',
        b'{"data": [{"index": 0, "embedding": [Infinity, 1.0]}]}',
        b'{"data": [{"index": 0, "embedding": [1e999, 1.0]}]}',
        b'{"data": [{"index": 0, "embedding": [0.0, 0]}]}',
        b'{"data": [{"index": 1, "embedding": [1.0]}]}',
        b'{"data": [{"index": 0, "embedding": []}]}',
        b'{"data": [{"index": 0, "embedding": [[1.0]]}]}',
        b'{"data": [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0]}]}',
        b'{"data": [{"index": 0, "embedding": null}]}',
        b'{"data": {"index": 0}}',
        b'{"error": {"message": "no such model"}}',
        b"\xff\xfe",
        b"[" * 100_000,
        b"",
    ],
)
def test_numbers_that_are_no_vector_of_the_text_are_an_error(body: bytes) -> None:
    with answering((200, body)) as server, pytest.raises(EmbeddingError):
        embedding(server).passages(["ports"])


def test_vectors_are_put_into_the_order_of_the_texts() -> None:
    body = b'{"data": [{"index": 1, "embedding": [0.0, 2.0]}, {"index": 0, "embedding": [3.0, 0.0]}]}'
    with answering((200, body)) as server:
        assert embedding(server).passages(["first", "second"]).tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_large_and_small_numbers_are_a_direction_too() -> None:
    body = b'{"data": [{"index": 0, "embedding": [3e300, 4e300]}, {"index": 1, "embedding": [3e-300, 4e-300]}]}'
    with answering((200, body)) as server:
        np.testing.assert_allclose(embedding(server).passages(["large", "small"]), [[0.6, 0.8]] * 2, rtol=1e-6)


def test_half_an_answer_is_tried_again() -> None:
    pauses: list[float] = []
    with answering((200, VECTORS), (200, VECTORS)) as server:
        server.cut = len(VECTORS) // 2
        assert len(embedding(server, pauses).passages(["ports"])) == 1
    assert pauses == [0.5]


def test_an_answer_that_comes_drop_by_drop_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 40))
    monkeypatch.setattr("policysearch.search.meaning.address.time.monotonic", lambda: next(clock))
    monkeypatch.setattr("policysearch.search.meaning.address.READ_AT_ONCE", 1)
    with answering(*[(200, VECTORS)] * TRIES) as server, pytest.raises(EmbeddingError, match="timed out"):
        embedding(server).passages(["ports"])
    assert not server.answers


def test_an_answer_that_is_too_long_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policysearch.search.meaning.address.MAX_BYTES", 10)
    with answering((200, VECTORS)) as server, pytest.raises(EmbeddingError, match="more than 10 bytes"):
        embedding(server).passages(["ports"])


@pytest.mark.parametrize("key", ["two\nlines", "ключ", "two\rlines"])
def test_a_key_that_no_header_can_carry_is_an_error_that_does_not_say_it(key: str) -> None:
    broken = AddressEmbedding(Server("http://127.0.0.1:9/v1", "model", key=key), pause=lambda seconds: None)
    with pytest.raises(EmbeddingError) as raised:
        broken.question("ports?")
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    assert key not in str(raised.value)


def test_a_question_is_tried_once() -> None:
    with answering((503, b""), (200, VECTORS)) as server, pytest.raises(EmbeddingError):
        embedding(server).question("ports?")
    assert len(server.requests) == 1
