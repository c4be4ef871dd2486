"""Where meaning takes no part in a search: it is not asked for, has no vectors, or its server fails."""

from pathlib import Path

import pytest

from policysearch.search.service import SearchService
from policysearch.settings import Settings
from tests.engines.factories import build, open_engine
from tests.search.meaning.collection import WORKSHOPS, close_ids, parsed
from tests.search.meaning.hashing import HashingEmbedding, attach, meaning_searcher

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "text",
    [
        '"farmers who sell abroad"',
        "farmers AND abroad",
        "farmers OR abroad",
        "farmers -abroad",
        "NOT farmers",
        "farm* abroad",
        "farmers~ abroad",
        "year:2010 farmers",
        "the",
        "",
        "Trade fairs",
        "trade FAIRS",
        "2010",
        "+94 455 375 6232 farmers",
        "1ecb4476-6747-4b53-b91b-d751a8d633f3",
    ],
)
def test_exact_searches_are_the_words_business(searcher: SearchService, embedding: HashingEmbedding, text: str) -> None:
    results = searcher.search(parsed(text, "workshops"))
    assert (results.meaning, results.close) == ("", ())
    alone = searcher.search(parsed(text, "workshops", meaning=False))
    assert [hit.document.id for hit in results.hits] == [hit.document.id for hit in alone.hits]
    assert (results.total, results.notices) == (alone.total, alone.notices)


def test_a_title_is_the_words_business_among_lessons_too(searcher: SearchService) -> None:
    results = searcher.search(parsed("trade FAIRS", "highlights"))
    assert (results.meaning, results.close) == ("", ())


def test_a_reader_can_decline_it(searcher: SearchService, embedding: HashingEmbedding) -> None:
    results = searcher.search(parsed("farmers who sell abroad", meaning=False))
    assert (results.meaning, results.close, results.notices) == ("declined", (), ())
    assert embedding.questions == []


def test_asking_for_it_where_it_is_off_is_a_notice(index: Path) -> None:
    searcher = SearchService(open_engine(Settings(index=index)))
    for asked_for, codes in ((True, ["meaning_off"]), (None, []), (False, [])):
        results = searcher.search(parsed("farmers", meaning=asked_for))
        assert [notice.code for notice in results.notices] == codes
        assert (results.meaning, results.close) == ("", ())


def test_a_generation_without_vectors_is_searched_by_words(
    tmp_path: Path, embedding: HashingEmbedding, caplog: pytest.LogCaptureFixture
) -> None:
    build(tmp_path / "index", WORKSHOPS)
    searcher = meaning_searcher(tmp_path / "index", embedding)
    assert searcher.search(parsed("farmers who sell abroad")).close == ()
    assert "has no vectors yet" in caplog.text
    generation, before = searcher.generation, searcher.version
    attach(tmp_path / "index", embedding)
    assert close_ids(searcher.search(parsed("farmers who sell abroad"))) == ["exports/h1"]
    assert searcher.generation == generation
    assert searcher.version != before
    searcher.close()


def test_another_models_vectors_are_not_searched(
    index: Path, embedding: HashingEmbedding, caplog: pytest.LogCaptureFixture
) -> None:
    embedding.identity = "hashing, revision 2"
    searcher = meaning_searcher(index, embedding)
    assert searcher.search(parsed("farmers who sell abroad")).close == ()
    assert "another model" in caplog.text
    searcher.close()


# Failures


def test_words_alone_answer_while_no_vector_comes_and_nothing_of_it_is_kept(
    index: Path, embedding: HashingEmbedding
) -> None:
    searcher = meaning_searcher(index, embedding, cache_size=10)
    embedding.is_down = True
    results = searcher.search(parsed("farmers trumpets"))
    assert [notice.code for notice in results.notices] == ["meaning_unavailable"]
    assert not results.is_final
    assert results.total == 2
    embedding.is_down = False
    again = searcher.search(parsed("farmers trumpets"))
    assert (again.notices, again.meaning) == ((), "used")
    searcher.close()


def test_a_vector_of_another_length_is_no_answer_and_is_not_kept(
    searcher: SearchService, embedding: HashingEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = embedding.question
    with monkeypatch.context() as patched:
        patched.setattr(embedding, "question", lambda text: original(text)[:-1])
        results = searcher.search(parsed("apples for farmers"))
        assert [notice.code for notice in results.notices] == ["meaning_unavailable"]
        assert not results.is_final
        assert searcher.match(["Apples for farmers."], "en", True).by_meaning == 0
    assert searcher.search(parsed("apples for farmers")).meaning == "used"


def test_after_failures_in_a_row_nobody_waits_any_more(index: Path, embedding: HashingEmbedding) -> None:
    searcher = meaning_searcher(index, embedding)
    embedding.is_down = True
    for number in range(6):
        searcher.search(parsed(f"farmers {number}"))
    assert len(embedding.questions) == 3
    searcher.close()


def test_a_question_is_embedded_once(searcher: SearchService, embedding: HashingEmbedding) -> None:
    for offset in (0, 1):
        searcher.search(parsed("farmers who sell abroad", offset=offset))
    assert embedding.questions == ["farmers who sell abroad"]
