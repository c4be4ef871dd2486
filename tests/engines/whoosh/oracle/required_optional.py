"""A Whoosh query that matches what its first query matches; the second one adds to the score."""

from __future__ import annotations

from whoosh import matching
from whoosh.query import AndMaybe


class RequiredOptionalMatcher(matching.AndMaybeMatcher):  # type: ignore[misc]
    """Whoosh's own skips the second matcher to the given number, though the first may stand at a later one already."""

    def skip_to(self, number: int) -> bool:
        """Move the first matcher to ``number`` or behind it, and the second one to the first."""
        skipped = bool(self.a.skip_to(number))
        self._first_b()
        return skipped


class RequiredOptional(AndMaybe):  # type: ignore[misc]
    """``AndMaybe`` with that matcher."""

    matcherclass = RequiredOptionalMatcher
