"""A Whoosh query that finds what one finds; another adds to the score where it finds the same."""

from __future__ import annotations

from whoosh import matching
from whoosh.query import AndMaybe


class MaybeMatcher(matching.AndMaybeMatcher):  # type: ignore[misc]
    """Whoosh's own skips the second matcher to what was asked for, where the first may stand further on already."""

    def skip_to(self, number: int) -> bool:
        """Both stand at ``number`` or behind it, the second where the first is."""
        skipped = bool(self.a.skip_to(number))
        self._first_b()
        return skipped


class Maybe(AndMaybe):  # type: ignore[misc]
    """AND MAYBE with that matcher."""

    matcherclass = MaybeMatcher
