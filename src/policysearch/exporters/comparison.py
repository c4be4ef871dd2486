"""Countries side by side in words, for pages and files: the lessons of each country about each theme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from policysearch.exporters.entry import Audience, Entry, entry
from policysearch.exporters.labels import labels_in
from policysearch.search.results import Comparison, ComparisonCell


class ComparedLesson(NamedTuple):
    """A lesson, and the name of the region that brings it where it does not discuss the country itself."""

    entry: Entry
    through: str


class ComparedCell(NamedTuple):
    """The newest ``lessons`` of ``total`` from a country about a theme; ``years`` are those of all of them."""

    place: str
    label: str
    total: int
    years: str
    lessons: tuple[ComparedLesson, ...]


class ComparedTheme(NamedTuple):
    """A theme ("" for lessons without any) with its name and a cell for each country."""

    theme: str
    label: str
    cells: tuple[ComparedCell, ...]


def compared_themes(comparison: Comparison, audience: Audience) -> tuple[ComparedTheme, ...]:
    """Return the rows of a comparison in words for ``audience``."""
    no_theme = labels_in(audience.language)["no_theme"]
    return tuple(
        ComparedTheme(
            row.theme,
            audience.label("theme", row.theme) if row.theme else no_theme,
            tuple(_cell(cell, audience) for cell in row.cells),
        )
        for row in comparison.rows
    )


def _cell(cell: ComparisonCell, audience: Audience) -> ComparedCell:
    lessons = tuple(
        ComparedLesson(entry(document, audience), audience.label("experience", through) if through else "")
        for document, through in cell.lessons
    )
    name = audience.label("experience", cell.place)
    return ComparedCell(cell.place, name, cell.total, span_of_years(cell.years), lessons)


def span_of_years(years: Iterable[str]) -> str:
    """Return years as readers write them, following ones as a range: "2003, 2009–2011"."""
    spans: list[list[int]] = []
    for year in sorted(map(int, years)):
        if spans and year == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], year]
        else:
            spans.append([year])
    return ", ".join("–".join(map(str, span)) for span in spans)
