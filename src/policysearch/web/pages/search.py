"""The start page and results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request

from policysearch.exporters import FORMATS
from policysearch.search.results import Results
from policysearch.web import search_params
from policysearch.web.http import search_logging
from policysearch.web.site import addresses, labels, language, site
from policysearch.web.view_models import brief_selection, facets
from policysearch.web.view_models.paging import paging, ways_out
from policysearch.web.view_models.start import start

pages = Blueprint("pages", __name__)
ENOUGH_FOR_A_MAP = 20


@pages.get("/")
def home() -> str:
    """Results where something is asked, else the start page."""
    if not search_params.asks(request.args):
        return start()
    searcher = site().searcher
    asked = search_params.leniently(request.args).query(searcher.vocabulary, language())
    return render_template("results.html", **shown(search_logging.found(searcher.search(asked))))


def shown(results: Results) -> dict[str, Any]:
    """What the results page shows of ``results``."""
    query, to = results.query, addresses()

    def again(**changes: Any) -> str:
        return to.home(search_params.of(replace(query, offset=0, **changes)))

    correction = results.suggestion
    return {
        "results": results,
        "query": query,
        "asked": search_params.of(replace(query, offset=0, limit=10)),
        "kept": [*kept(results), *brief_selection.unseen(brief_selection.shown(results.hits))],
        "groups": facets.groups(results, labels()),
        "bars": facets.bars(results, to),
        "chips": facets.chips(query, labels(), to),
        "views": {view: again(view=view) for view in search_params.CHOICES["view"]},
        "unfiltered": again(filters=()),
        "exactly": again(expand=False),
        "widely": again(expand=True),
        "corrected": again(text=correction.text) if correction else "",
        "ways_out": [*ways_out(results, labels(), to)],
        "paging": paging(results, to),
        "mapped": to.path("/map", search_params.of(replace(query, offset=0)))
        if results.total >= ENOUGH_FOR_A_MAP
        else "",
        "formats": FORMATS,
    }


def kept(results: Results) -> Iterator[tuple[str, str]]:
    """What the form has no control for and must keep: hidden fields. A search that found nothing is remembered."""
    query = results.query
    if not results.total and query.text:
        yield search_logging.BEFORE, query.text
    for name, value in search_params.of(replace(query, offset=0)):
        if name in ("view", "expand", "limit"):
            yield name, value
