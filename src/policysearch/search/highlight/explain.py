"""Why a hit matches: from its marks and facets, worked out when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    """The reasons of a hit, each once, which ``give`` works out when they are first read."""

    def __init__(self, give: Callable[[], Iterable[Reason]]) -> None:
        self._give = give

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
        return tuple(islice(dict.fromkeys(self._give()), MAX_REASONS))


def match_reasons(
    displayed: DisplayText,
    marks: Marks,
    versions: Sequence[DisplayText],
    highlighter: Highlighter,
    facets: Sequence[InFacet],
) -> Iterator[Reason]:
    """Yield why a hit matches: the ``marks`` of the ``displayed`` version, those of other ``versions``, and facets."""
    yield from _reasons_of_version(displayed, marks, highlighter)
    for version in versions:
        if version is not displayed:
            yield from _reasons_of_version(version, version.marks(highlighter), highlighter)
    for facet in facets:
        for value in displayed.document.facets.get(facet.facet, ()):
            if value in facet.values:
                yield Reason(f"{facet.facet}:{value}", value, facet.facet)


def _reasons_of_version(version: DisplayText, marks: Marks, highlighter: Highlighter) -> Iterator[Reason]:
    for index, of_zone in marks.items():
        zone = version.zones[index]
        if zone.field != HEADING:
            for start, end, clause in of_zone:
                yield Reason(highlighter.label(clause), zone.text[start:end], zone.field)


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
