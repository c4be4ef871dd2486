"""One immutable run of documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.arrays.array_plan import Arrays
from policysearch.engines.whoosh.columns.facet_column import FacetColumn
from policysearch.engines.whoosh.postings.field import Field
from policysearch.engines.whoosh.postings.postings import FieldPostings
from policysearch.engines.whoosh.postings.term_dictionary import TermDictionary
from policysearch.engines.whoosh.postings.word_forms import FormPostings, WordForms
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.stored.stored_fields import StoredFields

KINDS = ("workshop", "highlight", "passage")  # a document's kind is an index into these


class Segment:
    """Documents ``0 .. size - 1``, deleted ones included.

    Below ``split`` are workshops, each followed by its passages; from it on highlights, in their workshops' order. So
    each view reads its own slice of a list, and ``parents`` (the number of a document's workshop) ascends in each
    half. ``live`` is None where nothing is deleted. ``starts`` are the ordinals of the workshops' first days, ``ranks``
    the places of the ids among the segment's ids.
    """

    def __init__(self, arrays: Arrays, live: NDArray[np.bool_] | None = None) -> None:
        self.arrays = arrays
        self.live = live
        self.kinds: NDArray[np.uint8] = arrays["kinds"]
        self.parents: NDArray[np.uint32] = arrays["parents"]
        self._parents = self.parents.data
        self.starts: NDArray[np.int32] = arrays["days"]
        self.ranks: NDArray[np.uint32] = arrays["ranks"]
        self.size = len(self.kinds)
        self.highlights_start = int(arrays["split"][0])
        self._terms: dict[str, FieldPostings] = {}
        self._facets: dict[str, FacetColumn] = {}
        self._names = arrays["names"].data
        self._name_ends = arrays["names/ends"].data
        self._by_slug = arrays["slugs"].data
        self._records = StoredFields(arrays)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that have terms."""
        return tuple(name.removesuffix("/totals") for name in self.arrays if name.endswith("/totals"))

    @property
    def live_kinds(self) -> NDArray[np.uint8]:
        """The kinds of the documents that are not deleted."""
        return self.kinds if self.live is None else self.kinds[self.live]

    def postings(self, field: str) -> FieldPostings | None:
        """The inverted lists of the field of a language; None where no document has words in it."""
        if field not in self._terms and f"{field}/totals" in self.arrays:
            self._terms[field] = FieldPostings(self.arrays, field)
        return self._terms.get(field)

    @cached_property
    def form_postings(self) -> FormPostings | None:
        """The inverted lists of words as written; None where no document has words."""
        if f"{FORM}/totals" not in self.arrays:
            return None
        texts = {language: self.postings(field) for language, field in TEXTS.items()}
        return FormPostings(self.arrays, FORM, {lang: one for lang, one in texts.items() if one}, self.forms)

    def field(self, name: str) -> Field | None:
        """A field's terms and lists, whichever it is."""
        return self.form_postings if name == FORM else self.postings(name)

    @cached_property
    def forms(self) -> WordForms:
        """What the dictionary of forms knows besides their lists."""
        return WordForms(self.arrays)

    def facet(self, name: str) -> FacetColumn:
        """A facet's values."""
        if name not in self._facets:
            self._facets[name] = FacetColumn(self.arrays, f"facet_{name}")
        return self._facets[name]

    def id(self, number: int) -> str:
        """A document's id."""
        parent = int(self.parents[number])
        slug = self.part(parent)
        return slug if parent == number else f"{slug}/{self.part(number)}"

    def number(self, document_id: str) -> int:
        """The number of a document; -1 where it is not there or deleted."""
        slug, _, part = document_id.partition("/")
        number = self._workshop(slug.encode("utf-8"))
        if number < 0 or not part:
            return number
        wanted = part.encode("utf-8")
        return next((n for n in self.parts(number) if self._name(n) == wanted), -1)

    def parts(self, workshop: int) -> list[int]:
        """The numbers of a workshop's highlights and then of its passages, in their order."""
        return [*self.highlights(workshop), *self.passages(workshop)]

    def highlights(self, workshop: int) -> range:
        """The numbers of a workshop's highlights."""
        return self._children(workshop, self.highlights_start, self.size)

    def passages(self, workshop: int) -> range:
        """The numbers of a workshop's passages."""
        return self._children(workshop, workshop + 1, self.highlights_start)

    def part(self, number: int) -> str:
        """A document's own id within its workshop; a workshop's slug."""
        return str(self._name(number), "utf-8")

    def _children(self, workshop: int, start: int, end: int) -> range:
        first = bisect_left(self._parents, workshop, start, end)
        return range(first, bisect_left(self._parents, workshop + 1, first, end))

    @cached_property
    def aliases(self) -> TermDictionary:
        """The former slugs of workshops; ``alias_numbers`` are those workshops' numbers."""
        return TermDictionary(self.arrays, "aliases")

    @property
    def alias_numbers(self) -> NDArray[np.uint32]:
        """Per former slug, the number of its workshop."""
        return self.arrays["aliases/numbers"]

    def slugs(self) -> Iterator[tuple[int, bytes]]:
        """Number and slug of every workshop, deleted ones included, in the order of slugs."""
        return ((number, bytes(self._name(number))) for number in self._by_slug)

    def by_alias(self, slug: str) -> int:
        """The number of the workshop that was called ``slug`` formerly; -1 where there is none, or it is deleted."""
        place = self.aliases.number(slug.encode("utf-8"))
        return self._alive(self.alias_numbers[place]) if place >= 0 else -1

    def record(self, number: int) -> bytes:
        """What is stored of a document."""
        return self._records[number]

    def _name(self, number: int) -> memoryview:
        start = self._name_ends[number - 1] if number else 0
        return self._names[start : self._name_ends[number]]

    def _workshop(self, slug: bytes) -> int:
        low, high = 0, len(self._by_slug)
        while low < high:
            middle = (low + high) // 2
            if bytes(self._name(self._by_slug[middle])) < slug:
                low = middle + 1
            else:
                high = middle
        if low < len(self._by_slug) and self._name(self._by_slug[low]) == slug:
            return self._alive(self._by_slug[low])
        return -1

    def _alive(self, number: Any) -> int:
        return int(number) if self.live is None or self.live[number] else -1
