"""The words of documents, their statistics, and BM25F over them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from math import log

from policysearch.engines.contract import Term
from policysearch.model.document import Document
from policysearch.model.zones import zones
from policysearch.text.analysis import analyse, forms

K1 = 1.3
B = 0.65
GAP = 1_000  # positions between two zones, so that no phrase spans them


class DocumentWords:
    """The terms of a document: per term its positions and its weight, per field the length.

    A field is a language, or None for the words as written.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.positions: dict[Term, list[int]] = defaultdict(list)
        self.weights: dict[Term, float] = defaultdict(float)
        self.lengths: dict[str | None, float] = defaultdict(float)
        for language, text in document.texts.items():
            start = 0
            for weight, zone in zones(text):
                for token in analyse(zone, language):
                    self._add(Term(language, token.term), start + token.position, weight)
                    self._add(Term(None, token.form), start + token.position, weight)
                start += len(forms(zone)) + GAP

    def _add(self, term: Term, position: int, weight: float) -> None:
        self.positions[term].append(position)
        self.weights[term] += weight
        self.lengths[term.language] += weight


class Statistics:
    """What the scores of all documents depend on."""

    def __init__(self, documents: Collection[DocumentWords]) -> None:
        self.size = len(documents)
        self.frequencies = Counter(term for words in documents for term in words.weights)
        self.documents_with = Counter(field for words in documents for field in words.lengths)
        self._lengths: Counter[str | None] = Counter()
        for words in documents:
            self._lengths.update(words.lengths)

    def idf(self, term: Term) -> float:
        """Return the idf of a term among the documents that have words in its field."""
        return idf(max(self.documents_with[term.language], 1), self.frequencies[term])

    def score(self, term: Term, words: DocumentWords, boost: float) -> float | None:
        """Return the BM25F score of a term in a document; None where the document does not have it."""
        if term not in words.weights:
            return None
        field, weight = term.language, words.weights[term]
        average = self._lengths[field] / self.documents_with[field]
        norm = 1 - B + B * words.lengths[field] / average
        return boost * self.idf(term) * weight * (K1 + 1) / (weight + K1 * norm)


def idf(documents: int, frequency: int) -> float:
    """Return the idf of what ``frequency`` of ``documents`` have."""
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5))
