"""The start page: all of a small collection itself, the ways into a large one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from flask import render_template
from flask_babel import gettext as _

from policysearch import query as asking
from policysearch.engine import Bucket, Results
from policysearch.query import Query, Sort
from policysearch.web.maps import AXES, worth_showing
from policysearch.web.site import label, language, site

SMALL = 30
EXAMPLES = 4
NEWEST = 5
_BOTH_ENDS: tuple[Sort, ...] = ("oldest", "newest")


@dataclass(frozen=True, slots=True)
class Way:
    """A value to begin with: ``value`` in the address, its name, its count."""

    value: str
    label: str
    count: int


def start() -> str:
    """The page."""
    searcher = site().searcher
    everything = Query(sort="newest", limit=SMALL, language=language())
    newest = searcher.search(everything)
    lessons = searcher.search(replace(everything, view="highlights", limit=100, crosstab=AXES))
    small = newest.total < SMALL
    shown = newest.hits if small else newest.hits[:NEWEST]
    return render_template(
        "start.html",
        newest=shown,
        total=newest.total,
        lessons_total=lessons.total,
        small=small,
        experience={hit.document.id: hit.document.facets.get("experience", ()) for hit in lessons.hits},
        themes=_ways(newest.facets.get("theme", ()), "theme"),
        countries=_ways(lessons.facets.get("experience", ()), "experience"),
        span=span(),
        updated=_updated(newest),
        examples=[*_examples()][:EXAMPLES],
        picked=[] if small else _picked(),
        map=worth_showing(lessons),
        boxes={f"{hit.document.id}/{h.id}" for hit in shown for h in hit.document.workshop.text(language()).highlights},
    )


def _ways(buckets: tuple[Bucket, ...], facet: str) -> list[Way]:
    return [Way(bucket.value, label(facet, bucket.value), bucket.count) for bucket in buckets]


def span() -> tuple[int, int] | None:
    """The first and the last year there is something of."""
    found = [site().searcher.search(Query(sort=sort, limit=1)).hits for sort in _BOTH_ENDS]
    first, last = (hits[0].document.workshop.start.year if hits else None for hits in found)
    return (first, last) if first and last else None


def _updated(newest: Results) -> date | None:
    """When the newest entries were last written, where they say so."""
    held = [hit.document.workshop for hit in newest.hits]
    return max((when for workshop in held if (when := workshop.updated or workshop.added)), default=None)


def _examples() -> Iterator[str]:
    """Searches that find something here: the first few of the likely ones, then themes by their names."""
    likely = [_("vulnerable groups"), _("SBDC model Chile"), "ICT year:2009..2010", _("export supply chains")]
    searcher = site().searcher
    themes = [theme.label.get(language(), "") for theme in searcher.vocabulary.themes]
    for text in filter(None, likely + themes[:EXAMPLES]):
        found = searcher.search(asking.parse(text, searcher.vocabulary, language=language(), limit=1))
        if found.total and not found.relaxed:
            yield text


def _picked() -> list[tuple[str, str]]:
    """(id, title) of what staff have chosen for these days."""
    searcher, today = site().searcher, date.today()
    chosen = dict.fromkeys(
        document
        for pick in searcher.vocabulary.picks
        if (pick.first or today) <= today <= (pick.last or today)
        for document in pick.documents
    )
    found = filter(None, (searcher.get(document) for document in [*chosen][:NEWEST]))
    return [(document.id, document.workshop.text(language()).title) for document in found]
