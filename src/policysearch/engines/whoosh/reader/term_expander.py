"""The forms of all words, ordered by what they are without case and accents: those that begin alike or are near."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from policysearch.engines.whoosh.matching.matches import Numbers
from policysearch.engines.whoosh.schema import TEXTS
from policysearch.engines.whoosh.segment.segment import Segment
from policysearch.text import fold

_LAST = b"\xf4\x8f\xbf\xbf"  # U+10FFFF


class Form(NamedTuple):
    """A word as written; in how many documents; how many edits away from what was asked for."""

    text: str
    frequency: int
    edits: int = 0


class TermExpander:
    """The forms of several segments."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._parts = [SegmentTerms(segment) for segment in segments if segment.form_postings is not None]

    def beginning(self, prefix: str) -> list[Form]:
        """Forms that begin with ``prefix``, case and accents apart; the most frequent first."""
        plain = fold(prefix).encode("utf-8")
        if not plain:
            return []
        return self._forms([(part, np.arange(*part.span(plain)), None) for part in self._parts])

    def near(self, word: str, distance: int, least: int = 0) -> list[Form]:
        """Forms within ``distance`` edits of ``word``, the first letter firm; the nearest first, then most frequent.

        Those whose terms fewer than ``least`` documents have may be left out.
        """
        plain = fold(word)
        if not plain:
            return []
        told = least if len(self._parts) == 1 else 0  # documents are counted in a part of them
        return self._forms([(part, *part.near(plain, distance, told)) for part in self._parts])

    def frequency(self, word: str) -> int:
        """How many documents have ``word``, case and accents apart (at least: forms are counted one by one)."""
        plain = fold(word).encode("utf-8")
        return sum(part.frequency(plain) for part in self._parts) if plain else 0

    def _forms(self, found: Sequence[tuple[SegmentTerms, Numbers, Numbers | None]]) -> list[Form]:
        forms: dict[str, Form] = {}
        for part, places, edits in found:
            numbers = part.order.take(places)
            counts = part.frequencies.take(numbers).tolist()
            away = [0] * len(places) if edits is None else edits.tolist()
            for text, count, edit in zip(map(part.form, numbers.tolist()), counts, away, strict=True):
                before = forms.get(text)
                forms[text] = Form(text, count + (before.frequency if before else 0), edit)
        return sorted(forms.values(), key=lambda form: (form.edits, -form.frequency, form.text))


class SegmentTerms:
    """The forms of one segment."""

    def __init__(self, segment: Segment) -> None:
        lists = segment.form_postings
        assert lists is not None
        self._lists = lists
        self._segment = segment

    @cached_property
    def order(self) -> NDArray[np.uint32]:
        """The forms' numbers, by their folded forms."""
        return self._segment.forms.order

    @cached_property
    def frequencies(self) -> Numbers:
        """How many documents have each form, by its number."""
        return self._lists.frequencies

    def form(self, number: int) -> str:
        """A form by its number."""
        return self._lists.dictionary[number].decode("utf-8")

    def span(self, prefix: bytes) -> tuple[int, int]:
        """The places of the folded forms that begin with ``prefix``."""
        return bisect_left(self, prefix), bisect_left(self, prefix + _LAST)

    def frequency(self, plain: bytes) -> int:
        """How many documents have a form that is ``plain`` when folded."""
        first = bisect_left(self, plain)
        last = bisect_left(self, plain + b"\0", first)
        return int(self.frequencies.take(self.order[first:last]).sum())

    def near(self, plain: str, distance: int, least: int = 0) -> tuple[Numbers, Numbers]:
        """(places, edits) of the folded forms within ``distance`` of ``plain`` that begin with the same letter.

        Only of those that have a term that ``least`` documents have.
        """
        first, last = self.span(plain[0].encode("utf-8"))
        letters, pairs = _signatures(plain.encode("utf-8"))
        able = np.abs(self._lengths[first:last] - len(plain)) <= distance
        if least:
            able &= self._worth[first:last] >= least
        places = np.flatnonzero(able) + first
        places = places[np.bitwise_count(self._letters.take(places) ^ letters) <= 2 * distance]
        places = places[np.bitwise_count(self._pairs.take(places) ^ pairs) <= 6 * distance]
        bounds = zip(self._starts.take(places).tolist(), self._ends.take(places).tolist(), strict=True)
        forms = [self._bytes[start:end] for start, end in bounds]
        told = [form if form.isascii() else form.decode("utf-8") for form in forms]
        edits = cdist([plain], told, scorer=OSA.distance, score_cutoff=distance, dtype=np.int64)[0]
        close = np.flatnonzero(edits <= distance)
        return places.take(close), edits.take(close)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: int) -> bytes:
        return self._bytes[self._starts[place] : self._ends[place]]

    @cached_property
    def _bytes(self) -> bytes:
        return bytes(self._segment.forms.text)

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        text = self._segment.forms.text
        return np.append(np.flatnonzero(text == ord("\n")), len(text)) if len(text) else np.empty(0, np.int64)

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        return np.concatenate(([0], self._ends[:-1] + 1)) if len(self._ends) else self._ends

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        """Of each folded form, in characters."""
        begins = (self._segment.forms.text & 0xC0) != 0x80
        return np.add.reduceat(begins, self._starts, dtype=np.int64) - (np.arange(len(self)) < len(self) - 1)

    @cached_property
    def _worth(self) -> Numbers:
        """How many documents have the most frequent term of each folded form."""
        worth = np.zeros(len(self), np.int64)
        for language, held in self._segment.forms.terms.items():
            terms = self._segment.postings(TEXTS[language])
            if terms is not None:
                numbers = held.astype(np.int64)
                found = np.where(numbers < 0, 0, terms.frequencies.take(numbers, mode="clip"))
                np.maximum(worth, found, out=worth)
        return worth.take(self.order)

    @cached_property
    def _letters(self) -> NDArray[np.uint64]:
        """Which ASCII letters each folded form has, a bit for each: an edit changes two at most."""
        return np.bitwise_or.reduceat(_LETTERS.take(self._segment.forms.text), self._starts)

    @cached_property
    def _pairs(self) -> NDArray[np.uint64]:
        """Which neighbours each folded form has, a bit for each of 64 classes: an edit changes six at most."""
        text = self._segment.forms.text
        pairs = _PAIRS.take(text[:-1].astype(np.int64) * 256 + text[1:])
        return np.bitwise_or.reduceat(np.append(pairs, np.uint64(0)), self._starts)


def _signatures(plain: bytes) -> tuple[np.uint64, np.uint64]:
    """The letters and neighbours of one form, as ``Part`` has them of all."""
    letters, pairs = np.uint64(0), np.uint64(0)
    for byte in plain:
        letters |= _LETTERS[byte]
    for one, other in pairwise(plain):
        pairs |= _PAIRS[one * 256 + other]
    return letters, pairs


_BYTES = np.arange(256)
_IS_LETTER = (ord("0") <= _BYTES) & (_BYTES < 128)
_LETTERS = np.where(_IS_LETTER, np.uint64(1) << (_BYTES & 63).astype(np.uint64), np.uint64(0))
_PAIRS = np.where(
    _IS_LETTER[:, None] & _IS_LETTER,
    np.uint64(1) << ((_BYTES[:, None] * 7 + _BYTES * 31) & 63).astype(np.uint64),
    np.uint64(0),
).ravel()
