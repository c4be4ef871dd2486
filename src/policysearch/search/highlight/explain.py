"""Why something was found: from its marks and facets, worked out when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import overload

from policysearch.engines.contract import Reason
from policysearch.query import And, Clause, InFacet, Or, YearRange
from policysearch.search.highlight.display_text import HEADING, DisplayText, Marks
from policysearch.search.highlight.highlighter import Highlighter

SHOWN = 12


class LazyReasons(Sequence[Reason]):
    """The reasons of a hit: what was found on ``page`` (its ``marks`` are known), on the other ``pages``, in facets."""

    def __init__(
        self,
        page: DisplayText,
        marks: Marks,
        pages: Sequence[DisplayText],
        looks: Highlighter,
        facets: Sequence[InFacet],
    ) -> None:
        self._page = page
        self._marks = marks
        self._pages = pages
        self._looks = looks
        self._facets = facets

    @overload
    def __getitem__(self, index: int) -> Reason: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Reason, ...]: ...
    def __getitem__(self, index: int | slice) -> Reason | tuple[Reason, ...]:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    def __eq__(self, other: object) -> bool:
        return self._all == (other._all if isinstance(other, LazyReasons) else other)

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return repr(self._all)

    @cached_property
    def _all(self) -> tuple[Reason, ...]:
        """Each once, those of the version shown first."""
        return tuple(islice(dict.fromkeys(self._found()), SHOWN))

    def _found(self) -> Iterator[Reason]:
        yield from self._on(self._page, self._marks)
        for page in self._pages:
            if page is not self._page:
                yield from self._on(page, page.marks(self._looks))
        for facet in self._facets:
            for value in self._page.document.facets.get(facet.facet, ()):
                if value in facet.values:
                    yield Reason(f"{facet.facet}:{value}", value, facet.facet)

    def _on(self, page: DisplayText, marks: Marks) -> Iterator[Reason]:
        for place, held in marks.items():
            zone = page.zones[place]
            if zone.field != HEADING:
                for start, end, clause in held:
                    yield Reason(self._looks.label(clause), zone.text[start:end], zone.field)


def facets_of(clause: Clause) -> list[InFacet]:
    """What ``clause`` asks of facets."""
    match clause:
        case InFacet():
            return [clause]
        case And() | Or():
            return [found for one in clause.clauses for found in facets_of(one)]
        case YearRange():
            first, last = clause.first or 0, clause.last or 9_999
            return [InFacet("year", tuple(map(str, range(max(first, 1900), min(last, 2100) + 1))))]
    return []
