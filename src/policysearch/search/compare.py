"""Lessons of several countries side by side, by themes: matched together once, and then all cells at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from policysearch.engines.contract import Id, Matched, Request, Snapshot
from policysearch.model.document import Document
from policysearch.query import And, Clause, InFacet, Not, Query, filters
from policysearch.search.corrected import answer
from policysearch.search.hierarchies import counts
from policysearch.search.notices import notices
from policysearch.search.results import Comparison, ComparisonCell, ComparisonRow, Lesson
from policysearch.search.retrieve import THEME, Retrieval
from policysearch.search.tiers import EXPERIENCE
from policysearch.vocabulary import Vocabulary

MIN_PLACES, MAX_PLACES = 2, 4
MAX_THEMES = 24  # rows of one comparison; the other themes are named
NO_THEME = ""  # the row of lessons without a theme
PREPARED_AT_ONCE = 60  # requests in one round trip


class _CellRequests(NamedTuple):
    """What fills a cell: all its lessons, and where a region shares with the place, those of the place itself."""

    row: str
    place: str
    every: Request
    direct: Request | None


@dataclass(frozen=True, slots=True)
class _Rows:
    """The themes that have a row with their number of lessons, and those that have none any more."""

    themes: tuple[tuple[str, int], ...]
    other_themes: tuple[tuple[str, int], ...]


def compare(snapshot: Snapshot, query: Query, places: Sequence[str], lessons_in_cell: int) -> Comparison:
    """Return the newest lessons of each of ``places`` about each theme, at most ``lessons_in_cell`` in a cell.

    Only what ``query`` matches counts, by words alone. A theme has a row where it is selected, or else where no broader
    one is here: narrower themes are in the row of their broader one.
    """
    together = answer(snapshot, _together(query, places))
    retrieval = together.retrieval
    theme_counts = {bucket.value: bucket.count for bucket in counts(retrieval).facets[THEME].buckets}
    rows = _rows(snapshot.vocabulary, retrieval.query, theme_counts)
    names = [theme for theme, _ in rows.themes] + ([] if query.selected(THEME) else [NO_THEME])
    requests = [_cell_requests(retrieval, row, place, lessons_in_cell) for row in names for place in places]
    totals = [_narrowed(retrieval.request, snapshot.vocabulary, place, None, 0) for place in places]
    answers = _execute(snapshot, [*totals, *(request for cell in requests for request in cell[2:] if request)])
    cells = _cells(snapshot, requests, answers, lessons_in_cell)
    totals_by_theme = dict(rows.themes)
    filled = [
        ComparisonRow(name, totals_by_theme.get(name, 0), tuple(cells[name, place] for place in places))
        for name in names
    ]
    return Comparison(
        query=retrieval.query,
        places=tuple(places),
        totals=tuple(answers[request].total for request in totals),
        rows=tuple(row for row in filled if row.theme or any(cell.total for cell in row.cells)),
        other_themes=rows.other_themes,
        empty_themes=_empty_themes(snapshot.vocabulary, query, theme_counts),
        relaxed=retrieval.relaxed,
        notices=notices(retrieval),
        shown_for=together.shown_for,
        generation=snapshot.id,
    )


def _together(query: Query, places: Sequence[str]) -> Query:
    """Return the query for the lessons of all places, none listed, all their themes counted."""
    return replace(
        query,
        view="highlights",
        sort="newest",
        offset=0,
        limit=0,
        filters=filters({**dict(query.filters), EXPERIENCE: tuple(places)}),
        facets=(THEME,),
        all_buckets=True,
    )


def _rows(vocabulary: Vocabulary, query: Query, theme_counts: Mapping[str, int]) -> _Rows:
    """Return the selected themes, else the broadest ones that have a lesson: the ``MAX_THEMES`` with the most."""
    themes = query.selected(THEME) or [*_broadest(vocabulary, theme_counts)]
    totals = {theme: theme_counts.get(theme, 0) for theme in themes}
    most_frequent = {*sorted(totals, key=lambda theme: -totals[theme])[:MAX_THEMES]}
    in_order = [theme.id for theme in vocabulary.themes if theme.id in totals]
    in_order += [theme for theme in totals if theme not in in_order]
    return _Rows(
        tuple((theme, totals[theme]) for theme in in_order if theme in most_frequent),
        tuple((theme, totals[theme]) for theme in in_order if theme not in most_frequent),
    )


def _broadest(vocabulary: Vocabulary, theme_counts: Mapping[str, int]) -> Iterator[str]:
    """Yield the themes with a lesson that are in the family of no other such theme; of a circle of them, one."""
    used = [theme for theme, count in theme_counts.items() if count]
    broader = {theme.id: theme.broader for theme in vocabulary.themes}
    roots = [theme for theme in used if broader.get(theme, "") not in used or broader[theme] == theme]
    covered: set[str] = set()
    for theme in (*roots, *used):
        if theme not in covered:
            covered.update(vocabulary.family(theme))
            yield theme


def _empty_themes(vocabulary: Vocabulary, query: Query, theme_counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the vocabulary's broadest themes that none of the places has a lesson about."""
    if query.selected(THEME):
        return ()
    ids = {theme.id for theme in vocabulary.themes}
    broadest = (theme for theme in vocabulary.themes if theme.broader not in ids)
    return tuple(theme.id for theme in broadest if not theme_counts.get(theme.id))


def _cell_requests(retrieval: Retrieval, row: str, place: str, limit: int) -> _CellRequests:
    vocabulary = retrieval.snapshot.vocabulary
    base = retrieval.request
    if row == NO_THEME:
        base = base._replace(clause=_without_theme(retrieval.snapshot, base.clause))
    every = _narrowed(base, vocabulary, place, row, limit)
    direct = None
    if len(vocabulary.with_regions((place,))) > 1:
        selections = {**dict(every.filters), EXPERIENCE: (place,)}
        direct = every._replace(filters=tuple(sorted(selections.items())), facets=())
    return _CellRequests(row, place, every, direct)


def _without_theme(snapshot: Snapshot, clause: Clause) -> Clause:
    values = tuple(snapshot.values(THEME))
    return And((clause, Not(InFacet(THEME, values)))) if values else clause


def _narrowed(base: Request, vocabulary: Vocabulary, place: str, theme: str | None, limit: int) -> Request:
    """Return the request for the newest ``limit`` lessons of a place: about a theme, where there is one."""
    filters = {**dict(base.filters), EXPERIENCE: tuple(sorted(vocabulary.with_regions((place,))))}
    if theme:
        filters[THEME] = vocabulary.family(theme)
    return base._replace(
        filters=tuple(sorted(filters.items())),
        sort="newest",
        offset=0,
        limit=limit,
        facets=("year",) if theme is not None else (),
        all_buckets=True,
        crosstab=None,
        candidates=0,
        groups=(),
    )


def _execute(snapshot: Snapshot, requests: Sequence[Request]) -> dict[Request, Matched]:
    """Return the answer to each request, many in one round trip."""
    answers: dict[Request, Matched] = {}
    unique = [*dict.fromkeys(requests)]
    for start in range(0, len(unique), PREPARED_AT_ONCE):
        part = unique[start : start + PREPARED_AT_ONCE]
        snapshot.prepare(part)
        answers |= {request: snapshot.execute(request) for request in part}
    return answers


def _cells(
    snapshot: Snapshot, requests: Sequence[_CellRequests], answers: Mapping[Request, Matched], limit: int
) -> dict[tuple[str, str], ComparisonCell]:
    """Return the cells by row and place; all their documents are read at once."""
    ids = {(cell.row, cell.place): _lesson_ids(cell, answers, limit) for cell in requests}
    unique = [*dict.fromkeys(doc_id for of_cell in ids.values() for doc_id in of_cell)]
    documents = dict(zip(unique, snapshot.documents(unique), strict=True))
    vocabulary = snapshot.vocabulary
    return {
        (cell.row, cell.place): ComparisonCell(
            cell.place,
            answers[cell.every].total,
            _years(cell.every, answers[cell.every]),
            tuple(_lesson(documents[doc_id], cell.place, vocabulary) for doc_id in ids[cell.row, cell.place]),
        )
        for cell in requests
    }


def _lesson_ids(cell: _CellRequests, answers: Mapping[Request, Matched], limit: int) -> list[Id]:
    """Return the newest lessons: those of the place itself before those of a region that shares with it."""
    every = [doc_id for doc_id, _ in answers[cell.every].hits]
    if cell.direct is None:
        return every
    direct = [doc_id for doc_id, _ in answers[cell.direct].hits]
    return [*direct, *(doc_id for doc_id in every if doc_id not in direct)][:limit]


def _years(request: Request, matched: Matched) -> tuple[str, ...]:
    """Return the years of all lessons of a cell, the newest first; a facet's counts ignore its own selection."""
    selected = dict(request.filters).get("year")
    buckets = matched.facets["year"].buckets
    years = (bucket.value for bucket in buckets if bucket.count and (selected is None or bucket.value in selected))
    return tuple(sorted(years, reverse=True))


def _lesson(document: Document, place: str, vocabulary: Vocabulary) -> Lesson:
    values = document.facets.get(EXPERIENCE, ())
    through = "" if place in values else min({*vocabulary.with_regions((place,))}.intersection(values), default="")
    return Lesson(document, through)
