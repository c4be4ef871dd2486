"""Marks found by letters are those of the full analysis of the text."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from policysearch.engines.contract import Form, Snapshot, Term
from policysearch.engines.whoosh.reader.index_reader import IndexReader
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.engines.whoosh.writer.runs import segment_in_memory
from policysearch.model.document import Document, Text
from policysearch.query import And, Clause, Expanded, Fuzzy, Not, Or, Phrase, Prefix, Word
from policysearch.query.typed_tokens import phrase_tokens
from policysearch.query.typed_tokens import tokens as typed_tokens
from policysearch.search.highlight.folded_text import FoldedText
from policysearch.search.highlight.highlight_clauses import LeafClause, highlight_clauses
from policysearch.search.highlight.highlighter import Highlighter, Mark
from policysearch.text import Token, analyse, fold, forms, index_term, is_stop_term
from policysearch.text.tokens import compounds
from tests.engines.factories import workshop

PIECES = [
    *"export exports exporter exported Exporter's EXPORTERS exportación exportacion exportações políticas".split(),
    *"politica U.S. U.S.A. EE.UU. R&D I+D us usa SMEs SME sme's l'innovation l\u2019innovation qu'il".split(),
    *"aujourd'hui the of de la".split(),
    *"œuvre oeuvre straße strasse ﬁnance finance e\u0301tude étude étu\u00adde na\u200bme name 2\u00b2 22 Ⅳ iv".split(),
    *"public-private public_private micro-enterprise microenterprise İstanbul istanbul ΑΒΓ αβγ".split(),
    *"½ ª º ß x . , ; ( ) “".split(),
    "\u00a0",
    "\u2028",
    "\n",
    "\t",
    "“policy”",
    "(credit)",
    "credit/loan",
    "credit.Loan",
]
WORDS = [piece for piece in PIECES if any(letter.isalnum() for letter in piece)]

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ", "", "-", "'"]).map(lambda glue: glue.join(pieces))
)
words = st.sampled_from(WORDS)
leaves: st.SearchStrategy[Clause] = st.one_of(
    st.builds(Word, words),
    st.builds(Phrase, st.lists(words, min_size=1, max_size=3).map(" ".join), st.sampled_from([0, 0, 1, 3])),
    st.builds(Prefix, words.map(lambda word: word[:3])),
    st.builds(Fuzzy, words, st.sampled_from([1, 2])),
)
clauses = st.one_of(
    leaves,
    st.builds(And, st.lists(leaves, max_size=3).map(tuple)),
    st.builds(Or, st.lists(st.builds(Not, leaves) | leaves, max_size=3).map(tuple)),
    st.builds(Expanded, leaves, st.tuples(st.tuples(leaves, st.just(0.5)))),
)


def full(clause: Clause, zones: list[str], language: str) -> list[Mark]:
    """Every zone analysed as a whole and compared word by word."""
    marks, start = [], 0
    for zone in zones:
        tokens = analyse(zone, language, stops=True)
        found = {
            (first, last, probe.number)
            for probe in highlight_clauses(clause)
            for leaf in probe.leaf_clauses
            for first, last in [*places(leaf, tokens, language), *compound_places(leaf, zone, language)]
        }
        end = 0
        for first, last, number in sorted(found, key=lambda mark: (mark[0], -mark[1], mark[2])):
            if first >= end:
                marks.append((start + first, start + last, number))
                end = last
        start += len(zone) + 1
    return marks


def places(leaf: LeafClause, tokens: list[Token], language: str) -> Iterator[tuple[int, int]]:
    if isinstance(leaf, Prefix):
        plain = fold(leaf.text)
        content = [t for t in tokens if not is_stop_term(t.term)]
        yield from ((t.start, t.end) for t in content if plain and fold(t.form).startswith(plain))
    elif isinstance(leaf, Fuzzy):
        plain = fold(leaf.text)
        near = (
            t
            for t in tokens
            if plain[:1] == fold(t.form)[:1]
            and OSA.distance(plain, fold(t.form)) <= leaf.distance
            and not is_stop_term(t.term)
        )
        yield from ((t.start, t.end) for t in near)
    else:
        slop = leaf.slop if isinstance(leaf, Phrase) else 0
        ways = (
            phrase_tokens(leaf.text, language)
            if isinstance(leaf, Phrase)
            else (typed_tokens(leaf.text, language, leaf.required),)
        )
        for wanted in map(list, ways):
            for place, token in enumerate(tokens):
                if wanted and token.term == wanted[0].term:
                    last = end(wanted, tokens[place:], slop)
                    if last is not None:
                        yield token.start, last


def compound_places(leaf: LeafClause, zone: str, language: str) -> Iterator[tuple[int, int]]:
    """Compounds of two words are words of the text too."""
    for form, first, last, _ in compounds(zone):
        compound = Token(zone[first:last], index_term(form, language), form, 0, first, last)
        if not isinstance(leaf, Phrase) or len(forms(leaf.text)) == 1:
            yield from places(leaf, [compound], language)


def end(wanted: list[Token], tokens: list[Token], slop: int) -> int | None:
    if len(wanted) == 1:
        return tokens[0].end
    gap = wanted[1].position - wanted[0].position
    for place, token in enumerate(tokens[1:], 1):
        distance = token.position - tokens[0].position
        if gap <= distance <= gap + slop and token.term == wanted[1].term:
            last = end(wanted[1:], tokens[place:], slop)
            if last is not None:
                return last
    return None


class InMemory:
    """As much of a snapshot as a highlighter needs, over segments in memory."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._reader = IndexReader(segments)

    def expand(self, clause: Prefix | Fuzzy, least: int = 0) -> Sequence[Form]:
        return self._reader.forms(clause)

    def forms_of(self, terms: Sequence[Term]) -> list[tuple[str, ...]]:
        return [self._reader.forms_of(term.language or "", term.text) for term in terms]


@lru_cache(maxsize=256)
def snapshot(zones: tuple[str, ...], language: str) -> Snapshot:
    held = workshop("one", "One", language=language)
    text = Text(zones[0], tuple((f"h{n}", zone) for n, zone in enumerate(zones[1:])))
    document = Document("one", "workshop", held, "", {language: text}, {})
    return cast(Snapshot, InMemory([segment_in_memory([document])]))


@pytest.mark.slow
@settings(max_examples=300)
@given(
    clause=clauses,
    zones=st.lists(texts, min_size=1, max_size=3),
    language=st.sampled_from(["en", "es", "pt", "fr"]),
)
@example(Word("usa"), ["The U.S.A. and USA, us"], "en")
@example(Word("œuvre"), ["L'œuvre, l’OEUVRE"], "fr")
@example(Phrase("public private"), ["public", "private"], "en")
def test_marks_are_those_of_the_full_analysis(clause: Clause, zones: list[str], language: str) -> None:
    of_zones = snapshot(tuple(zones), language)
    assert Highlighter(of_zones, highlight_clauses(clause)).marks(FoldedText(zones), language) == full(
        clause, zones, language
    )


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Exports grow; the exporter exports.", ["Exports", "exporter", "exports"]),
        ("reexports are other words, as is EXPORT-led", ["EXPORT"]),
        ("(export)", ["export"]),
        ("no such word", []),
    ],
)
def test_marks_stand_on_whole_words(text: str, marked: list[str]) -> None:
    of_zones = snapshot((text,), "en")
    found = Highlighter(of_zones, highlight_clauses(Word("export"))).marks(FoldedText([text]), "en")
    assert [text[first:last] for first, last, _ in found] == marked
