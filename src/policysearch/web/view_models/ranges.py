"""The range of years and the day of adding that a search is narrowed to, in words."""

from __future__ import annotations

from typing import NamedTuple

from policysearch.query import Query, YearRange
from policysearch.web.catalogues import gettext as _
from policysearch.web.formats import day
from policysearch.web.search_params import SINCE, YEARS


class Range(NamedTuple):
    """The title and words of a range, and the parameters that it is written with."""

    title: str
    words: str
    names: tuple[str, ...]


def ranges(query: Query) -> dict[str, Range]:
    """Return the ranges of ``query`` by their names in it."""
    words: dict[str, Range] = {}
    if query.years:
        words["years"] = Range(_("Year"), years_text(query.years), YEARS)
    if query.since:
        words["since"] = Range(_("Added since"), day(query.since), (SINCE,))
    return words


def years_text(years: YearRange) -> str:
    """Return a range of years as readers write it."""
    if years.last is None:
        return _("from %(year)s", year=years.first)
    if years.first is None:
        return _("until %(year)s", year=years.last)
    return str(years.first) if years.first == years.last else f"{years.first}–{years.last}"
