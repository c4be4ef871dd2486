"""Documents like another: those that share its most telling words."""

from __future__ import annotations

from whoosh import query as wq

from policysearch.engines.contract import Reason
from policysearch.engines.whoosh.analysis.document_postings import postings
from policysearch.engines.whoosh.schema import TEXTS, Posting
from policysearch.engines.whoosh.scoring import bm25
from policysearch.model.document import Document
from policysearch.text import analyse
from tests.engines.whoosh.oracle.clauses import best, union
from tests.engines.whoosh.oracle.opened import Opened

WORDS = 25
SHARED = 5


def like(opened: Opened, document_id: str) -> wq.Query:
    """Finds documents with any of the most telling words of ``document_id``, in any language it is told in."""
    number = opened.number(document_id)
    if number is None:
        return wq.NullQuery
    held = postings(opened.document(number).texts)
    return best(
        union([wq.Term(TEXTS[language], term, boost=boost) for term, boost in telling(opened, TEXTS[language], held)])
        for language in opened.languages
        if TEXTS[language] in held
    )


def shared(opened: Opened, document_id: str, other: Document, language: str) -> tuple[Reason, ...]:
    """The most telling words of ``document_id`` that ``other`` says too, as it writes them."""
    number = opened.number(document_id)
    held = postings(opened.document(number).texts) if number is not None else {}
    if TEXTS[language] not in held or language not in other.texts:
        return ()
    text = other.texts[language]
    said: dict[str, Reason] = {}
    for field, words in (("title", text.title), *(("highlights", h) for _, h in text.highlights), ("body", text.body)):
        for token in analyse(words, language):
            form = words[token.start : token.end]
            said.setdefault(token.term, Reason(form, form, field))
    return tuple(said[term] for term, _ in telling(opened, TEXTS[language], held) if term in said)[:SHARED]


def telling(opened: Opened, field: str, held: dict[str, dict[str, Posting]]) -> list[tuple[str, float]]:
    """The terms of a document that say most about it, with their share of the best one's weight."""
    reader, documents = opened.searcher.reader(), opened.texts[field]
    scored = []
    for term, posting in held[field].items():
        frequency = reader.doc_frequency(field, term)
        if frequency > 1:
            scored.append((posting.weight * bm25.idf(documents, frequency), term))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [(term, score / scored[0][0]) for score, term in scored[:WORDS]]
