"""More like this: documents that share another document's most significant terms."""

from __future__ import annotations

from whoosh import query as wq

from policysearch.engines.whoosh.schema import TEXTS, Posting
from policysearch.engines.whoosh.scoring import bm25
from tests.engines.whoosh.oracle.compile import best, union
from tests.engines.whoosh.oracle.whoosh_snapshot import WhooshSnapshot
from tests.engines.whoosh.plain_inverter import postings

MAX_TERMS = 25


def like(snapshot: WhooshSnapshot, document_id: str) -> wq.Query:
    """Return a query for any of the most significant terms of ``document_id``, in each language that it has."""
    doc_id = snapshot.doc_id(document_id)
    if doc_id is None:
        return wq.NullQuery
    fields = postings(snapshot.document(doc_id).texts)
    return best(
        union(
            [
                wq.Term(TEXTS[language], term, boost=boost)
                for term, boost in significant_terms(snapshot, TEXTS[language], fields[TEXTS[language]])
            ]
        )
        for language in snapshot.languages
        if TEXTS[language] in fields
    )


def significant_terms(snapshot: WhooshSnapshot, field: str, terms: dict[str, Posting]) -> list[tuple[str, float]]:
    """Return (term, boost) of the terms with the highest weight times idf; the boost of the best one is 1."""
    scored = []
    for term, posting in terms.items():
        frequency = snapshot.reader.doc_frequency(field, term)
        if frequency > 1:
            scored.append((posting.weight * bm25.idf(snapshot.document_counts[field], frequency), term))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [(term, score / scored[0][0]) for score, term in scored[:MAX_TERMS]]
