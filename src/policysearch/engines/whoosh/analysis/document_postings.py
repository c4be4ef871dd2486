"""A document's texts -> the postings of its terms and forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policysearch.engines.whoosh.schema import FORM, TEXTS, Posting
from policysearch.engines.whoosh.scoring import bm25
from policysearch.model.document import Text
from policysearch.text import analyse, forms

GAP = 1_000  # positions between zones, so that no phrase spans two


def postings(texts: Mapping[str, Text]) -> dict[str, dict[str, Posting]]:
    """Per index field, the postings of every term."""
    found: dict[str, dict[str, Posting]] = {FORM: {}}
    for language, text in texts.items():
        terms = found.setdefault(TEXTS[language], {})
        start = 0
        for weight, words in zones(text):
            for token in analyse(words, language):
                _note(terms, token.term, start + token.position, weight)
                _note(found[FORM], token.form, start + token.position, weight)
            start += len(forms(words)) + GAP
    return found


def zones(text: Text) -> Iterator[tuple[float, str]]:
    """The zones of a text with what they weigh, in the order of their positions."""
    yield bm25.TITLE, text.title
    for _, highlight in text.highlights:
        yield bm25.HIGHLIGHTS, highlight
    yield bm25.BODY, text.body
    yield bm25.NAMES, text.names


def _note(terms: dict[str, Posting], term: str, position: int, weight: float) -> None:
    before = terms.get(term)
    if before is None:
        terms[term] = Posting([position], weight)
    else:
        before.positions.append(position)
        terms[term] = Posting(before.positions, before.weight + weight)
