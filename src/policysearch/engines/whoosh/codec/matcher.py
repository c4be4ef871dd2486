"""Going through the postings of one term, as Whoosh's matchers do."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Any

from whoosh.matching import LeafMatcher, ReadTooFar

from policysearch.engines.whoosh.codec.lists import Lists
from policysearch.engines.whoosh.postings.field import Field
from policysearch.engines.whoosh.postings.postings import FieldPostings

BLOCK = 128


class Postings(LeafMatcher):  # type: ignore[misc]
    """The postings of one term, in ascending order of documents."""

    def __init__(self, term: tuple[str, bytes], lists: Lists, number: int, format_: Any, scorer: Any) -> None:
        self._term = term
        self._lists = lists
        self._number = number
        self.format = format_
        self.scorer = scorer
        self._place = 0
        self._documents: list[int] = lists.documents(number).tolist()

    def is_active(self) -> bool:
        """Whether there is a posting here."""
        return self._place < len(self._documents)

    def reset(self) -> None:
        """Back to the first."""
        self._place = 0

    def copy(self) -> Postings:
        """Another one at the same place."""
        other = Postings(self._term, self._lists, self._number, self.format, self.scorer)
        other._place = self._place
        return other

    def id(self) -> int:
        """The document's number."""
        return self._documents[self._place]

    def all_ids(self) -> Any:
        """The documents' numbers from here on."""
        return iter(self._documents[self._place :])

    def weight(self) -> float:
        """What it weighs."""
        return self._weights[self._place]

    def value(self) -> bytes:
        """What the field's format encodes."""
        if not isinstance(self._lists, Field):
            return b""
        if isinstance(self._lists, FieldPostings):
            return bytes(self.format.encode(self.value_as("positions")))
        return int(self._lists.counts(self._number)[self._place]).to_bytes(4, "big")

    def value_as(self, astype: str) -> Any:
        """The same, decoded."""
        if astype != "positions":
            return super().value_as(astype)
        starts, positions = self._positions
        return positions[starts[self._place] : starts[self._place + 1]].tolist()

    def next(self) -> bool:
        """Go on; whether a new block begins."""
        if not self.is_active():
            raise ReadTooFar
        self._place += 1
        return self._place % BLOCK == 0 or not self.is_active()

    def skip_to(self, targetid: int) -> None:
        """Go to the first document that is not below ``targetid``."""
        if not self.is_active():
            raise ReadTooFar
        self._place = bisect_left(self._documents, targetid, self._place)

    def skip_to_quality(self, minquality: float) -> int:
        """Go past the blocks that cannot score above ``minquality``; how many there were."""
        skipped = 0
        while self.is_active() and self.block_quality() <= minquality:
            self._place = (self._place // BLOCK + 1) * BLOCK
            skipped += 1
        return skipped

    def block_min_id(self) -> int:
        """The first document of this block."""
        return self._documents[int(self._block.start)]

    def block_max_id(self) -> int:
        """Its last one."""
        return self._documents[min(int(self._block.stop), len(self._documents)) - 1]

    def block_max_weight(self) -> float:
        """The most that a posting of this block weighs."""
        return max(self._weights[self._block])

    def block_min_length(self) -> int:
        """The length of this block's shortest document."""
        return min(self._lengths[self._block])

    def block_max_length(self) -> int:
        """The length of its longest."""
        return max(self._lengths[self._block])

    @property
    def _block(self) -> slice:
        start = self._place // BLOCK * BLOCK
        return slice(start, start + BLOCK)

    @cached_property
    def _weights(self) -> list[float]:
        if not isinstance(self._lists, Field):
            return [1.0] * len(self._documents)
        weights: list[float] = self._lists.weights(self._number).astype(float).tolist()
        return weights

    @cached_property
    def _lengths(self) -> list[int]:
        if not isinstance(self._lists, Field):
            return [1] * len(self._documents)
        lengths: list[int] = self._lists.lengths[self._documents].tolist()
        return lengths

    @cached_property
    def _positions(self) -> Any:
        return self._lists.positions(self._number) if isinstance(self._lists, FieldPostings) else None
