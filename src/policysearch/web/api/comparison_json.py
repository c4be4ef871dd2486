"""A comparison of countries as the API's JSON."""

from __future__ import annotations

from policysearch.search.results import Comparison, ComparisonCell, ComparisonRow, Lesson
from policysearch.web.addresses import Addresses
from policysearch.web.api.json_results import JSON, ResultsSerializer, headline
from policysearch.web.compare_params import LIMIT, PLACE, ComparisonParams
from policysearch.web.view_models.comparison import PATH, cell_params
from policysearch.web.view_models.notices import notice_text


class ComparisonSerializer:
    """Turns comparisons into JSON for one reader; names and addresses are those of the ``results`` of a search."""

    def __init__(self, results: ResultsSerializer, addresses: Addresses, language: str) -> None:
        self._results = results
        self._addresses = addresses
        self._language = language

    def comparison(self, comparison: Comparison, params: ComparisonParams) -> JSON:
        """Return the comparison that ``params`` ask for."""
        value, shown_for = self._results.value, comparison.shown_for
        query = {name: values for name, values in self._results.query(params.query).items() if name not in _OF_SEARCHES}
        return {
            "query": {**query, PLACE: [*params.places], LIMIT: params.in_cell},
            "places": [
                {**value("experience", place), "total": total}
                for place, total in zip(comparison.places, comparison.totals, strict=True)
            ],
            "themes": [self._row(row, comparison) for row in comparison.rows],
            "other_themes": [{**value("theme", theme), "total": total} for theme, total in comparison.other_themes],
            "gaps": [value("theme", theme) for theme in comparison.empty_themes],
            "relaxed": comparison.relaxed,
            "notices": [notice_text(notice) for notice in comparison.notices],
            "shown_for": {"typed": shown_for.typed, "searched": shown_for.searched} if shown_for else None,
            "links": self._links(params),
            "generation": comparison.generation,
        }

    def _row(self, row: ComparisonRow, comparison: Comparison) -> JSON:
        theme = self._results.value("theme", row.theme) if row.theme else {"value": None, "label": None}
        return {**theme, "cells": [self._cell(row.theme, cell, comparison) for cell in row.cells]}

    def _cell(self, theme: str, cell: ComparisonCell, comparison: Comparison) -> JSON:
        to = self._addresses
        has_results = bool(theme and cell.total)
        return {
            "place": cell.place,
            "total": cell.total,
            "years": [int(year) for year in cell.years],
            "lessons": [self._lesson(lesson) for lesson in cell.lessons],
            "url": to.absolute(to.home(cell_params(comparison, theme, cell.place))) if has_results else None,
        }

    def _lesson(self, lesson: Lesson) -> JSON:
        document = lesson.document
        workshop, highlight = document.workshop, document.highlight(self._language)
        text = workshop.text(self._language)
        return {
            "id": document.id,
            "url": self._results.url(document.id),
            "text": highlight.text if highlight else "",
            "headline": headline(highlight),
            "language": text.language,
            "year": workshop.start.year,
            "start": workshop.start.isoformat(),
            "end": workshop.end.isoformat(),
            "workshop": {"id": workshop.slug, "title": text.title, "url": self._results.url(workshop.slug)},
            "themes": self._results.values("theme", document),
            "experience": self._results.values("experience", document),
            "through": lesson.through or None,
        }

    def _links(self, params: ComparisonParams) -> JSON:
        to, pairs = self._addresses, params.to_params()
        return {
            "self": to.absolute(to.path("/api/v1/compare", pairs)),
            "html": to.absolute(to.path(PATH, pairs)),
            "docx": to.absolute(to.bare(f"{PATH}.docx", [*pairs, ("lang", self._language)])),
        }


_OF_SEARCHES = ("view", "sort", "offset", "meaning", LIMIT, PLACE)  # a comparison has none of these, or its own
