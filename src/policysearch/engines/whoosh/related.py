"""Documents like another: those that share its most telling words."""

from __future__ import annotations

from whoosh import query as wq

from policysearch.engines.whoosh import weights
from policysearch.engines.whoosh.clauses import best, union
from policysearch.engines.whoosh.opened import Opened
from policysearch.engines.whoosh.postings import postings
from policysearch.engines.whoosh.schema import TEXTS, Posting

WORDS = 25


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


def telling(opened: Opened, field: str, held: dict[str, dict[str, Posting]]) -> list[tuple[str, float]]:
    """The terms of a document that say most about it, with their share of the best one's weight."""
    reader, documents = opened.searcher.reader(), opened.manifest.texts[field]
    scored = []
    for term, posting in held[field].items():
        frequency = reader.doc_frequency(field, term)
        if frequency > 1:
            scored.append((posting.weight * weights.idf(documents, frequency), term))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [(term, score / scored[0][0]) for score, term in scored[:WORDS]]
