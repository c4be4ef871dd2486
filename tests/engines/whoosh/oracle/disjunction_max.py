"""A Whoosh query that finds what any of several finds; the best of their scores counts."""

from __future__ import annotations

from typing import Any

from whoosh import matching
from whoosh.query import DisjunctionMax


class Best(DisjunctionMax):  # type: ignore[misc]
    """Whoosh's own takes the higher score even of a matcher that stands at a later document."""

    def _matcher(self, subs: Any, searcher: Any, context: Any) -> matching.Matcher:
        size = lambda query: query.estimate_size(searcher.reader())  # noqa: E731
        return self._tree_matcher(subs, BestMatcher, searcher, context, size)


class BestMatcher(matching.DisjunctionMaxMatcher):  # type: ignore[misc]
    """The union of two matchers."""

    def copy(self) -> BestMatcher:
        """Another one in the same place."""
        return BestMatcher(self.a.copy(), self.b.copy())

    def score(self) -> float:
        """The better score of those that stand at this document."""
        here = self.id()
        return float(max(one.score() for one in (self.a, self.b) if one.is_active() and one.id() == here))
