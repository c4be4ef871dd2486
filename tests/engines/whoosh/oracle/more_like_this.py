"""More like this: documents that share another document's most significant terms."""

from __future__ import annotations

from collections.abc import Mapping

from whoosh import query as wq

from policysearch.engines.whoosh.schema import TEXTS
from policysearch.model import bm25
from policysearch.model.document import Text
from policysearch.model.zones import zones
from policysearch.text import analyse
from policysearch.text.stop_words import ACCENTED_WORDS, is_stop_word
from tests.engines.whoosh.oracle.compile import best, union
from tests.engines.whoosh.oracle.whoosh_snapshot import WhooshSnapshot

MAX_TERMS = 25


def like(snapshot: WhooshSnapshot, document_id: str) -> wq.Query:
    """Return a query for any of the most significant terms of ``document_id``, in each language that it has."""
    doc_id = snapshot.doc_id(document_id)
    if doc_id is None:
        return wq.NullQuery
    texts = snapshot.document(doc_id).texts
    return best(
        union(
            [
                wq.Term(TEXTS[language], term, boost=boost)
                for term, boost in significant_terms(snapshot, TEXTS[language], term_weights(texts[language], language))
            ]
        )
        for language in snapshot.languages
        if language in texts
    )


def significant_terms(snapshot: WhooshSnapshot, field: str, weights: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return (term, boost) of the terms with the highest weight times idf; the boost of the best one is 1."""
    scored = []
    for term, weight in weights.items():
        frequency = snapshot.reader.doc_frequency(field, term)
        if frequency > 1:
            scored.append((weight * bm25.idf(snapshot.document_counts[field], frequency), term))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [(term, score / scored[0][0]) for score, term in scored[:MAX_TERMS]]


def term_weights(text: Text, language: str) -> dict[str, float]:
    """Return the weight of every word's term; stop words and compounds make no document like another."""
    weights: dict[str, float] = {}
    for weight, words in zones(text):
        for token in analyse(words, language):
            if token.form in ACCENTED_WORDS or not is_stop_word(token.form, language):
                weights[token.term] = weights.get(token.term, 0) + weight
    return weights
