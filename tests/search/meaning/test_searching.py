"""Searching by words and meaning together: what is ordered, and what is close."""

from dataclasses import replace
from pathlib import Path

import pytest

from policysearch import query
from policysearch.query import Query
from policysearch.search.meaning.background import small_talk
from policysearch.search.service import SearchService
from tests.engines.factories import translated, workshop
from tests.search.meaning.collection import BAKERY, CHEESE, EXPORTS, close_ids, indexed, parsed
from tests.search.meaning.hashing import HashingEmbedding, meaning_searcher

pytestmark = pytest.mark.slow


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


# Related


def test_related_documents_are_compared_by_meaning_too(tmp_path: Path, embedding: HashingEmbedding) -> None:
    first = workshop("first", "", "Exports and markets.", "Exports, markets.")
    second = workshop("second", "", "Agricultores venden exportaciones.")
    searcher = meaning_searcher(indexed(tmp_path / "index", embedding, first, second, BAKERY, CHEESE), embedding)
    results = searcher.search(Query(like="first/h1", view="highlights"))
    assert results.meaning == "used"
    assert close_ids(results) == ["second/h1"]
    searcher.close()
