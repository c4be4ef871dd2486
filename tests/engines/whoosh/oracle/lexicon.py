"""The forms of all words, ordered by what they are without case and accents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from policysearch.text import fold


class Lexicon:
    """``forms`` are (form, number of documents)."""

    def __init__(self, forms: Iterable[tuple[str, int]]) -> None:
        entries = sorted((fold(form), form, count) for form, count in forms)
        self.folded = [entry[0] for entry in entries]
        self.forms = [entry[1] for entry in entries]
        self.counts = [entry[2] for entry in entries]

    def beginning(self, prefix: str) -> list[str]:
        """Forms that begin with ``prefix``, case and accents apart; the most frequent first."""
        plain = fold(prefix)
        return self._frequent(self._span(plain))

    def near(self, word: str, distance: int) -> list[tuple[str, int]]:
        """(form, edits) of forms within ``distance`` edits of ``word``, the first letter firm; the nearest first."""
        plain = fold(word)
        found = []
        for n in self._span(plain[:1]):
            if abs(len(self.folded[n]) - len(plain)) <= distance:
                edits = OSA.distance(plain, self.folded[n], score_cutoff=distance)
                if edits <= distance:
                    found.append((edits, -self.counts[n], self.forms[n]))
        return [(form, edits) for edits, _, form in sorted(found)]

    def frequency(self, word: str) -> int:
        """How many documents have ``word``, case and accents apart (at least: forms are counted one by one)."""
        plain = fold(word)
        first = bisect_left(self.folded, plain)
        total = 0
        while first < len(self.folded) and self.folded[first] == plain:
            total += self.counts[first]
            first += 1
        return total

    def _span(self, prefix: str) -> range:
        if not prefix:
            return range(0)
        return range(bisect_left(self.folded, prefix), bisect_left(self.folded, prefix + "\U0010ffff"))

    def _frequent(self, span: range) -> list[str]:
        return [self.forms[n] for n in sorted(span, key=lambda n: (-self.counts[n], self.forms[n]))]
