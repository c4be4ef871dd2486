"""Searching by words and meaning together: what is ordered, what is close, what stays the words' business."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policysearch import query
from policysearch.model.workshop import Workshop
from policysearch.query import Query
from policysearch.search.meaning.background import small_talk
from policysearch.search.results import Results
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import build, open_engine, translated, workshop
from tests.search.meaning.hashing import HashingEmbedding, attach, meaning_searcher

pytestmark = pytest.mark.slow

EXPORTS = workshop(
    "exports", "Trade fairs", "Small growers reached markets through cooperatives. Their exports doubled.", country="PA"
)
BAKERY = workshop("bakery", "Bread", "The bakery on the corner closed its oven.", start="2012-01-01")
CHEESE = workshop("cheese", "Cheese", "Goats eat thistles near the dairy.", start="2011-01-01")
MUSIC = workshop("music", "Music", "Violins and trumpets were repaired.", "Trumpets were loud.")
WORKSHOPS = (EXPORTS, BAKERY, CHEESE, MUSIC)


def parsed(text: str, view: query.View = "highlights", **details: object) -> Query:
    words = query.parse(text, Vocabulary(), view=view)
    return replace(words, **details)  # type: ignore[arg-type]


@pytest.fixture
def embedding() -> HashingEmbedding:
    return HashingEmbedding()


@pytest.fixture
def index(tmp_path: Path, embedding: HashingEmbedding) -> Path:
    return indexed(tmp_path / "index", embedding, *WORKSHOPS)


@pytest.fixture
def searcher(index: Path, embedding: HashingEmbedding) -> Iterator[SearchService]:
    opened = meaning_searcher(index, embedding)
    yield opened
    opened.close()


def indexed(index: Path, embedding: HashingEmbedding, *workshops: Workshop) -> Path:
    build(index, workshops)
    attach(index, embedding)
    return index


def close_ids(results: Results) -> list[str]:
    return [hit.document.id for hit in results.close]


# What is close


def test_a_lesson_in_other_words_is_close_with_its_nearest_sentence_marked(searcher: SearchService) -> None:
    results = searcher.search(parsed("farmers who sell abroad"))
    assert results.total == 0
    assert close_ids(results) == ["exports/h1"]
    (snippet,) = results.close[0].snippets
    assert snippet.text == "Small growers reached markets through cooperatives. Their exports doubled."
    ((start, end),) = snippet.marks
    assert snippet.text[start:end] in (snippet.text[:51], snippet.text[52:])
    assert (results.close_leads, results.meaning) == (True, "used")


def test_a_question_in_another_language_is_close_to_the_lesson_too(searcher: SearchService) -> None:
    assert close_ids(searcher.search(parsed("agricultores venden exportaciones"))) == ["exports/h1"]


def test_in_the_view_of_workshops_the_workshop_shows_its_nearest_lesson(searcher: SearchService) -> None:
    results = searcher.search(parsed("farmers who sell abroad", "workshops"))
    assert close_ids(results) == ["exports"]
    assert [snippet.id for snippet in results.close[0].snippets] == ["exports/h1"]


@pytest.mark.parametrize("nonsense", ["zebra unicorn", "xqzt wkrp", "pancake galaxy trombone"])
def test_nonsense_is_close_to_nothing(searcher: SearchService, nonsense: str) -> None:
    assert searcher.search(parsed(nonsense)).close == ()


def test_small_talk_is_close_to_nothing_though_a_text_is_near(tmp_path: Path, embedding: HashingEmbedding) -> None:
    pets = workshop("pets", "Animales", "Roedores.")
    searcher = meaning_searcher(indexed(tmp_path / "index", embedding, pets, BAKERY, CHEESE), embedding)
    assert "how long do hamsters live" in small_talk()["en"]
    assert close_ids(searcher.search(parsed("hamsters"))) == ["pets/h1"]
    assert close_ids(searcher.search(parsed("hamsters galaxies"))) == ["pets/h1"]
    assert close_ids(searcher.search(parsed("how long do hamsters live"))) == []
    searcher.close()


def test_a_question_makes_sense_by_any_text_of_the_collection_whatever_the_view_lists(
    tmp_path: Path, embedding: HashingEmbedding
) -> None:
    lesson = "Granjeros walked, talked, slept, cooked, danced."
    for title, expected in (("Granjeros venden exportaciones", ["fairs/h1"]), ("Music", [])):
        record = workshop("fairs", title, lesson)
        index = indexed(tmp_path / title, embedding, record, BAKERY, CHEESE)
        searcher = meaning_searcher(index, embedding)
        assert close_ids(searcher.search(parsed("farmers sell abroad"))) == expected
        searcher.close()


def test_what_words_find_is_not_close_besides(searcher: SearchService) -> None:
    results = searcher.search(parsed("markets exports"))
    assert [hit.document.id for hit in results.hits] == ["exports/h1"]
    assert "exports/h1" not in close_ids(results)


def test_what_is_close_passes_the_filters(searcher: SearchService) -> None:
    asking = parsed("farmers who sell abroad")
    for country, expected in (("PA", ["exports/h1"]), ("US", [])):
        results = searcher.search(replace(asking, filters=query.filters({"country": (country,)})))
        assert close_ids(results) == expected


def test_what_is_close_counts_nowhere_and_stands_on_the_first_page_alone(searcher: SearchService) -> None:
    with_meaning = searcher.search(parsed("farmers trumpets"))
    alone = searcher.search(parsed("farmers trumpets", meaning=False))
    assert (with_meaning.total, with_meaning.facets) == (alone.total, alone.facets)
    assert searcher.search(parsed("farmers who sell abroad", offset=1)).close == ()


def test_it_stands_below_where_a_result_has_all_words(searcher: SearchService) -> None:
    results = searcher.search(parsed("violins"))
    assert results.total == 1
    assert not results.close_leads


@pytest.mark.parametrize(("text", "leads"), [("the farmers of violins", False), ("the farmers of trombones", True)])
def test_where_any_word_is_enough_it_stands_above_unless_a_result_has_all_that_are_not_common(
    tmp_path: Path, embedding: HashingEmbedding, text: str, leads: bool
) -> None:
    words = workshop("words", "", "Farmers keep violins beside wooden cupboards, ladders, curtains, buckets, mirrors.")
    meaning = workshop("meaning", "", "Agricultores, granjeros.")
    searcher = meaning_searcher(indexed(tmp_path / "index", embedding, words, meaning, BAKERY, CHEESE), embedding)
    clause = query.relax(query.bag_of_words(text))
    results = searcher.search(replace(Query(text), clause=clause, view="highlights"))
    assert [hit.document.id for hit in results.hits] == ["words/h1"]
    assert (close_ids(results), results.close_leads) == (["meaning/h1"], leads)
    searcher.close()


def test_a_reader_gets_the_sentence_in_his_language_where_there_is_one(
    tmp_path: Path, embedding: HashingEmbedding
) -> None:
    spanish = translated(EXPORTS, "es", "Ferias", "Las cooperativas llegaron a los mercados. Hubo exportaciones.")
    searcher = meaning_searcher(indexed(tmp_path / "index", embedding, spanish, BAKERY), embedding)
    for language, beginning in (("es", "Las cooperativas"), ("en", "Small growers"), ("fr", "")):
        (hit,) = searcher.search(parsed("farmers who sell abroad", language=language)).close
        assert hit.snippets[0].text.startswith(beginning)
    searcher.close()


# Order


def test_meaning_orders_what_words_find(tmp_path: Path, embedding: HashingEmbedding) -> None:
    far = workshop("far", "", "Cooperatives cooperatives paint walls blue.")
    near = workshop("near", "", "Cooperatives brought exports and markets to the growers of the region, it was said.")
    searcher = meaning_searcher(indexed(tmp_path / "index", embedding, far, near, BAKERY), embedding)
    asking = parsed("farmers sell abroad cooperatives")
    alone = [hit.document.id for hit in searcher.search(replace(asking, meaning=False)).hits]
    mixed = searcher.search(asking)
    assert alone == ["far/h1", "near/h1"]
    assert [hit.document.id for hit in mixed.hits] == ["near/h1", "far/h1"]
    assert mixed.total == 2
    assert [document.id for document in searcher.scan(asking)] == ["near/h1", "far/h1"]
    paged = [searcher.search(replace(asking, offset=offset, limit=1)).hits[0].document.id for offset in (0, 1)]
    assert paged == ["near/h1", "far/h1"]
    newest = searcher.search(replace(asking, sort="newest"))
    by_words = searcher.search(replace(asking, sort="newest", meaning=False))
    assert [hit.document.id for hit in newest.hits] == [hit.document.id for hit in by_words.hits]
    searcher.close()


def test_behind_the_first_documents_the_order_stays_by_words(
    tmp_path: Path, embedding: HashingEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.search.meaning.part.FIRST", 4)
    monkeypatch.setattr("policysearch.search.meaning.part.MeaningPart.first", 4)
    many = [workshop(f"w{number}", "", f"Trumpets {'are loud ' * number}in lesson {number}.") for number in range(9)]
    searcher = meaning_searcher(indexed(tmp_path / "index", embedding, *many), embedding)
    asking = parsed("trumpets")
    alone = [document.id for document in searcher.scan(replace(asking, meaning=False))]
    mixed = [document.id for document in searcher.scan(asking)]
    assert mixed[4:] == alone[4:]
    assert sorted(mixed[:4]) == sorted(alone[:4])
    pages = [searcher.search(replace(asking, offset=offset, limit=2)).hits for offset in (0, 2, 4, 6, 8)]
    assert [hit.document.id for page in pages for hit in page] == mixed
    searcher.close()


def test_a_lesson_is_read_at_its_workshop(tmp_path: Path, embedding: HashingEmbedding) -> None:
    lesson = "Agricultores walked, talked, slept."
    others = [workshop("music", "Music", lesson), workshop("bread", "Ovens", lesson)]
    exports = workshop("exports", "Exportaciones", lesson, start="2001-01-01")
    searcher = meaning_searcher(indexed(tmp_path / "index", embedding, *others, exports, CHEESE), embedding)
    assert close_ids(searcher.search(parsed("farmers abroad")))[0] == "exports/h1"
    hits = searcher.search(parsed("agricultores walked abroad")).hits
    assert hits[0].document.id == "exports/h1"
    searcher.close()


# Where meaning takes no part


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


# Related


def test_related_documents_are_compared_by_meaning_too(tmp_path: Path, embedding: HashingEmbedding) -> None:
    first = workshop("first", "", "Exports and markets.", "Exports, markets.")
    second = workshop("second", "", "Agricultores venden exportaciones.")
    searcher = meaning_searcher(indexed(tmp_path / "index", embedding, first, second, BAKERY, CHEESE), embedding)
    results = searcher.search(Query(like="first/h1", view="highlights"))
    assert results.meaning == "used"
    assert close_ids(results) == ["second/h1"]
    searcher.close()
