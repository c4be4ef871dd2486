"""A server of embeddings that accepts connections and never answers: words answer within the deadline."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch.search.meaning import Meaning
from policysearch.search.meaning.address import DEADLINE, AddressEmbedding, Server
from policysearch.search.meaning.circuit_breaker import FAILURES
from policysearch.search.meaning.embedding import EmbeddingError
from policysearch.search.meaning.question_vectors import QuestionVectors
from policysearch.search.results import Results
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from tests.engines.factories import build, open_engine, workshop
from tests.patience import PATIENCE, until
from tests.search.meaning.collection import parsed
from tests.search.meaning.hashing import HashingEmbedding, attach

pytestmark = pytest.mark.slow


class Hanging:
    """Accepts connections until it is closed, and says nothing on them."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"
        self.connections: list[socket.socket] = []
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()
        for connection in self.connections:
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                self.connections.append(self._socket.accept()[0])
            except OSError:
                return


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    server = Hanging()
    yield server
    server.close()


@pytest.fixture
def searcher(tmp_path: Path, hanging: Hanging) -> Iterator[SearchService]:
    """A searcher over vectors of the server's model, which were made before it hung; it keeps ten answers."""
    embedding = AddressEmbedding(Server(hanging.address, "model"))
    made_before = HashingEmbedding()
    made_before.identity = embedding.identity
    build(tmp_path / "index", [workshop("a", "Apples", "Apples feed many farmers."), workshop("b", "Bread", "Warm.")])
    attach(tmp_path / "index", made_before)
    opened = SearchService(open_engine(Settings(index=tmp_path / "index")), 10, Meaning(embedding))
    yield opened
    opened.close()


def codes(results: Results) -> list[str]:
    return [notice.code for notice in results.notices]


def test_words_answer_with_a_notice_and_the_breaker_opens(searcher: SearchService, hanging: Hanging) -> None:
    result = searcher.search(parsed("apples for farmers"))
    assert (result.total, result.close, result.meaning) == (1, (), "")
    assert codes(result) == ["meaning_unavailable"]
    for number in range(2 * FAILURES):
        result = searcher.search(parsed(f"apples number {number} for farmers"))
        assert codes(result) == ["meaning_unavailable"]
    until(lambda: len(hanging.connections) == FAILURES)


def test_no_such_answer_is_kept(searcher: SearchService, hanging: Hanging) -> None:
    for count in (1, 2):
        result = searcher.search(parsed("apples for farmers"))
        assert not result.is_final
        until(lambda: len(hanging.connections) == count)  # noqa: B023 - it is asked at once


def test_a_question_is_given_up_at_the_deadline_and_its_connection_is_closed(hanging: Hanging) -> None:
    embedding = AddressEmbedding(Server(hanging.address, "model"))
    assert embedding.deadline == DEADLINE <= 0.3
    questions = QuestionVectors(embedding)
    begun = questions.begin("apples")
    assert begun is not None
    assert questions.finish(begun) is None
    with pytest.raises(EmbeddingError, match="does not answer"):
        begun.result(timeout=PATIENCE)
    hanging.connections[0].settimeout(PATIENCE)
    assert b"apples" in _all_of(hanging.connections[0])
    questions.close()


def _all_of(connection: socket.socket) -> bytes:
    """Return what the other end sent until it closed the connection."""
    content = b""
    while part := connection.recv(65_536):
        content += part
    return content
