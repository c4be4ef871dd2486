"""Documents like another: those that share its most telling words."""

from __future__ import annotations

from policysearch.engines.contract import Reason
from policysearch.engines.whoosh.analysis.document_postings import postings
from policysearch.engines.whoosh.reader.index_reader import IndexReader
from policysearch.engines.whoosh.schema import TEXTS, Posting
from policysearch.model.document import Document
from policysearch.text import analyse

WORDS = 25
SHARED = 5


def significant_terms_of(collection: IndexReader, document: Document) -> list[tuple[str, list[tuple[str, float]]]]:
    """Per text field that it has, the terms of a document that say most about it, as ``telling``."""
    held = postings(document.texts)
    fields = [TEXTS[language] for language in collection.languages]
    return [(field, significant_terms(collection, field, held[field])) for field in fields if field in held]


def shared(collection: IndexReader, document: Document, other: Document, language: str) -> tuple[Reason, ...]:
    """The most telling words of ``document`` that ``other`` says too, as it writes them."""
    held = postings(document.texts)
    if TEXTS[language] not in held or language not in other.texts:
        return ()
    text = other.texts[language]
    said: dict[str, Reason] = {}
    for field, words in (("title", text.title), *(("highlights", h) for _, h in text.highlights), ("body", text.body)):
        for token in analyse(words, language):
            form = words[token.start : token.end]
            said.setdefault(token.term, Reason(form, form, field))
    terms = significant_terms(collection, TEXTS[language], held[TEXTS[language]])
    return tuple(said[term] for term, _ in terms if term in said)[:SHARED]


def significant_terms(collection: IndexReader, field: str, held: dict[str, Posting]) -> list[tuple[str, float]]:
    """The terms of a document that say most about it, with their share of the best one's weight."""
    scored = []
    for term, posting in held.items():
        frequency = collection.frequency(field, term)
        if frequency > 1:
            scored.append((posting.weight * collection.idf(field, frequency), term))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [(term, score / scored[0][0]) for score, term in scored[:WORDS]]
