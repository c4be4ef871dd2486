"""How a query was read, and why a document is or is not found."""

from pathlib import Path

import pytest

from policysearch import query
from policysearch.search.explain_query import Explanation, explain_query
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import snapshot_of, workshop

WORDS = Vocabulary(synonyms=(("bees", "abejas"),))


@pytest.fixture
def explain(tmp_path: Path):  # type: ignore[no-untyped-def]
    snapshot = snapshot_of(
        tmp_path,
        workshop("bees", "Bees and honey", "Honey sells"),
        workshop("goats", "Goats", country="PE", start="2011-01-01"),
        workshop("both", "Bees for goats"),
        vocabulary=WORDS,
    )

    def explained(text: str, hit: str | None = None, **options: object) -> Explanation:
        return explain_query(snapshot, query.parse(text, WORDS, **options), hit)  # type: ignore[arg-type]

    return explained


def test_each_word_says_its_terms_forms_and_other_names(explain) -> None:  # type: ignore[no-untyped-def]
    explanation = explain("bee the")
    bee, the = explanation.parts
    assert (bee.text, bee.required, bee.documents, bee.also) == ("bee", True, 2, ("abejas",))
    assert bee.terms["en"] == ("bee",)
    assert bee.forms == ("bees",)
    assert not the.required
    assert "common" in the.reason


@pytest.mark.parametrize(
    ("text", "hit", "options", "reason"),
    [
        ("bees honey", "goats", {}, "it does not have: bees, honey"),
        ("goats", "goats", {"filters": (("year", ("2010",)),)}, "a filter leaves it out"),
        ("goats -bees", "both", {}, "it does not have: not bees"),
        ("honey", "bees/h1", {}, "it is a highlight, and the view workshops lists each workshop"),
        ("honey OR goats", "bees", {"filters": (("year", ("2011",)),)}, "a filter leaves it out"),
        ("zebra OR goats", "bees", {}, "it has none of: zebra, goats"),
        ("honey", "zebra", {}, "there is no such document in the index"),
    ],
)
def test_a_document_that_is_not_found_has_a_reason(  # type: ignore[no-untyped-def]
    explain, text: str, hit: str, options: dict[str, object], reason: str
) -> None:
    explained = explain(text, hit, **options).hit
    assert not explained.is_listed
    assert explained.reason == reason


def test_a_document_that_is_found_has_its_rank(explain) -> None:  # type: ignore[no-untyped-def]
    explanation = explain("goats", "both")
    assert explanation.total == 2
    assert (explanation.hit.is_listed, explanation.hit.rank) == (True, 2)
    assert explanation.hit.score > 0
    assert explain("honey", "bees/h1", view="highlights").hit.rank == 1


def test_fields_phrases_prefixes_and_negatives_are_parts_too(explain) -> None:  # type: ignore[no-untyped-def]
    parts = explain('"goats" bee* year:2010..2011 country:PE -zebra goatz~').parts
    assert [(part.kind, part.text) for part in parts] == [
        ("phrase", "goats"),
        ("prefix", "bee"),
        ("field", "year:2010..2011"),
        ("field", "country:PE"),
        ("not", "not zebra"),
        ("fuzzy", "goatz"),
    ]


def test_a_sure_correction_is_explained_as_searched(explain) -> None:  # type: ignore[no-untyped-def]
    explanation = explain("honeyy")
    assert explanation.shown_for is not None
    assert [part.text for part in explanation.parts] == ["honey"]


def test_a_date_is_one_part_and_the_sides_of_an_or_are_not_required(explain) -> None:  # type: ignore[no-untyped-def]
    explanation = explain("May 2017 OR goats")
    assert [(part.text, part.required) for part in explanation.parts] == [("May 2017", False), ("goats", False)]
    assert {"mayo 2017", "mai 2017"} <= {*explanation.parts[0].also}


def test_the_words_of_a_question_are_named_and_not_searched(explain) -> None:  # type: ignore[no-untyped-def]
    question, *searched = explain("Who paid for the workshop on bees?").parts
    assert (question.kind, question.text, question.required) == ("question", "Who paid for … the workshop", False)
    assert [part.text for part in searched] == ["on", "bees"]
