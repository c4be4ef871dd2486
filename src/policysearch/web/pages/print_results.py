"""All results of a search on one page, to print: the query, the date, the full addresses."""

from __future__ import annotations

from itertools import islice

from flask import Blueprint, render_template, request

from policysearch.exporters import FORMATS, entries
from policysearch.web import search_params
from policysearch.web.downloads.provenance import audience, search_provenance
from policysearch.web.site import language, request_vocabulary, search, site

print_results = Blueprint("print_results", __name__)
MAX_PRINTED = FORMATS["docx"].max_entries


@print_results.get("/print")
def page() -> str:
    """Show what a search finds, at most as many as a Word document holds."""
    params = search_params.parse_lenient(request.args).without_window()
    query = params.query(request_vocabulary(), language())
    results = search(query)
    provenance = search_provenance(query, results)
    return render_template(
        "print.html",
        provenance=provenance,
        lines=[*provenance.lines(MAX_PRINTED)],
        results=results,
        entries=entries(islice(site().searcher.scan(query), MAX_PRINTED), audience()),
    )
