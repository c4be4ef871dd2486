"""A Whoosh query that matches any of several queries and scores as the best of them."""

from __future__ import annotations

from typing import Any

from whoosh import matching, query


class DisjunctionMax(query.DisjunctionMax):  # type: ignore[misc]
    """Whoosh's own takes the higher score even of a matcher that stands at a later document."""

    def _matcher(self, subs: Any, searcher: Any, context: Any) -> matching.Matcher:
        size = lambda query: query.estimate_size(searcher.reader())  # noqa: E731
        return self._tree_matcher(subs, DisjunctionMaxMatcher, searcher, context, size)


class DisjunctionMaxMatcher(matching.DisjunctionMaxMatcher):  # type: ignore[misc]
    """The union of two matchers."""

    def copy(self) -> DisjunctionMaxMatcher:
        """Return another matcher at the same document."""
        return DisjunctionMaxMatcher(self.a.copy(), self.b.copy())

    def score(self) -> float:
        """Return the best score of the matchers that stand at this document."""
        current = self.id()
        matchers = (matcher for matcher in (self.a, self.b) if matcher.is_active() and matcher.id() == current)
        return float(max(matcher.score() for matcher in matchers))
