"""Documents like another: those that share its most significant terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from policysearch.engines.contract import Snapshot, Term
from policysearch.model.document import Document, Text
from policysearch.model.zones import zones
from policysearch.search.results import Reason
from policysearch.text import term
from policysearch.text.stop_words import ACCENTED_WORDS, is_stop_word
from policysearch.text.tokens import cached_chunk_forms, forms, words

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


def shared_reasons(terms: Sequence[str], similar: Document, language: str) -> tuple[Reason, ...]:
    """Return those of ``terms`` that ``similar`` has in ``language``, as it writes them first; at most MAX_REASONS."""
    missing, reasons = {*terms}, dict[str, Reason]()
    for field, text in _fields(similar.texts[language]):
        for chunk in text.split():
            for form in cached_chunk_forms(chunk):
                if (word := term(form, language)) in missing:
                    missing.remove(word)
                    written = next(chunk[start:end] for other, start, end in forms(chunk) if other == form)
                    reasons[word] = Reason(written, written, field)
    return tuple(reasons[word] for word in terms if word in reasons)[:MAX_REASONS]


def _fields(text: Text) -> Iterator[tuple[str, str]]:
    yield "title", text.title
    for _, highlight in text.highlights:
        yield "highlights", highlight
    yield "body", text.body


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
    """Return each term with the sum of the weights of its occurrences.

    A stop word makes no document like another, in capitals neither: whole texts are written in them.
    """
    weights: Counter[str] = Counter()
    for weight, part in zones(text):
        for form, occurrences in Counter(words(part)).items():
            if form in ACCENTED_WORDS or not is_stop_word(form, language):
                weights[term(form, language)] += weight * occurrences  # type: ignore[assignment]  # floats too
    del weights[""]  # of what has no term
    return dict(weights)
