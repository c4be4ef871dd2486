"""Countries side by side as the page shows them: the words of the cells, and the addresses that they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from policysearch.exporters.comparison import ComparedCell, ComparedTheme, compared_themes
from policysearch.query import filters
from policysearch.search.results import Comparison
from policysearch.text import fold
from policysearch.web.compare_params import PLACE, ComparisonParams
from policysearch.web.downloads.provenance import audience
from policysearch.web.pages.browse_index import count_values
from policysearch.web.search_params import to_params
from policysearch.web.site import addresses, label, request_vocabulary
from policysearch.web.view_models.counted_link import CountedLink

PATH = "/compare"


class PlaceBox(NamedTuple):
    """A country or region to compare, and whether it is chosen."""

    value: str
    label: str
    selected: bool


class ShownCell(NamedTuple):
    """A cell, and the address of all its lessons where it has some."""

    cell: ComparedCell
    address: str


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """A row: the theme, its narrower ones to compare by, and a cell for each country."""

    theme: ComparedTheme
    address: str
    narrower: tuple[CountedLink, ...]
    cells: tuple[ShownCell, ...]


def place_boxes(selected: Iterable[str], offered: Iterable[str] = ()) -> list[PlaceBox]:
    """Return the countries and regions ``offered`` (else all that a lesson discusses) and ``selected``, by name."""
    ticked = {*selected}
    values = {*(offered or count_values("highlights", PLACE)), *ticked}
    boxes = [PlaceBox(value, label(PLACE, value), value in ticked) for value in values]
    return sorted(boxes, key=lambda box: fold(box.label))


def shown_themes(comparison: Comparison, params: ComparisonParams) -> list[ShownTheme]:
    """Return the rows of the page."""
    return [_row(theme, comparison, params) for theme in compared_themes(comparison, audience())]


def theme_links(themes: Iterable[tuple[str, int]], params: ComparisonParams) -> tuple[CountedLink, ...]:
    """Return the comparisons about each of the themes."""
    to = addresses()
    return tuple(
        CountedLink(label("theme", theme), count, to.path(PATH, params.to_params(theme=theme)))
        for theme, count in themes
    )


def cell_address(comparison: Comparison, theme: str, place: str) -> str:
    """Return the address of the results that a cell counts; empty for lessons without a theme."""
    return addresses().home(cell_params(comparison, theme, place)) if theme else ""


def cell_params(comparison: Comparison, theme: str, place: str) -> list[tuple[str, str]]:
    """Return the parameters of the search that lists all lessons of a cell."""
    selections = {**dict(comparison.query.filters), PLACE: (place,), "theme": (theme,)}
    return to_params(replace(comparison.query, filters=filters(selections), offset=0, limit=10))


def _row(theme: ComparedTheme, comparison: Comparison, params: ComparisonParams) -> ShownTheme:
    cells = tuple(
        ShownCell(cell, cell_address(comparison, theme.theme, cell.place) if cell.total else "") for cell in theme.cells
    )
    address = addresses().path(f"/themes/{theme.theme}") if theme.theme else ""
    return ShownTheme(theme, address, theme_links(_narrower(theme.theme), params), cells)


def _narrower(theme: str) -> Iterator[tuple[str, int]]:
    """Yield the narrower themes next to ``theme`` that have lessons anywhere, with their number."""
    counts = count_values("highlights", "theme")
    for entry in request_vocabulary().themes:
        if theme and entry.broader == theme and counts.get(entry.id):
            yield entry.id, counts[entry.id]
