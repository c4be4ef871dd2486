"""The start page and results."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request

from policysearch.search.results import Results
from policysearch.web import search_params
from policysearch.web.compare_params import ComparisonParams
from policysearch.web.http import search_logging
from policysearch.web.search_params import GENERATION, SINCE, YEARS, to_params
from policysearch.web.site import addresses, is_of_former, labels, language, request_vocabulary, stay_with
from policysearch.web.site import search as site_search
from policysearch.web.view_models import facets
from policysearch.web.view_models.brief_selection import hidden_params, lesson_boxes
from policysearch.web.view_models.chips import chips
from policysearch.web.view_models.facts import shown_facts
from policysearch.web.view_models.missing import missing_words
from policysearch.web.view_models.notices import meant_text
from policysearch.web.view_models.paging import paging, ways_out
from policysearch.web.view_models.sorting import sort_choices
from policysearch.web.view_models.start import start_page
from policysearch.web.view_models.trail import hit_address_ends
from policysearch.web.view_models.year_bars import year_bars

search = Blueprint("search", __name__)
MIN_RESULTS_FOR_MAP = 20


@search.get("/")
def home() -> str:
    """Show results where the address has a search, else the start page."""
    if not search_params.is_search(request.args):
        return start_page()
    params = search_params.parse_lenient(request.args)
    version = params.single.get(GENERATION, "")
    begins_anew = version != "" and not stay_with(version)
    query = params.query(request_vocabulary(), language())
    results = search_logging.remember_results(site_search(replace(query, offset=0) if begins_anew else query))
    return render_template("results.html", **results_context(results), begins_anew=begins_anew)


def results_context(results: Results) -> dict[str, Any]:
    """Return the variables of the results page."""
    query, to, label = results.query, addresses(), labels()
    params = to_params(query, 0)

    def changed(**changes: Any) -> str:
        return to.home(to_params(replace(query, offset=0, **changes)))

    suggestion, groups = results.suggestion, facets.groups(results, params, to)
    has_map = results.total >= MIN_RESULTS_FOR_MAP
    return {
        "results": results,
        "query": query,
        "params": [pair for pair in params if pair[0] != "limit"],
        "hidden_fields": [
            *hidden_fields(params, {group.name for group in groups}),
            *hidden_params(lesson_boxes((*results.hits, *results.close))),
        ],
        "groups": groups,
        "bars": year_bars(results),
        "chips": chips(query, label, to),
        "view_addresses": {
            view: to.home(params) if view == query.view else changed(view=view)
            for view in search_params.CHOICES["view"]
        },
        "changed_address": changed,
        "corrected_address": changed(text=suggestion.text) if suggestion else "",
        "verbatim_address": changed(text=results.shown_for.verbatim) if results.shown_for else "",
        "meant_text": meant_text,
        "facts": shown_facts(results, to, language()),
        "missing_words": missing_words(results),
        "ways_out": [*ways_out(results, label, to)],
        "paging": paging(results, to),
        "renewed_address": to.home(params) if is_of_former() else "",
        "compare_address": to.path("/compare", ComparisonParams(query.selected("experience"), query).to_params()),
        "map_address": to.path("/map", params) if has_map else "",
        "address_ends": hit_address_ends(params),
        "sort_choices": sort_choices(results) if results.total > 1 else (),
    }


def hidden_fields(params: Iterable[tuple[str, str]], groups: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the ``params`` of a search that the form has no control for and must keep, whatever is searched for next.

    ``groups`` are the filters on the page: the range of years stands with the years, the day of adding below them all.
    """
    names = ("view", "limit", "meaning", *(() if "year" in groups else YEARS), *(() if groups else (SINCE,)))
    yield from (pair for pair in params if pair[0] in names)
