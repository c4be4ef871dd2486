"""A document's texts -> the postings of its terms and forms, one by one; the writer inverts many documents at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policysearch.engines.whoosh.schema import FORM, TEXTS, Posting
from policysearch.engines.whoosh.scoring import bm25
from policysearch.model.document import Text
from policysearch.text.analysis import analyse, forms

GAP = 1_000  # positions between zones, so that no phrase spans two (Lucene's position increment gap)


def postings(texts: Mapping[str, Text]) -> dict[str, dict[str, Posting]]:
    """Return the posting of every term, by index field and term."""
    fields: dict[str, dict[str, Posting]] = {FORM: {}}
    for language, text in texts.items():
        terms = fields.setdefault(TEXTS[language], {})
        start = 0
        for weight, words in zones(text):
            for token in analyse(words, language):
                _add_occurrence(terms, token.term, start + token.position, weight)
                _add_occurrence(fields[FORM], token.form, start + token.position, weight)
            start += len(forms(words)) + GAP
    return fields


def zones(text: Text) -> Iterator[tuple[float, str]]:
    """Yield (weight, words) of each zone of a text, in the order of their positions."""
    yield bm25.TITLE, text.title
    for _, highlight in text.highlights:
        yield bm25.HIGHLIGHTS, highlight
    yield bm25.BODY, text.body
    yield bm25.NAMES, text.names


def _add_occurrence(postings: dict[str, Posting], term: str, position: int, weight: float) -> None:
    posting = postings.get(term)
    if posting is None:
        postings[term] = Posting([position], weight)
    else:
        posting.positions.append(position)
        postings[term] = Posting(posting.positions, posting.weight + weight)
