"""One immutable segment of documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.compression import CompressedRecords
from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.columns.facet_column import FacetColumn
from policysearch.engines.whoosh.postings.field import Field
from policysearch.engines.whoosh.postings.postings import FieldPostings
from policysearch.engines.whoosh.postings.term_dictionary import TermDictionary
from policysearch.engines.whoosh.postings.word_forms import FormPostings, WordForms
from policysearch.engines.whoosh.schema import FORM, TEXTS

KINDS = ("workshop", "highlight", "passage")  # a document's kind is an index into these


class Segment:
    """A segment of ``size`` documents, deleted ones included.

    A document's *number* (its doc id) is 0 to ``size - 1``; its *id* is a string such as "slug" or "slug/h1". Below
    ``highlights_start`` are the workshops, each followed by its passages; from it on are the highlights, in the order
    of their workshops. So each view of a search reads one slice of a postings list, and ``parents`` ascends in both
    halves.

    By document: ``kinds`` (an index into KINDS), ``parents`` (the number of its workshop, of a workshop its own),
    ``start_days`` (its workshop's first day as a proleptic Gregorian ordinal), ``id_ranks`` (its place in the order
    of all ids of the segment), ``live`` (False: deleted; None: nothing is).
    """

    def __init__(self, arrays: Arrays, live: NDArray[np.bool_] | None = None) -> None:
        self.arrays = arrays
        self.live = live
        self.kinds: NDArray[np.uint8] = arrays["kinds"]
        self.parents: NDArray[np.uint32] = arrays["parents"]
        self._parents = self.parents.data
        self.size = len(self.kinds)
        # Some arrays have older names in the file, which are part of its format: docs/INDEX_FORMAT.md has them all.
        self.start_days: NDArray[np.int32] = arrays["days"]
        self.id_ranks: NDArray[np.uint32] = arrays["ranks"]
        self.highlights_start = int(arrays["split"][0])
        self._by_slug = arrays["slugs"].data
        self._names = arrays["names"].data
        self._name_ends = arrays["names/ends"].data
        self._stored_fields = CompressedRecords(arrays)
        self._postings: dict[str, FieldPostings] = {}
        self._facets: dict[str, FacetColumn] = {}

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields that have terms."""
        return tuple(name.removesuffix("/totals") for name in self.arrays if name.endswith("/totals"))

    @property
    def live_kinds(self) -> NDArray[np.uint8]:
        """Return the kinds of the documents that are not deleted."""
        return self.kinds if self.live is None else self.kinds[self.live]

    def postings(self, field: str) -> FieldPostings | None:
        """Return the postings of a language's field; None where no document has words in it."""
        if field not in self._postings and f"{field}/totals" in self.arrays:
            self._postings[field] = FieldPostings(self.arrays, field)
        return self._postings.get(field)

    @cached_property
    def form_postings(self) -> FormPostings | None:
        """Return the postings of word forms; None where no document has words."""
        if f"{FORM}/totals" not in self.arrays:
            return None
        texts = {language: postings for language, field in TEXTS.items() if (postings := self.postings(field))}
        return FormPostings(self.arrays, FORM, texts, self.forms)

    def field(self, name: str) -> Field | None:
        """Return the postings of any field, a language's or that of forms; None where no document has words in it."""
        return self.form_postings if name == FORM else self.postings(name)

    @cached_property
    def forms(self) -> WordForms:
        """Return the tables of word forms."""
        return WordForms(self.arrays)

    def facet(self, name: str) -> FacetColumn:
        """Return the column of a facet."""
        if name not in self._facets:
            self._facets[name] = FacetColumn(self.arrays, f"facet_{name}")
        return self._facets[name]

    @cached_property
    def added_days(self) -> NDArray[np.int32]:
        """Return for each document the ordinal of the day it was added; 0 where its material has none."""
        column = self.facet("added")
        ordinals = np.array([date.fromisoformat(day).toordinal() for day in column.values], np.int32)
        sizes = np.diff(column.starts.astype(np.int64))
        of_sets = np.zeros(len(sizes), np.int32)
        of_sets[sizes > 0] = ordinals.take(column.members.take(column.starts[:-1][sizes > 0]))
        return of_sets.take(column.codes)

    @cached_property
    def added_ranks(self) -> NDArray[np.int64]:
        """Return the place of each document in the order of the days they were added, the latest first."""
        order = np.lexsort((self.id_ranks, -self.start_days, -self.added_days))
        ranks = np.empty(self.size, np.int64)
        ranks[order] = np.arange(self.size)
        return ranks

    def id(self, number: int) -> str:
        """Return the id of a document."""
        parent = int(self.parents[number])
        slug = self.part(parent)
        return slug if parent == number else f"{slug}/{self.part(number)}"

    def number(self, document_id: str) -> int:
        """Return the number of the document with this id; -1 where there is none, or its workshop is deleted."""
        slug, _, part = document_id.partition("/")
        number = self._workshop(slug.encode("utf-8"))
        if number < 0 or not part:
            return number
        name = part.encode("utf-8")
        return next((n for n in self.parts(number) if self._name(n) == name), -1)

    def parts(self, workshop: int) -> list[int]:
        """Return the numbers of a workshop's highlights and then of its passages, each in their order."""
        return [*self.highlights(workshop), *self.passages(workshop)]

    def highlights(self, workshop: int) -> range:
        """Return the numbers of a workshop's highlights."""
        return self._children(workshop, self.highlights_start, self.size)

    def passages(self, workshop: int) -> range:
        """Return the numbers of a workshop's passages."""
        return self._children(workshop, workshop + 1, self.highlights_start)

    def part(self, number: int) -> str:
        """Return the last part of a document's id: what follows its workshop's slug and a slash; of a workshop, all."""
        return str(self._name(number), "utf-8")

    def _children(self, workshop: int, start: int, end: int) -> range:
        """Return the numbers from ``start`` to below ``end`` whose parent is ``workshop``; parents ascend there."""
        first = bisect_left(self._parents, workshop, start, end)
        return range(first, bisect_left(self._parents, workshop + 1, first, end))

    @cached_property
    def aliases(self) -> TermDictionary:
        """Return the former slugs of workshops."""
        return TermDictionary(self.arrays, "aliases")

    @property
    def alias_numbers(self) -> NDArray[np.uint32]:
        """Return, for each of ``aliases``, the number of its workshop."""
        return self.arrays["aliases/numbers"]

    def slugs(self) -> Iterator[tuple[int, bytes]]:
        """Yield (number, slug) of every workshop, deleted ones included, in the order of slugs."""
        return ((number, bytes(self._name(number))) for number in self._by_slug)

    def by_alias(self, slug: str) -> int:
        """Return the number of the workshop that formerly had this slug; -1 where there is none, or it is deleted."""
        place = self.aliases.number(slug.encode("utf-8"))
        return self._if_live(self.alias_numbers[place]) if place >= 0 else -1

    def record(self, number: int) -> bytes:
        """Return the stored record of a document, decompressed; ``document_codec`` decodes it."""
        return self._stored_fields[number]

    def _name(self, number: int) -> memoryview:
        start = self._name_ends[number - 1] if number else 0
        return self._names[start : self._name_ends[number]]

    def _workshop(self, slug: bytes) -> int:
        """Return the number of the workshop with this slug, by binary search; -1 where there is none."""
        first, last = 0, len(self._by_slug)
        while first < last:
            middle = (first + last) // 2
            if bytes(self._name(self._by_slug[middle])) < slug:
                first = middle + 1
            else:
                last = middle
        if first < len(self._by_slug) and self._name(self._by_slug[first]) == slug:
            return self._if_live(self._by_slug[first])
        return -1

    def _if_live(self, number: Any) -> int:
        return int(number) if self.live is None or self.live[number] else -1
