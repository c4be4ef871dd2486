"""The concepts of a text, beside a plain reading that tries every run of words as a name."""

from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import example, given
from hypothesis import strategies as st

from policysearch.query.thesaurus import Sense, Thesaurus
from policysearch.search.match.concepts import concepts
from policysearch.text import analyse
from policysearch.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    synonyms=(
        ("small firms", "SME", "small and medium enterprises"),
        ("one stop shop for exporters of fish", "window"),
        ("window", "counter"),
    )
)
PARTS = (
    *("small", "firm", "firms", "SMEs", "and medium", "enterprises", "one stop shop", "for exporters of fish"),
    *("windows", "counter", "%ff", "ports", "the", "of"),
)


class Run(NamedTuple):
    terms: tuple[str, ...]
    synonyms: tuple[tuple[str, ...], ...]


def plain_runs(text: str, language: str, thesaurus: Thesaurus) -> Iterator[Run]:
    terms = [token.term for token in analyse(text, language)]
    while terms:
        for length in range(min(thesaurus.longest, len(terms)), 0, -1):
            senses = thesaurus.senses(language, tuple(terms[:length]))
            synonyms = tuple(dict.fromkeys(sense.names for sense in senses if sense.is_name and len(sense.names) > 1))
            if synonyms or length == 1:
                yield Run(tuple(terms[:length]), synonyms)
                terms = terms[length:]
                break


@given(st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join), st.sampled_from(("en", "es")))
@example("small and medium enterprises, SMEs, small firms and firms", "en")
@example("a one stop shop for exporters of fish, no one stop shop for exporters", "en")
def test_names_are_those_that_a_plain_reading_has(text: str, language: str) -> None:
    thesaurus = Thesaurus(VOCABULARY)
    expected = [*plain_runs(text, language, Thesaurus(VOCABULARY))]
    assert [Run(concept.terms, concept.synonyms) for concept in concepts(text, language, thesaurus)] == expected


class CountingThesaurus(Thesaurus):
    lookups = 0

    def senses(self, language: str, key: tuple[str, ...]) -> list[Sense]:
        self.lookups += 1
        return super().senses(language, key)


def test_words_that_stand_in_no_name_are_not_looked_up_as_names() -> None:
    """Bytes that are no UTF-8 arrive as "%ff" again and again: each was tried with the eight words after it."""
    thesaurus = CountingThesaurus(VOCABULARY)
    assert len(concepts("%ff" * 1_000 + " windows", "en", thesaurus)) == 1_001
    assert thesaurus.lookups == 1
