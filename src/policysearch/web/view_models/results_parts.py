"""The parts of a results page that many pages share, each rendered once for a generation: a page has sixteen of them.

What is a page's own, its addresses, counts and values of facets, comes in the places of marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from policysearch.exporters import FORMATS
from policysearch.query import Query
from policysearch.search.results import Results
from policysearch.web.addresses import Addresses, Parameters
from policysearch.web.languages import number
from policysearch.web.site import language
from policysearch.web.view_models import placeholders
from policysearch.web.view_models.chips import Chip
from policysearch.web.view_models.choice_rows import choice_rows
from policysearch.web.view_models.facets import Group
from policysearch.web.view_models.fragments import FragmentRenderer
from policysearch.web.view_models.template_macros import TemplateMacro
from policysearch.web.view_models.year_bars import YearBars

_TOP, _FACET, _YEARS, _SPAN, _TAKE = (
    TemplateMacro("_results.html", name) for name in ("top", "facet", "year_picture", "year_fields", "take")
)
_MARKED_BARS = YearBars(*(Markup(f"<{name}>") for name in YearBars.__dataclass_fields__))  # type: ignore[arg-type]


def results_top(  # noqa: PLR0913, PLR0917 - what a page says above its hits
    query: Query,
    orders: tuple[tuple[str, str], ...],
    view_addresses: Mapping[str, str],
    map_address: str,
    groups: Sequence[Group],
    chips: Sequence[Chip],
    fragment: FragmentRenderer,
) -> Markup:
    """Return the ways to another view, order and filter."""
    arguments = (query.view, query.sort, orders, len(chips), bool(map_address), bool(groups), not query.expand)
    html = str(fragment(_TOP, *arguments)).replace(placeholders.TO_MAP, escape(map_address))
    html = html.replace(placeholders.TO_WORKSHOPS, escape(view_addresses["workshops"]))
    return Markup(html.replace(placeholders.TO_LESSONS, escape(view_addresses["highlights"])))


def facet_sections(
    groups: Iterable[Group], results: Results, bars: YearBars | None, compare_address: str, fragment: FragmentRenderer
) -> Markup:
    """Return the facets of ``results`` with their values, one after the other."""
    sections = []
    for group in groups:
        html = str(fragment(_FACET, group.name, group.title, group.open, bool(group.address)))
        html = html.replace(placeholders.CHOICES, choice_rows(group.buckets, group.name, results, fragment))
        if group.address:
            html = html.replace(placeholders.MORE, escape(group.address)).replace(
                placeholders.COUNT, number(group.total)
            )
        if group.name == "experience":
            html = html.replace(placeholders.COMPARE, escape(compare_address))
        if group.name == "year":
            html = html.replace(placeholders.YEARS, _years(results, bars, fragment))
        sections.append(html)
    return Markup("".join(sections))


def take(results: Results, params: Parameters, to: Addresses, fragment: FragmentRenderer) -> Markup:
    """Return what to do with all of ``results``, whose search has ``params``."""
    is_large = results.total > FORMATS["docx"].max_entries
    html = str(fragment.keyed(_TAKE, is_large, is_large, FORMATS))
    search = escape(to.query([*params, ("lang", language())]))
    return Markup(
        html.replace(placeholders.SEARCH, search).replace(placeholders.ALERTS, escape(to.path("/alerts", params)))
    )


def _years(results: Results, bars: YearBars | None, fragment: FragmentRenderer) -> str:
    """Return the years as a picture, where they are enough for one, and as fields."""
    years = results.query.years
    fields = str(fragment.keyed(_SPAN, years and years.text, years))
    if bars is None:
        return fields
    marked = _MARKED_BARS if bars.selected else replace(_MARKED_BARS, selected="")
    html = str(fragment.keyed(_YEARS, bool(bars.selected), marked))
    for name in YearBars.__dataclass_fields__:
        html = html.replace(f"<{name}>", str(getattr(bars, name)))
    return html + fields
