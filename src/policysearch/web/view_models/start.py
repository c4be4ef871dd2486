"""The start page: the content of a small collection, the ways into a large one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from flask import render_template

from policysearch import query as queries
from policysearch.model.document import Document
from policysearch.query import Query
from policysearch.search.results import Results
from policysearch.text import fold
from policysearch.web.catalogues import gettext as _
from policysearch.web.pages.evidence_map import AXES, is_worth_showing
from policysearch.web.site import labels, language, site

SMALL = 30  # workshops; from this number on the page shows ways in, not the content
MAX_EXAMPLES = 4
MAX_NEWEST = 6
MAX_PICKED = 3
MAX_COUNTRIES = 20


class Choice(NamedTuple):
    """One value of a facet with its name and its number of lessons."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # hides tuple.count, which nothing uses


def start_page() -> str:
    """Return the page. Its content is worked out once for a generation, a language and a day, whose picks it shows."""
    return render_template("start.html", today=date.today(), content=_content)


def _content() -> dict[str, Any]:
    searcher = site().searcher
    searches = (
        Query(sort="newest", limit=SMALL, language=language(), facets=("year",), all_buckets=True),
        Query(view="highlights", limit=0, language=language(), crosstab=AXES),
    )
    searcher.prepare(searches)
    newest, lessons = map(searcher.search, searches)
    small = newest.total < SMALL
    return {
        "total": newest.total,
        "lessons_total": lessons.total,
        "span": year_span(newest),
        "examples": [*_examples()][:MAX_EXAMPLES],
        "map": is_worth_showing(lessons),
        "small": small,
        **(_shelf(newest) if small else _ways_in(newest, lessons)),
    }


def _shelf(newest: Results) -> dict[str, Any]:
    """Return what the page of a small collection shows: every workshop with its lessons."""
    lessons = site().searcher.get_many([*_lesson_ids(newest)])
    return {
        "shelf": newest.hits,
        "experience": {lesson.id: lesson.facets.get("experience", ()) for lesson in lessons if lesson},
        "boxes": {*_lesson_ids(newest)},
        "updated": _last_update(newest),
    }


def _lesson_ids(newest: Results) -> Iterator[str]:
    for workshop in (hit.document.workshop for hit in newest.hits):
        yield from (f"{workshop.slug}/{highlight.id}" for highlight in workshop.text(language()).highlights)


def _ways_in(newest: Results, lessons: Results) -> dict[str, Any]:
    """Return what the page of a large collection shows: where to begin."""
    countries = _choices(lessons, "experience")
    return {
        "newest": newest.hits[:MAX_NEWEST],
        "themes": _choices(lessons, "theme"),
        "countries": countries[:MAX_COUNTRIES],
        "more_countries": sorted(countries[MAX_COUNTRIES:], key=lambda country: fold(country.label)),
        "countries_total": lessons.facet_totals.get("experience", 0),
        "picked": _picked(),
    }


def _choices(lessons: Results, facet: str) -> tuple[Choice, ...]:
    label = labels()
    return tuple(Choice(value, label(facet, value), count) for value, count, _selected in lessons.facets.get(facet, ()))


def year_span(workshops: Results) -> tuple[int, int] | None:
    """Return the first and the last year of ``workshops``, all of whose years are counted; None without any."""
    years = [int(bucket.value) for bucket in workshops.facets["year"] if bucket.count]
    return (min(years), max(years)) if years else None


def _last_update(newest: Results) -> date | None:
    """Return the last day on which a workshop was written, where they name it."""
    workshops = [hit.document.workshop for hit in newest.hits]
    return max((when for workshop in workshops if (when := workshop.updated or workshop.added)), default=None)


def _examples() -> Iterator[str]:
    """Yield searches that find something: the first of the likely ones, then themes by their names."""
    likely = [_("vulnerable groups"), _("SBDC model Chile"), _("ICT year:2009..2010"), _("export supply chains")]
    searcher = site().searcher
    themes = [theme.label.get(language(), "") for theme in searcher.vocabulary.themes]
    texts = [*filter(None, likely + themes[:MAX_EXAMPLES])]
    parsed = [queries.parse(text, searcher.vocabulary, language=language()) for text in texts]
    yield from (text for text, total in zip(texts, searcher.count_many(parsed), strict=True) if total)


def _picked() -> list[Document]:
    """Return the first documents that staff picked for these days, for any search."""
    searcher, today = site().searcher, date.today()
    picked = dict.fromkeys(
        document_id for pick in searcher.vocabulary.picks if pick.is_in_force(today) for document_id in pick.documents
    )
    return [document for document in searcher.get_many([*picked][:MAX_PICKED]) if document]
