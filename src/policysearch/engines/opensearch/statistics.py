"""What a generation knows of itself: how many documents have each term, form and value. Held by every client."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, get_args

import numpy as np
import orjson

from policysearch.engines.contract import Term, TermStatistics
from policysearch.engines.opensearch.field_words import FieldWords
from policysearch.engines.opensearch.mapping import FORM, score_scale
from policysearch.engines.term_expander import FormTable, TermExpander
from policysearch.model import bm25
from policysearch.model.document import COLUMNS, Document, Kind
from policysearch.settings import LANGUAGES
from policysearch.text import fold, terms_of

KINDS: tuple[Kind, ...] = get_args(Kind)


class Statistics:
    """Counts over all documents of a generation, of every kind. A field is a language, or that of forms."""

    def __init__(self) -> None:
        self.terms: dict[str, Counter[str]] = {field: Counter() for field in (*LANGUAGES, FORM)}
        self.documents: Counter[str] = Counter()  # with counted words, by field
        self.lengths: Counter[str] = Counter()  # sums of the weights of counted words, by field
        self.stops: Counter[str] = Counter()  # by language; sums of the weights beyond their text's length
        self.kinds: Counter[str] = Counter()
        self.value_sets: dict[str, Counter[tuple[str, ...]]] = {facet: Counter() for facet in COLUMNS}

    def add(self, document: Document, words: Mapping[str, FieldWords]) -> None:
        """Count a document."""
        self.kinds[document.kind] += 1
        forms: set[str] = set()
        for language, of_language in words.items():
            self.terms[language].update((*of_language.terms, *of_language.stops))
            if of_language.terms:
                length = of_language.length
                for field in (language, FORM):
                    self.lengths[field] += length
                self.documents[language] += 1
                self.stops[language] += max(sum(of_language.stops.values()) - length, 0)
            forms |= of_language.forms.keys()
        self.terms[FORM].update(forms)
        if forms:
            self.documents[FORM] += 1
        for facet, values in document.facets.items():
            self.value_sets[facet][tuple(sorted(values))] += 1

    def subtract(self, removed: Statistics) -> None:
        """Take away what ``removed`` counted."""
        for name in ("documents", "lengths", "stops", "kinds"):
            getattr(self, name).subtract(getattr(removed, name))
        for field, counts in removed.terms.items():
            self.terms[field].subtract(counts)
        for facet, sets in removed.value_sets.items():
            self.value_sets[facet].subtract(sets)

    @property
    def documents_by_kind(self) -> dict[str, int]:
        """Return how many documents there are of each kind."""
        return {kind: self.kinds[kind] for kind in KINDS}

    @property
    def stop_shares(self) -> dict[str, float]:
        """Return by language how many times as many terms as counted words its stop words come to."""
        lengths = {language: self.lengths[language] for language in LANGUAGES}
        return {language: 1.0 + self.stops[language] / length for language, length in lengths.items() if length > 0}

    def encode(self) -> bytes:
        """Return the counts as bytes."""
        record = {
            "terms": {field: dict(+counts) for field, counts in self.terms.items()},
            "documents": dict(+self.documents),
            "lengths": dict(+self.lengths),
            "stops": dict(+self.stops),
            "kinds": dict(+self.kinds),
            "value_sets": {facet: [*map(list, (+counts).items())] for facet, counts in self.value_sets.items()},
        }
        return orjson.dumps(record)

    @classmethod
    def decode(cls, content: bytes) -> Statistics:
        """Return the counts that ``encode`` wrote."""
        record: dict[str, Any] = orjson.loads(content)
        statistics = cls()
        statistics.terms |= {field: Counter(counts) for field, counts in record["terms"].items()}
        for name in ("documents", "lengths", "stops", "kinds"):
            getattr(statistics, name).update(record[name])
        for facet, counts in record["value_sets"].items():
            statistics.value_sets[facet] = Counter({tuple(values): count for values, count in counts})
        return statistics


class Lexicon:
    """What is asked of the statistics of a complete generation.

    Scores of terms are to be multiplied with ``score_scale``, those of the stop words of a language with its
    ``stop_scales``; ``has_factor`` as in ``mapping.score_scale``.
    """

    def __init__(self, statistics: Statistics, has_factor: bool = False) -> None:
        self._statistics = statistics
        shares = statistics.stop_shares
        self.score_scale = score_scale(1.0, has_factor)
        self.stop_scales = {language: score_scale(shares.get(language, 1.0), has_factor) for language in LANGUAGES}
        self._by_stem: dict[str, dict[str, list[str]]] = {}
        self.size = statistics.kinds.total()
        self.kinds = statistics.documents_by_kind
        self.languages = tuple(language for language in LANGUAGES if statistics.documents[language])

    def frequency(self, term: Term) -> int:
        """Return how many documents have a term."""
        return self._statistics.terms[term.language or FORM].get(term.text, 0)

    def term_statistics(self, term: Term) -> TermStatistics:
        """Return the statistics of a term."""
        frequency = self.frequency(term)
        documents = max(self._statistics.documents[term.language or FORM], 1)
        return TermStatistics(frequency, bm25.idf(documents, frequency))

    def facet_idf(self, facet: str, values: Iterable[str]) -> float:
        """Return the idf of having any of ``values``."""
        selected = frozenset(values)
        sets = self._statistics.value_sets[facet]
        count = sum(number for values_of, number in sets.items() if not selected.isdisjoint(values_of))
        return bm25.idf(self.size, count)

    @cached_property
    def values(self) -> dict[str, list[str]]:
        """Return by facet every value that any document has, sorted."""
        return {
            facet: sorted({value for values in sets for value in values})
            for facet, sets in self._statistics.value_sets.items()
        }

    @cached_property
    def expander(self) -> TermExpander:
        """Return what expands prefixes and fuzzy words."""
        forms = self._forms
        folded = [fold(form) for form in forms]
        order = np.array(sorted(range(len(forms)), key=lambda number: (folded[number], forms[number])), np.uint32)
        text = "\n".join([folded[number] for number in order.tolist()]).encode("utf-8")
        frequencies = np.fromiter(map(self._statistics.terms[FORM].__getitem__, forms), np.int64, len(forms))
        table = FormTable(np.frombuffer(text, np.uint8), order, frequencies, self._term_frequencies, forms.__getitem__)
        return TermExpander([table] if forms else [])

    def forms_of(self, term: Term) -> tuple[str, ...]:
        """Return the forms that a stem stands in."""
        if term.language is None:
            return (term.text,)
        if term.language not in self._by_stem:
            by_stem: dict[str, list[str]] = {}
            for form, stem in zip(self._forms, terms_of(self._forms, term.language), strict=True):
                by_stem.setdefault(stem, []).append(form)
            self._by_stem[term.language] = by_stem
        return tuple(self._by_stem[term.language].get(term.text, ()))

    @cached_property
    def _forms(self) -> list[str]:
        return [*self._statistics.terms[FORM]]

    def _term_frequencies(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return, per form, how many documents have the most frequent term that it is of."""
        frequencies = np.zeros(len(self._forms), np.int64)
        for language in self.languages:
            counts = self._statistics.terms[language]
            of_language = [counts.get(stem, 0) for stem in terms_of(self._forms, language)]
            np.maximum(frequencies, np.array(of_language, np.int64), out=frequencies)
        return frequencies
