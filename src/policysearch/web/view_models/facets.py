"""Facets as a page shows them: groups of choices, the first of them and those that are selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from policysearch.query import Query
from policysearch.search.results import Bucket, Results
from policysearch.settings import LANGUAGES
from policysearch.web.addresses import Addresses, Parameters
from policysearch.web.catalogues import gettext as _
from policysearch.web.catalogues import request_language

ORDER = ("experience", "theme", "year", "country", "partner", "funder", "language")
OPEN = ORDER[:3]
NAMES = ("partner", "funder")  # facets whose values are names, not codes
MAX_CHOICES = 10


@dataclass(frozen=True, slots=True)
class Group:
    """One facet. ``buckets`` are the most frequent of its ``total`` values and all selected ones.

    ``address`` is that of the page with all of them; empty where there are no more.
    """

    name: str
    title: str
    buckets: tuple[Bucket, ...]
    open: bool
    total: int
    address: str


def titles() -> dict[str, str]:
    """Return the facets' names in the reader's language."""
    return _titles(request_language())


@lru_cache(maxsize=len(LANGUAGES))
def _titles(_language: str) -> dict[str, str]:
    """Return the names in the request's language, which is ``_language``."""
    return {
        "experience": _("Experience from"),
        "theme": _("Theme"),
        "year": _("Year"),
        "country": _("Workshop held in"),
        "partner": _("Organizer or partner"),
        "funder": _("Funded by"),
        "language": _("Language of the text"),
    }


def groups(results: Results, params: Parameters, to: Addresses) -> list[Group]:
    """Return the facets that divide these results (or are selected), in their order; ``params`` are the search's."""
    facet_titles = titles()
    return [
        Group(
            name=facet,
            title=facet_titles[facet],
            buckets=(*first_buckets(facet, one_by_one(facet, buckets, results.query)),),
            open=facet in OPEN or any(bucket.selected for bucket in buckets),
            total=(total := results.facet_totals.get(facet, len(buckets))),
            address=to.path(f"/facets/{facet}", params) if total > MAX_CHOICES else "",
        )
        for facet in ORDER
        if _divides(buckets := results.facets.get(facet, ()), results.total)
    ]


def choice_id(value: str, facet: str) -> str:
    """Return the id of a value's box on a page: without spaces, which an id may not have."""
    return f"{facet}-{quote(value, safe='')}" if facet in NAMES else f"{facet}-{value}"


def first_buckets(facet: str, buckets: Sequence[Bucket]) -> list[Bucket]:
    """Return the first ``MAX_CHOICES`` buckets and all selected ones, none of which moves when it is selected.

    Buckets come most frequent first; years are shown newest first.
    """
    ordered = sorted(buckets, key=lambda bucket: bucket.value, reverse=True) if facet == "year" else buckets
    return [bucket for number, bucket in enumerate(ordered) if number < MAX_CHOICES or bucket.selected]


def one_by_one(facet: str, buckets: Sequence[Bucket], query: Query) -> Sequence[Bucket]:
    """Return the buckets that are selected value by value: not the years that only the range of years selects."""
    if facet != "year" or not query.years:
        return buckets
    in_range = {*query.years.among(bucket.value for bucket in buckets)} - {*query.selected("year")}
    return [bucket for bucket in buckets if bucket.value not in in_range]


def selected_facets(query: Query) -> list[tuple[str, str]]:
    """Return the selected (facet, value) pairs in the order of the groups."""
    selections = dict(query.filters)
    return [(facet, value) for facet in ORDER for value in selections.get(facet, ())]


def _divides(buckets: Sequence[Bucket], total: int) -> bool:
    return any(bucket.selected or bucket.count < total for bucket in buckets)
