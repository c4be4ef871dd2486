"""All segments of a generation seen as one index: the statistics of ranking, and doc ids through all segments.

A document's doc id is its number in its segment plus how many documents the segments before have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.contract import Form
from policysearch.engines.term_expander import TermExpander
from policysearch.engines.whoosh.matching.matches import Mask, Scores
from policysearch.engines.whoosh.postings.field import Field
from policysearch.engines.whoosh.postings.postings import FieldPostings
from policysearch.engines.whoosh.reader.expanded_terms import ExpandedTerms, expanded_terms
from policysearch.engines.whoosh.reader.facet_counter import FacetCounter
from policysearch.engines.whoosh.reader.form_table import form_table
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.segment.segment import KINDS, Segment
from policysearch.method_cache import cached_method
from policysearch.model import bm25
from policysearch.model.document import COLUMNS
from policysearch.query import Fuzzy, Prefix

CACHED_TERMS = 8_192
CACHED_EXPANSIONS = 256  # clauses


class TermStats(NamedTuple):
    """A term: its number in each segment (-1: not there), and its idf in all of them."""

    numbers: tuple[int, ...]
    idf: float


class IndexReader:
    """``segments`` in the order of their doc ids; ``bases`` are the first doc ids of each, and the size."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.bases = tuple(accumulate((segment.size for segment in self.segments), initial=0))
        self.size = self.bases[-1]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that any document has words in."""
        return tuple(language for language, name in TEXTS.items() if self.documents_with(name))

    @cached_property
    def live(self) -> Mask | None:
        """Return a mask of the documents that are not deleted; None where nothing is deleted."""
        if all(segment.live is None for segment in self.segments):
            return None
        return np.concatenate([np.ones(s.size, bool) if s.live is None else s.live for s in self.segments])

    @cached_property
    def facets(self) -> dict[str, FacetCounter]:
        """Return the counter of each facet."""
        return {name: FacetCounter([s.facet(name) for s in self.segments], self.live) for name in COLUMNS}

    @cached_property
    def term_expander(self) -> TermExpander:
        """Return what expands prefixes and fuzzy words."""
        return TermExpander([form_table(segment) for segment in self.segments if segment.form_postings is not None])

    @cached_property
    def kinds(self) -> NDArray[np.uint8]:
        """Return for each document its kind as an index into KINDS."""
        return _concatenated([segment.kinds for segment in self.segments])

    @cached_property
    def parents(self) -> NDArray[np.int64]:
        """Return for each document the doc id of its workshop."""
        pairs = zip(self.segments, self.bases, strict=False)
        return _concatenated([segment.parents.astype(np.int64) + base for segment, base in pairs])

    @cached_property
    def starts(self) -> NDArray[np.int32]:
        """Return for each document the ordinal of the day its workshop began."""
        return _concatenated([segment.start_days for segment in self.segments])

    @cached_property
    def added(self) -> NDArray[np.int32]:
        """Return for each document the ordinal of the day it was added; 0 where its material has none."""
        return _concatenated([segment.added_days for segment in self.segments])

    @cached_property
    def has_passages(self) -> bool:
        """Return whether there is any passage."""
        return bool((self.kinds == KINDS.index("passage")).any())

    def locate(self, doc_id: int) -> tuple[Segment, int]:
        """Return the segment of a document and its number there."""
        place = next(n for n in range(len(self.segments)) if doc_id < self.bases[n + 1])
        return self.segments[place], int(doc_id) - self.bases[place]

    def number(self, key: str) -> int | None:
        """Return the doc id of a document by its key, or by a workshop's former slug."""
        for look_up in (Segment.number, Segment.by_alias):
            for segment, base in zip(self.segments, self.bases, strict=False):
                if (local_id := look_up(segment, key)) >= 0:
                    return local_id + base
        return None

    def highlights(self, workshop: int) -> dict[str, int]:
        """Return the doc ids of a workshop's highlights by their own ids."""
        segment, local_id = self.locate(workshop)
        return {segment.part(n): workshop - local_id + n for n in segment.highlights(local_id)}

    def passages(self, workshop: int) -> range:
        """Return the doc ids of a workshop's passages, in their order."""
        segment, local_id = self.locate(workshop)
        passages, base = segment.passages(local_id), workshop - local_id
        return range(base + passages.start, base + passages.stop)

    def id(self, doc_id: int) -> str:
        """Return a document's key."""
        segment, local_id = self.locate(doc_id)
        return segment.id(local_id)

    def frequency(self, field: str, term: str) -> int:
        """Return how many documents have ``term``, deleted ones included."""
        return sum(of_field.frequency(n) for of_field, n in self._numbers(field, term.encode("utf-8")) if n >= 0)

    def idf(self, field: str, frequency: int) -> float:
        """Return the idf of a term that ``frequency`` documents have."""
        return bm25.idf(max(self.documents_with(field), 1), frequency)

    @cached_method(CACHED_TERMS)
    def term_stats(self, field: str, term: str) -> TermStats | None:
        """Return the statistics of a term; None where no document has it."""
        encoded = term.encode("utf-8")
        numbers = tuple(_number(segment, field, encoded) for segment in self.segments)
        if max(numbers, default=-1) < 0:
            return None
        return TermStats(numbers, self.idf(field, self.frequency(field, term)))

    @cached_method(None)
    def score_table(self, postings: FieldPostings, field: str) -> Scores:
        """Return the BM25 score of each posting code by the statistics of ``field``, for a term with an idf of 1."""
        total = sum(of_field.total_length for of_field, _ in self._numbers(field, b""))
        average = total / max(self.documents_with(field), 1) or 1.0
        weights, lengths = postings.codes_weights.astype(float), postings.codes_lengths.astype(float)
        table: Scores = bm25.bm25(weights, lengths, 1.0, average)
        return table

    @cached_method(CACHED_EXPANSIONS)
    def forms(self, clause: Prefix | Fuzzy) -> list[Form]:
        """Return all forms that a clause stands for, the best first."""
        if isinstance(clause, Prefix):
            return self.term_expander.with_prefix(clause.text)
        return self.term_expander.within_distance(clause.text, clause.distance)

    @cached_method(CACHED_EXPANSIONS)
    def expanded(self, clause: Prefix | Fuzzy) -> ExpandedTerms:
        """Return the forms of a clause that are searched, with their postings."""
        return expanded_terms(self.forms(clause), self.segments, self.documents_with(FORM))

    @cached_method(CACHED_TERMS)
    def forms_of(self, language: str, term: str) -> tuple[str, ...]:
        """Return the forms that ``term`` stands in."""
        stats = self.term_stats(TEXTS[language], term)
        forms: dict[str, None] = {}
        for segment, number in zip(self.segments, stats.numbers if stats else (), strict=False):
            postings = segment.form_postings
            if number >= 0 and postings is not None:
                starts, numbers = segment.forms.by_term[language]
                of_term = numbers[starts[number] : starts[number + 1]].tolist()
                forms |= dict.fromkeys(postings.dictionary[form].decode("utf-8") for form in of_term)
        return tuple(forms)

    @cached_method(None)
    def documents_with(self, field: str) -> int:
        """Return how many documents have words in a field, deleted ones included."""
        return sum(of_field.documents_with for of_field, _ in self._numbers(field, b""))

    def _numbers(self, field: str, term: bytes) -> Iterator[tuple[Field, int]]:
        """Yield the field of each segment that has it, and the term's number there."""
        for segment in self.segments:
            of_segment = segment.field(field)
            if of_segment is not None:
                yield of_segment, of_segment.number(term)


def _number(segment: Segment, field: str, term: bytes) -> int:
    of_segment = segment.field(field)
    return -1 if of_segment is None else of_segment.number(term)


def _concatenated(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
