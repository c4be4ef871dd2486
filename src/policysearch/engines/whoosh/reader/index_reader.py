"""All segments of an index together: the statistics of ranking, and numbers of documents through all of them.

A document's number in the collection is its number in its segment plus how many documents are in those before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.matches import Mask, Numbers, Scores
from policysearch.engines.whoosh.postings.field import Field
from policysearch.engines.whoosh.postings.postings import FieldPostings
from policysearch.engines.whoosh.reader.expanded_terms import ExpandedTerms, expanded_terms
from policysearch.engines.whoosh.reader.facet_counter import FacetCounter
from policysearch.engines.whoosh.reader.term_expander import TermExpander
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.scoring import bm25
from policysearch.engines.whoosh.segment.segment import KINDS, Segment
from policysearch.model.document import FACETS
from policysearch.query import Fuzzy, Prefix, View

CACHED_TERMS = 8_192  # terms whose numbers are kept


class TermStats(NamedTuple):
    """A term: its number in each segment (-1: not there), and how telling it is in all of them."""

    numbers: tuple[int, ...]
    idf: float


class IndexReader:
    """``segments`` in the order of their numbers."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.bases = tuple(accumulate((one.size for one in self.segments), initial=0))
        self.size = self.bases[-1]
        self.term_stats = lru_cache(maxsize=CACHED_TERMS)(self._term_stats)
        self.score_table = lru_cache(maxsize=None)(self._score_table)
        self.expanded = lru_cache(maxsize=256)(self._expanded)
        self.forms_of = lru_cache(maxsize=CACHED_TERMS)(self._forms_of)
        self.documents_with = lru_cache(maxsize=None)(self._documents_with)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that any document has words in."""
        return tuple(language for language, name in TEXTS.items() if self.documents_with(name))

    @cached_property
    def live(self) -> Mask | None:
        """Which documents are not deleted; None where all are there."""
        if all(segment.live is None for segment in self.segments):
            return None
        return np.concatenate([np.ones(s.size, bool) if s.live is None else s.live for s in self.segments])

    @cached_property
    def facets(self) -> dict[str, FacetCounter]:
        """Which documents have which values."""
        return {name: FacetCounter([s.facet(name) for s in self.segments], self.live) for name in FACETS}

    @cached_property
    def term_expander(self) -> TermExpander:
        """The forms of all words."""
        return TermExpander(self.segments)

    @cached_property
    def kinds(self) -> NDArray[np.uint8]:
        """Per document, its kind as an index into KINDS."""
        return _joined([segment.kinds for segment in self.segments])

    @cached_property
    def parents(self) -> NDArray[np.int64]:
        """Per document, the number of its workshop."""
        pairs = zip(self.segments, self.bases, strict=False)
        return _joined([segment.parents.astype(np.int64) + base for segment, base in pairs])

    @property
    def workshops(self) -> Numbers:
        """The numbers of all workshops that are not deleted."""
        held = self.kinds == KINDS.index("workshop")
        return np.flatnonzero(held if self.live is None else held & self.live)

    @cached_property
    def starts(self) -> NDArray[np.int32]:
        """Per document, the day its workshop began, as an ordinal."""
        return _joined([segment.start_days for segment in self.segments])

    @cached_property
    def has_passages(self) -> bool:
        """Whether there are any."""
        return bool((self.kinds == KINDS.index("passage")).any())

    def is_listed(self, number: int, view: View) -> bool:
        """Whether a view may list a document."""
        return KINDS[self.kinds[number]] == ("highlight" if view == "highlights" else "workshop")

    def locate(self, number: int) -> tuple[Segment, int]:
        """The segment of a document and its number there."""
        at = next(n for n in range(len(self.segments)) if number < self.bases[n + 1])
        return self.segments[at], int(number) - self.bases[at]

    def number(self, document_id: str) -> int | None:
        """A document's number, by its id or a workshop's former slug."""
        for find in (Segment.number, Segment.by_alias):
            for segment, base in zip(self.segments, self.bases, strict=False):
                if (found := find(segment, document_id)) >= 0:
                    return found + base
        return None

    def highlights(self, workshop: int) -> dict[str, int]:
        """The numbers of a workshop's highlights by their own ids."""
        segment, number = self.locate(workshop)
        return {segment.part(n): workshop - number + n for n in segment.highlights(number)}

    def passages(self, workshop: int) -> range:
        """The numbers of a workshop's passages, in their order."""
        segment, number = self.locate(workshop)
        found, base = segment.passages(number), workshop - number
        return range(base + found.start, base + found.stop)

    def id(self, number: int) -> str:
        """A document's id."""
        segment, local = self.locate(number)
        return segment.id(local)

    def frequency(self, field: str, term: str) -> int:
        """How many documents have ``term``, deleted ones included."""
        return sum(held.frequency(n) for held, n in self._fields(field, term.encode("utf-8")) if n >= 0)

    def idf(self, field: str, frequency: int) -> float:
        """How telling a term is that so many documents have."""
        return bm25.idf(max(self.documents_with(field), 1), frequency)

    def _term_stats(self, field: str, term: str) -> TermStats | None:
        """What there is to know of a term; None where no document has it."""
        encoded = term.encode("utf-8")
        numbers = tuple(_number(segment, field, encoded) for segment in self.segments)
        return (
            TermStats(numbers, self.idf(field, self.frequency(field, term))) if max(numbers, default=-1) >= 0 else None
        )

    def _score_table(self, terms: FieldPostings, field: str) -> Scores:
        """BM25 of each code of some lists by the statistics of ``field``, for a term with a rarity of 1."""
        total = sum(held.total_length for held, _ in self._fields(field, b""))
        average = total / max(self.documents_with(field), 1) or 1.0
        table: Scores = bm25.bm25(terms.codes_weights.astype(float), terms.codes_lengths.astype(float), 1.0, average)
        return table

    def _expanded(self, clause: Prefix | Fuzzy) -> ExpandedTerms:
        """The words that a clause stands for."""
        lexicon, plain = self.term_expander, clause.text
        forms = lexicon.beginning(plain) if isinstance(clause, Prefix) else lexicon.near(plain, clause.distance)
        return expanded_terms(forms, self.segments, self.documents_with(FORM))

    def _forms_of(self, language: str, term: str) -> tuple[str, ...]:
        """The forms that ``term`` stands in."""
        leaf = self.term_stats(TEXTS[language], term)
        found: dict[str, None] = {}
        for segment, number in zip(self.segments, leaf.numbers if leaf else (), strict=False):
            lists = segment.form_postings
            if number >= 0 and lists is not None:
                starts, forms = segment.forms.by_term[language]
                held = forms[starts[number] : starts[number + 1]].tolist()
                found |= dict.fromkeys(lists.dictionary[form].decode("utf-8") for form in held)
        return tuple(found)

    def _documents_with(self, field: str) -> int:
        """How many documents have words in a field, deleted ones included."""
        return sum(held.documents_with for held, _ in self._fields(field, b""))

    def _fields(self, field: str, term: bytes) -> Iterator[tuple[Field, int]]:
        for segment in self.segments:
            held = segment.field(field)
            if held is not None:
                yield held, held.number(term)


def _number(segment: Segment, field: str, term: bytes) -> int:
    held = segment.field(field)
    return -1 if held is None else held.number(term)


def _joined(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
