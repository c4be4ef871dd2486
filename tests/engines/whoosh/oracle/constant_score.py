"""A Whoosh query that gives every match of another query the same score, which may be 0."""

from __future__ import annotations

from typing import Any

from whoosh import matching
from whoosh.query import Query, WrappingQuery


class ConstantScore(WrappingQuery):  # type: ignore[misc]
    """Whoosh's own ConstantScoreQuery turns a score of 0 into 1, and its ``Not`` adds 1 to what it is part of."""

    def __init__(self, child: Query, score: float = 0.0) -> None:
        super().__init__(child)
        self.score = score

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ConstantScore) and (self.child, self.score) == (other.child, other.score)

    def __hash__(self) -> int:
        return hash((self.child, self.score))

    def _rewrap(self, child: Query) -> ConstantScore:
        return ConstantScore(child, self.score)

    def estimate_size(self, ixreader: Any) -> int:
        """Return the number of all documents: a NOT cannot estimate how many it matches."""
        return int(ixreader.doc_count())

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """Return a matcher with the child's matches and this score."""
        doc_ids = list(self.child.matcher(searcher, context).all_ids())
        return matching.ListMatcher(doc_ids, [self.score] * len(doc_ids)) if doc_ids else matching.NullMatcher()
