"""The start page and results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request

from policysearch.engine import Results
from policysearch.exporting import FORMATS
from policysearch.web import choice, facets, parameters
from policysearch.web.middleware import noting
from policysearch.web.paging import paging, ways_out
from policysearch.web.site import addresses, labels, language, site
from policysearch.web.start import start

pages = Blueprint("pages", __name__)
ENOUGH_FOR_A_MAP = 20


@pages.get("/")
def home() -> str:
    """Results where something is asked, else the start page."""
    if not parameters.asks(request.args):
        return start()
    searcher = site().searcher
    asked = parameters.leniently(request.args).query(searcher.vocabulary, language())
    return render_template("results.html", **shown(noting.found(searcher.search(asked))))


def shown(results: Results) -> dict[str, Any]:
    """What the results page shows of ``results``."""
    query, to = results.query, addresses()

    def again(**changes: Any) -> str:
        return to.home(parameters.of(replace(query, offset=0, **changes)))

    correction = results.suggestion
    return {
        "results": results,
        "query": query,
        "asked": parameters.of(replace(query, offset=0, limit=10)),
        "kept": [*kept(results), *choice.unseen(choice.shown(results.hits))],
        "groups": facets.groups(results, labels()),
        "bars": facets.bars(results, to),
        "chips": facets.chips(query, labels(), to),
        "views": {view: again(view=view) for view in parameters.CHOICES["view"]},
        "unfiltered": again(filters=()),
        "exactly": again(expand=False),
        "widely": again(expand=True),
        "corrected": again(text=correction.text) if correction else "",
        "ways_out": [*ways_out(results, labels(), to)],
        "paging": paging(results, to),
        "mapped": to.path("/map", parameters.of(replace(query, offset=0))) if results.total >= ENOUGH_FOR_A_MAP else "",
        "formats": FORMATS,
    }


def kept(results: Results) -> Iterator[tuple[str, str]]:
    """What the form has no control for and must keep: hidden fields. A search that found nothing is remembered."""
    query = results.query
    if not results.total and query.text:
        yield noting.BEFORE, query.text
    for name, value in parameters.of(replace(query, offset=0)):
        if name in ("view", "expand", "limit"):
            yield name, value
