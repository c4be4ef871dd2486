"""Why a hit matches: from its marks and facets, worked out when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import overload

from policysearch.model.document import FACETS
from policysearch.query import And, Clause, InFacet, Or, YearRange
from policysearch.search.highlight.display_text import HEADING, DisplayText, Marks
from policysearch.search.highlight.highlighter import Highlighter
from policysearch.search.results import Reason

MAX_REASONS = 12


class LazyReasons(Sequence[Reason]):
    """The reasons of a hit: the ``marks`` of the ``displayed`` version, those of the other ``versions``, and facets."""

    def __init__(
        self,
        displayed: DisplayText,
        marks: Marks,
        versions: Sequence[DisplayText],
        highlighter: Highlighter,
        facets: Sequence[InFacet],
    ) -> None:
        self._version = displayed
        self._marks = marks
        self._versions = versions
        self._highlighter = highlighter
        self._facets = facets

    @overload
    def __getitem__(self, index: int) -> Reason: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Reason, ...]: ...
    def __getitem__(self, index: int | slice) -> Reason | tuple[Reason, ...]:
        return self._reasons[index]

    def __len__(self) -> int:
        return len(self._reasons)

    @cached_property
    def _reasons(self) -> tuple[Reason, ...]:
        """Return each reason once, those of the version shown first."""
        return tuple(islice(dict.fromkeys(self._all()), MAX_REASONS))

    def _all(self) -> Iterator[Reason]:
        yield from self._of_version(self._version, self._marks)
        for version in self._versions:
            if version is not self._version:
                yield from self._of_version(version, version.marks(self._highlighter))
        for facet in self._facets:
            for value in self._version.document.facets.get(facet.facet, ()):
                if value in facet.values:
                    yield Reason(f"{facet.facet}:{value}", value, facet.facet)

    def _of_version(self, version: DisplayText, marks: Marks) -> Iterator[Reason]:
        for index, of_zone in marks.items():
            zone = version.zones[index]
            if zone.field != HEADING:
                for start, end, clause in of_zone:
                    yield Reason(self._highlighter.label(clause), zone.text[start:end], zone.field)


def facet_clauses(clause: Clause) -> list[InFacet]:
    """Return what ``clause`` asks of facets."""
    match clause:
        case InFacet():
            return [clause] if clause.facet in FACETS else []
        case And() | Or():
            return [facet for child in clause.clauses for facet in facet_clauses(child)]
        case YearRange():
            first, last = clause.first or 0, clause.last or 9_999
            return [InFacet("year", tuple(map(str, range(max(first, 1900), min(last, 2100) + 1))))]
    return []
