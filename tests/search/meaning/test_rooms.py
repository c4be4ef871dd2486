"""The parts of meaning by themselves: sentences and pieces, codes, the blob, the store, the breaker, the mix."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from policysearch.materials.documents import documents_of
from policysearch.search.meaning import array_blob
from policysearch.search.meaning.background import background, small_talk
from policysearch.search.meaning.circuit_breaker import FAILURES, PAUSE, CircuitBreaker
from policysearch.search.meaning.codes import binary_codes, distances, nearest, quantised, roughly_nearest
from policysearch.search.meaning.embedding import clean, normalised
from policysearch.search.meaning.least_nearness import (
    LEAD_OF_SMALL_TALK,
    least_against_small_talk,
    least_nearness,
    near_enough,
)
from policysearch.search.meaning.mixing import Evidence, mixed, share_of_meaning
from policysearch.search.meaning.nearness import Near, Nearness
from policysearch.search.meaning.sentences import pieces, sentences
from policysearch.search.meaning.units import units
from policysearch.settings import LANGUAGES
from policysearch.text import fold
from policysearch.vocabulary import Vocabulary
from tests.bench.nonsense import nonsense
from tests.engines.factories import translated, workshop


def tokens(text: str) -> int:
    return len(text.split())


# Texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One. Two!  Three?", ["One.", "Two!", "Three?"]),
        ("Dr. Silva spoke. She left.", ["Dr. Silva spoke.", "She left."]),
        ("U.S. exports grew 3.5 percent. So did ours.", ["U.S. exports grew 3.5 percent.", "So did ours."]),
        ("¿Qué hay? ¡Nada! «Bien.» Fin.", ["¿Qué hay?", "¡Nada!", "«Bien.»", "Fin."]),
        ("A line\n\nand another", ["A line", "and another"]),
        ("no end and no capital. but this", ["no end and no capital. but this"]),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet="ab .!?\nÉ¿«»", max_size=300), st.integers(1, 12))
def test_pieces_have_all_words_in_order_and_no_more_tokens_than_allowed(text: str, most: int) -> None:
    spans = pieces(text, tokens, most)
    assert all(tokens(text[start:end]) <= most or end - start < 2 for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_a_workshop_gives_its_title_with_its_prose_its_lessons_and_passages_in_each_language() -> None:
    record = workshop("a", "Apples", "Apples feed many. They keep.", body="Of fruit.", passages=["Of apples"])
    documents = documents_of(translated(record, "es", "Manzanas", "Las manzanas alimentan."), Vocabulary())
    made = {(unit.key, unit.language): unit for unit in units(documents, tokens)}
    assert {key: unit.text for key, unit in made.items()} == {
        ("a", "en"): "Apples\nOf fruit.",
        ("a/h1", "en"): "Apples feed many. They keep.",
        ("a", "es"): "Manzanas",
        ("a/h1", "es"): "Las manzanas alimentan.",
        ("a/files/paper.pdf/1", "en"): "Of apples",
    }
    assert [text for _, text in made["a/h1", "en"].sentences] == ["Apples feed many.", "They keep."]
    assert made["a/h1", "es"].sentences == ()
    assert {unit.workshop for unit in made.values()} == {"a"}


def test_a_long_text_is_several_units_each_with_the_title() -> None:
    body = " ".join(f"Sentence {number} has six words here." for number in range(300))
    made = [*units(documents_of(workshop("a", "A long title", body=body), Vocabulary()), tokens)]
    assert len(made) > 2
    assert all(unit.text.startswith("A long title\n") for unit in made)
    assert all(tokens(unit.text) <= 510 for unit in made)


def test_what_is_no_text_is_cleaned() -> None:
    assert clean("a\0b\ud800c") == "a b?c"


# Vectors


@given(st.integers(1, 200), st.integers(1, 40))
def test_codes_differ_in_as_many_bits_as_signs_differ(dimensions: int, count: int) -> None:
    rng = np.random.default_rng(dimensions * 1_000 + count)
    vectors, question = rng.normal(size=(count, dimensions)), rng.normal(size=dimensions)
    expected = ((vectors > 0) != (question > 0)).sum(axis=1)
    assert distances(binary_codes(vectors), binary_codes(question[None, :])[:, 0]).tolist() == expected.tolist()


def test_of_many_codes_a_part_is_compared_whole_and_the_nearest_are_in_it() -> None:
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(40_000, 384))
    question = vectors[39_017] + rng.normal(size=384) * 0.5
    codes, code = binary_codes(vectors), binary_codes(question[None, :])[:, 0]
    part = roughly_nearest(codes, code, 1_000)
    assert 500 <= len(part) <= 4_000
    assert 39_017 in part
    few = roughly_nearest(codes[:, :500], code, 10)
    assert len(few) == 500


@given(st.lists(st.integers(0, 9), max_size=80), st.integers(1, 30))
def test_the_nearest_are_the_smallest_counts(counts: list[int], most: int) -> None:
    best = nearest(np.array(counts, np.uint16), most).tolist()
    assert len(set(best)) == len(best)
    assert len(best) == len(counts) if len(counts) <= most else most / 2 <= len(best) <= most
    rest = [count for place, count in enumerate(counts) if place not in best]
    assert not rest or max((counts[place] for place in best), default=0) <= min(rest)


def test_quantised_vectors_are_the_vectors_to_within_half_a_step() -> None:
    vectors = np.vstack([np.random.default_rng(1).normal(size=(20, 64)), np.zeros((1, 64))])
    rows, scales = quantised(vectors)
    assert rows.dtype == np.int8
    assert (np.abs(rows * scales[:, None] - vectors) <= scales[:, None] * 0.501).all()


def test_normalised_rows_have_length_one_and_zeros_stay() -> None:
    rows = normalised(np.array([[3.0, 4.0], [0.0, 0.0]]))
    assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0.0, 0.0]]


# The blob


def test_a_blob_gives_back_its_arrays_and_details() -> None:
    arrays: dict[str, NDArray[Any]] = {
        "a": np.arange(7, dtype=np.uint32),
        "b": np.zeros((0, 2), np.float32),
        "c": np.ones((3, 2), np.int8),
    }
    read, details = array_blob.load(memoryview(array_blob.dump(arrays, {"identity": "ñ"})))
    assert details == {"identity": "ñ"}
    assert {name: array.tolist() for name, array in read.items()} == {n: a.tolist() for n, a in arrays.items()}


@pytest.mark.parametrize("content", [b"", b"\1\0\0\0\0\0\0\0", b"\2\0\0\0\0\0\0\0{}", b"\xff" * 64])
def test_what_is_no_blob_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"fit|array|whole|buffer|JSON|utf|Expecting"):
        array_blob.load(memoryview(content))


def test_an_array_of_objects_or_beyond_the_end_is_refused() -> None:
    whole = array_blob.dump({"a": np.arange(7, dtype=np.uint32)}, {})
    for before, after in ((b"<u4", b"|O8"), (b'"shape": [7]', b'"shape": [9]')):
        with pytest.raises(ValueError, match=r"fit|array|whole|buffer|JSON|utf|Expecting"):
            array_blob.load(memoryview(whole.replace(before, after)))


# The breaker


def test_after_failures_in_a_row_one_trial_is_allowed_a_pause() -> None:
    now = [0.0]
    breaker = CircuitBreaker(lambda: now[0])
    for _ in range(FAILURES):
        assert breaker.allows()
        breaker.failed()
    assert not breaker.allows()
    now[0] += PAUSE
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    breaker.failed()
    assert not breaker.allows()
    now[0] += PAUSE
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows()


# The mix


def test_the_share_of_meaning_follows_the_evidence() -> None:
    titles, lessons = share_of_meaning(Evidence(1.0, 0.0, 40)), share_of_meaning(Evidence(1.0, 0.0, 900))
    in_doubt, unknown = share_of_meaning(Evidence(1.0, 1.0, 900)), share_of_meaning(Evidence(0.0, 0.0, 900))
    assert titles < lessons < in_doubt < unknown < 1
    assert share_of_meaning(Evidence(0.0, 1.0, 40)) == unknown
    assert titles <= share_of_meaning(Evidence(1.0, 0.0, 200)) <= lessons
    assert lessons < share_of_meaning(Evidence(1.0, 0.7, 900)) < in_doubt


def test_without_vectors_the_order_is_that_of_words() -> None:
    assert mixed([4.0, 2.0], [None, None], 1.0, float("-inf")).tolist() == [1.0, 0.5]
    assert mixed([], [], 1.0, float("-inf")).tolist() == []


def test_words_count_by_how_far_they_tell_the_first_thirty_apart() -> None:
    without: list[Nearness | None] = [None] * 35
    scores = [10.0, 9.0, *[8.0] * 28, 7.0, *[6.0] * 4]
    assert mixed(scores, without, 1.0, float("-inf")).tolist() == [1.0, 0.5, *[0.0] * 28, -0.5, *[-1.0] * 4]
    alike = [10.0, *[9.99] * 34]
    assert mixed(alike, without, 1.0, float("-inf"))[0] == pytest.approx(0.005)
    near: list[Nearness | None] = [Nearness(1.0, 0, 500), *[Nearness(2.0, 1, 500)] * 34]
    assert mixed(alike, near, 1.0, 2.0)[0] < mixed(alike, near, 1.0, 2.0)[1]


def test_the_nearer_comes_first_only_where_words_are_not_sure() -> None:
    nearness: list[Nearness | None] = [Nearness(1.2, 0, 500), Nearness(2.0, 1, 500), *[Nearness(1.0, 2, 500)] * 28]
    for second, nearer_first in ((9.9, True), (9.0, True), (3.0, False)):
        first, nearer, *_ = mixed([10.0, second, *[1.0] * 28], nearness, 1.0, 2.0)
        assert (nearer > first) == nearer_first


def test_the_nearer_of_two_that_words_rank_alike_comes_first() -> None:
    near, far = Nearness(4.0, 0, 500), Nearness(1.0, 1, 500)
    first, second, without = mixed([2.0, 2.0, 2.0], [far, near, None], 1.0, 3.0).tolist()
    assert second > without > first


# What is near enough


def test_few_words_and_many_texts_ask_for_more_nearness() -> None:
    sentence = "how do farmers sell their goods abroad"
    assert least_nearness("trombone", 500, 0.0) > least_nearness("sell abroad", 500, 0.0)
    assert least_nearness("sell abroad", 500, 0.0) > least_nearness(sentence, 500, 0.0)
    assert least_nearness(sentence, 500_000, 0.0) > least_nearness(sentence, 500, 0.0)
    assert least_nearness(sentence, 500, 0.0) == least_nearness(f"{sentence} and at home", 500, 0.0)
    assert least_nearness("", 0, 1.0) == least_nearness("trombone", 1, 0.0)


def test_a_name_that_no_text_has_says_no_more_than_a_word() -> None:
    assert least_nearness("Élodie Okafor", 500, 0.0) == least_nearness("trombone", 500, 0.0)
    assert least_nearness("Élodie Okafor", 500, 0.5) == least_nearness("élodie okafor", 500, 0.0)


def near(*values: float) -> list[Near]:
    return [(number, Nearness(value, number, 100)) for number, value in enumerate(values)]


def test_the_first_that_is_close_may_be_less_near_than_the_others() -> None:
    assert near_enough(near(1.5, 1.5), 3.0) == near(1.5)
    assert near_enough(near(2.9, 2.8), 3.0) == near(2.9, 2.8)
    assert near_enough(near(1.3), 3.0) == near_enough([], 3.0) == []


def test_a_question_that_is_nearer_to_small_talk_than_to_as_many_texts_makes_no_sense() -> None:
    assert least_against_small_talk(4.0, 200, 200) == pytest.approx(4.0 - LEAD_OF_SMALL_TALK)
    few, many = (least_against_small_talk(4.0, 200, texts) for texts in (20, 20_000))
    assert few < 4.0 - LEAD_OF_SMALL_TALK < many


# The background


def test_the_background_has_about_a_thousand_sentences_of_our_own() -> None:
    texts = background()
    assert {*texts} == {*LANGUAGES}
    assert 900 <= sum(map(len, texts.values())) <= 1_100
    for of_language in texts.values():
        assert len({*of_language}) == len(of_language)


def test_small_talk_is_there_in_each_language_and_is_not_the_benchmarks_nonsense() -> None:
    texts = small_talk()
    assert {*texts} == {*LANGUAGES}
    for of_language in texts.values():
        assert len({*of_language}) == len(of_language) == len(texts["en"]) >= 50
        assert {*map(fold, of_language)}.isdisjoint(map(fold, nonsense(1_000)))
