"""Term expansion by looking at each form: the words that begin with a prefix or are within some edits of a word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from policysearch.text import fold


class TermExpander:
    """``forms`` are pairs of a word as written and the number of documents that have it."""

    def __init__(self, forms: Iterable[tuple[str, int]]) -> None:
        entries = sorted((fold(form), form, frequency) for form, frequency in forms)
        self._folded = [folded for folded, _, _ in entries]
        self._forms = [form for _, form, _ in entries]
        self._frequencies = [frequency for _, _, frequency in entries]

    def with_prefix(self, prefix: str) -> list[str]:
        """Return the forms that begin with ``prefix``, ignoring case and accents; the most frequent first."""
        indices = self._prefix_range(fold(prefix))
        return [self._forms[n] for n in sorted(indices, key=lambda n: (-self._frequencies[n], self._forms[n]))]

    def within_distance(self, word: str, distance: int) -> list[tuple[str, int]]:
        """Return (form, edits) within ``distance`` edits of ``word`` with its first letter; the nearest first."""
        folded = fold(word)
        near = []
        for n in self._prefix_range(folded[:1]):
            if abs(len(self._folded[n]) - len(folded)) <= distance:
                edits = OSA.distance(folded, self._folded[n], score_cutoff=distance)
                if edits <= distance:
                    near.append((edits, -self._frequencies[n], self._forms[n]))
        return [(form, edits) for edits, _, form in sorted(near)]

    def _prefix_range(self, prefix: str) -> range:
        if not prefix:
            return range(0)
        return range(bisect_left(self._folded, prefix), bisect_left(self._folded, prefix + "\U0010ffff"))
