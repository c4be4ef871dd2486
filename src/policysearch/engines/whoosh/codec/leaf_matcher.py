"""Whoosh's matcher of one term: steps through its postings."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Any

from whoosh.matching import LeafMatcher, ReadTooFar

from policysearch.engines.whoosh.codec.inverted_fields import InvertedField
from policysearch.engines.whoosh.postings.field import Field
from policysearch.engines.whoosh.postings.postings import FieldPostings

BLOCK = 128  # postings that Whoosh skips at once where none of them can score enough


class ArrayLeafMatcher(LeafMatcher):  # type: ignore[misc]
    """The postings of one term, by ascending doc id, and the place of the current one."""

    def __init__(self, term: tuple[str, bytes], field: InvertedField, number: int, format_: Any, scorer: Any) -> None:
        self._term = term
        self._field = field
        self._number = number
        self.format = format_
        self.scorer = scorer
        self._place = 0
        self._doc_ids: list[int] = field.documents(number).tolist()

    def is_active(self) -> bool:
        """Return True if there is a current posting, False after the last."""
        return self._place < len(self._doc_ids)

    def reset(self) -> None:
        """Go to the first posting."""
        self._place = 0

    def copy(self) -> ArrayLeafMatcher:
        """Return another matcher at the same posting."""
        matcher = ArrayLeafMatcher(self._term, self._field, self._number, self.format, self.scorer)
        matcher._place = self._place
        return matcher

    def id(self) -> int:
        """Return the current doc id."""
        return self._doc_ids[self._place]

    def all_ids(self) -> Any:
        """Return the doc ids from the current one on."""
        return iter(self._doc_ids[self._place :])

    def weight(self) -> float:
        """Return the weight of the current posting."""
        return self._weights[self._place]

    def value(self) -> bytes:
        """Return what the field's format encodes: positions, the number of occurrences, or nothing."""
        if not isinstance(self._field, Field):
            return b""
        if isinstance(self._field, FieldPostings):
            return bytes(self.format.encode(self.value_as("positions")))
        return int(self._field.counts(self._number)[self._place]).to_bytes(4, "big")

    def value_as(self, astype: str) -> Any:
        """Return the current posting's positions, or what Whoosh decodes of its value."""
        if astype != "positions":
            return super().value_as(astype)
        starts, positions = self._positions
        return positions[starts[self._place] : starts[self._place + 1]].tolist()

    def next(self) -> bool:
        """Go to the next posting; return True if a new block begins."""
        if not self.is_active():
            raise ReadTooFar
        self._place += 1
        return self._place % BLOCK == 0 or not self.is_active()

    def skip_to(self, targetid: int) -> None:
        """Go to the first posting, from the current one on, whose doc id is not below ``targetid``."""
        if not self.is_active():
            raise ReadTooFar
        self._place = bisect_left(self._doc_ids, targetid, self._place)

    def skip_to_quality(self, minquality: float) -> int:
        """Skip the blocks that cannot score above ``minquality``; return how many."""
        skipped = 0
        while self.is_active() and self.block_quality() <= minquality:
            self._place = (self._place // BLOCK + 1) * BLOCK
            skipped += 1
        return skipped

    def block_max_weight(self) -> float:
        """Return the largest weight in the current block."""
        return max(self._weights[self._block])

    def block_min_length(self) -> int:
        """Return the length of the current block's shortest document."""
        return min(self._lengths[self._block])

    @property
    def _block(self) -> slice:
        start = self._place // BLOCK * BLOCK
        return slice(start, start + BLOCK)

    @cached_property
    def _weights(self) -> list[float]:
        if not isinstance(self._field, Field):
            return [1.0] * len(self._doc_ids)
        weights: list[float] = self._field.weights(self._number).astype(float).tolist()
        return weights

    @cached_property
    def _lengths(self) -> list[int]:
        if not isinstance(self._field, Field):
            return [1] * len(self._doc_ids)
        lengths: list[int] = self._field.lengths[self._doc_ids].tolist()
        return lengths

    @cached_property
    def _positions(self) -> Any:
        return self._field.positions(self._number) if isinstance(self._field, FieldPostings) else None
