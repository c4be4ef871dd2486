"""The start page: all of a small collection itself, the ways into a large one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from policysearch import query as asking
from policysearch.model.document import Document
from policysearch.query import Query, Sort
from policysearch.search.results import Bucket, Results
from policysearch.text import fold
from policysearch.web.pages.evidence_map import AXES, worth_showing
from policysearch.web.site import label, language, site

SMALL = 30  # workshops; from here on the page shows ways in, not the content itself
EXAMPLES = 4
NEWEST = 6
PICKED = 3
COUNTRIES = 20
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
    newest = searcher.search(Query(sort="newest", limit=SMALL, language=language()))
    lessons = searcher.search(Query(view="highlights", limit=1, language=language(), crosstab=AXES))
    small = newest.total < SMALL
    return render_template(
        "start.html",
        total=newest.total,
        lessons_total=lessons.total,
        span=span(),
        examples=[*_examples()][:EXAMPLES],
        map=worth_showing(lessons),
        small=small,
        **(_content(newest) if small else _ways_in(newest, lessons)),
    )


def _content(newest: Results) -> dict[str, Any]:
    """A small collection itself: every workshop with its lessons."""
    lessons = site().searcher.scan(Query(view="highlights", language=language()))
    return {
        "shelf": newest.hits,
        "experience": {lesson.id: lesson.facets.get("experience", ()) for lesson in lessons},
        "boxes": {*_lessons(newest)},
        "updated": _updated(newest),
    }


def _lessons(newest: Results) -> Iterator[str]:
    for held in (hit.document.workshop for hit in newest.hits):
        yield from (f"{held.slug}/{highlight.id}" for highlight in held.text(language()).highlights)


def _ways_in(newest: Results, lessons: Results) -> dict[str, Any]:
    """Where to begin in a large one."""
    countries = _ways(lessons.facets.get("experience", ()), "experience")
    return {
        "newest": newest.hits[:NEWEST],
        "themes": _ways(newest.facets.get("theme", ()), "theme"),
        "countries": countries[:COUNTRIES],
        "more_countries": sorted(countries[COUNTRIES:], key=lambda way: fold(way.label)),
        "countries_total": lessons.facet_totals.get("experience", 0),
        "picked": _picked(),
    }


def _ways(buckets: tuple[Bucket, ...], facet: str) -> list[Way]:
    return [Way(bucket.value, label(facet, bucket.value), bucket.count) for bucket in buckets]


def span() -> tuple[int, int] | None:
    """The first and the last year there is something of."""
    found = [site().searcher.search(Query(sort=sort, limit=1)).hits for sort in _BOTH_ENDS]
    first, last = (hits[0].document.workshop.start.year if hits else None for hits in found)
    return (first, last) if first and last else None


def _updated(newest: Results) -> date | None:
    """When any of them was last written, where they say so."""
    held = [hit.document.workshop for hit in newest.hits]
    return max((when for workshop in held if (when := workshop.updated or workshop.added)), default=None)


def _examples() -> Iterator[str]:
    """Searches that find something here: the first few of the likely ones, then themes by their names."""
    likely = [_("vulnerable groups"), _("SBDC model Chile"), _("ICT year:2009..2010"), _("export supply chains")]
    searcher = site().searcher
    themes = [theme.label.get(language(), "") for theme in searcher.vocabulary.themes]
    for text in filter(None, likely + themes[:EXAMPLES]):
        found = searcher.search(asking.parse(text, searcher.vocabulary, language=language(), limit=1))
        if found.total and not found.relaxed:
            yield text


def _picked() -> list[Document]:
    """What staff have chosen for these days, for whatever search."""
    searcher, today = site().searcher, date.today()
    chosen = dict.fromkeys(
        document
        for pick in searcher.vocabulary.picks
        if (pick.first or today) <= today <= (pick.last or today)
        for document in pick.documents
    )
    return [found for document in [*chosen][:PICKED] if (found := searcher.get(document))]
