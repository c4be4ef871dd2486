"""A Whoosh query that gives whatever another finds one and the same score, 0 included."""

from __future__ import annotations

from typing import Any

from whoosh import matching
from whoosh.query import Query, WrappingQuery


class Constant(WrappingQuery):  # type: ignore[misc]
    """Whoosh's own ConstantScoreQuery turns a score of 0 into 1, and its ``Not`` adds 1 to what it is part of."""

    def __init__(self, child: Query, score: float = 0.0) -> None:
        super().__init__(child)
        self.score = score

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Constant) and (self.child, self.score) == (other.child, other.score)

    def __hash__(self) -> int:
        return hash((self.child, self.score))

    def _rewrap(self, child: Query) -> Constant:
        return Constant(child, self.score)

    def estimate_size(self, ixreader: Any) -> int:
        """At most all of them: a NOT does not know."""
        return int(ixreader.doc_count())

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """Every posting with the same weight."""
        numbers = list(self.child.matcher(searcher, context).all_ids())
        return matching.ListMatcher(numbers, [self.score] * len(numbers)) if numbers else matching.NullMatcher()
