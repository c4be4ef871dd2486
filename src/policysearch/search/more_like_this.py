"""Documents like another: those that share its most significant terms."""

from __future__ import annotations

from collections import Counter

from policysearch.engines.contract import Snapshot, Term
from policysearch.model.document import Document, Text
from policysearch.model.zones import zones
from policysearch.search.results import Reason
from policysearch.text import analyse

MAX_TERMS = 25  # in each language
MAX_REASONS = 5

Weighted = tuple[tuple[str, float], ...]


def significant_terms(snapshot: Snapshot, document: Document) -> tuple[tuple[str, Weighted], ...]:
    """Return per language that the index and the document have, the document's terms with their boosts."""
    return tuple(
        (language, _significant(snapshot, language, document.texts[language]))
        for language in snapshot.languages
        if language in document.texts
    )


def shared_reasons(snapshot: Snapshot, document: Document, similar: Document, language: str) -> tuple[Reason, ...]:
    """Return the most significant terms of ``document`` that ``similar`` has too, as ``similar`` writes them."""
    if language not in document.texts or language not in similar.texts:
        return ()
    text = similar.texts[language]
    reasons: dict[str, Reason] = {}
    for field, words in (("title", text.title), *(("highlights", h) for _, h in text.highlights), ("body", text.body)):
        for token in analyse(words, language):
            form = words[token.start : token.end]
            reasons.setdefault(token.term, Reason(form, form, field))
    significant = _significant(snapshot, language, document.texts[language])
    return tuple(reasons[term] for term, _ in significant if term in reasons)[:MAX_REASONS]


def _significant(snapshot: Snapshot, language: str, text: Text) -> Weighted:
    """Return the terms with the highest tf-idf, tf being BM25F's weight; a boost is the share of the best one's.

    A term that one document alone has cannot find another.
    """
    weights = _term_weights(text, language)
    statistics = snapshot.term_statistics([Term(language, term) for term in weights])
    scored = [
        (weight * stats.idf, term)
        for (term, weight), stats in zip(weights.items(), statistics, strict=True)
        if stats.frequency > 1
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple((term, score / scored[0][0]) for score, term in scored[:MAX_TERMS])


def _term_weights(text: Text, language: str) -> dict[str, float]:
    """Return each term with the sum of the weights of its occurrences."""
    weights: Counter[str] = Counter()
    for weight, words in zones(text):
        for token in analyse(words, language):
            weights[token.term] += weight  # type: ignore[assignment]  # a Counter adds floats too
    return dict(weights)
