"""All values of a facet with their counts in a search, to find one among many and to filter by it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, abort, render_template, request

from policysearch.search.results import Bucket, Results
from policysearch.text import fold
from policysearch.web import search_params
from policysearch.web.search_params import to_params
from policysearch.web.site import addresses, labels, language, request_vocabulary, site
from policysearch.web.view_models import facets
from policysearch.web.view_models.brief_selection import hidden_params

facet_values = Blueprint("facet_values", __name__)
PATH = "/facets/"
FIND, ORDER, FIRST = "find", "order", "first"  # parameters: words of a value's name; "name" or "count"; the first value
MAX_FIND_LENGTH = 200
PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class ValuesPage:
    """The values from number ``first`` (from 0) of the ``total`` that have the words ``find``, in their ``order``."""

    buckets: tuple[Bucket, ...]
    total: int
    first: int
    find: str
    order: str

    @property
    def previous(self) -> int | None:
        """Return the first value of the page before; None where this is the first page."""
        return max(self.first - PER_PAGE, 0) if self.first else None

    @property
    def next(self) -> int | None:
        """Return the first value of the next page; None where there is none."""
        return self.first + PER_PAGE if self.first + PER_PAGE < self.total else None


@facet_values.get(PATH + "<facet>")
def values(facet: str) -> str:
    """Show the values of ``facet``; those that are selected are shown on every page, whatever is looked for."""
    if facet not in facets.ORDER:
        abort(404)
    query = search_params.parse_lenient(request.args).query(request_vocabulary(), language())
    results = site().searcher.search(replace(query, offset=0, limit=1, facets=(facet,), all_buckets=True))
    page = _page(facet, results)
    params = to_params(query, 0)
    other_params = [(name, value) for name, value in params if name != facet]
    return render_template(
        "facet_values.html",
        facet=facet,
        title=facets.titles()[facet],
        page=page,
        results=results,
        query=query,
        hidden_fields=[*other_params, *hidden_params()],
        results_address=addresses().home(params),
    )


def _page(facet: str, results: Results) -> ValuesPage:
    find = request.args.get(FIND, "").strip()[:MAX_FIND_LENGTH]
    order = "name" if request.args.get(ORDER) == "name" else "count"
    buckets = facets.one_by_one(facet, results.facets.get(facet, ()), results.query)
    words, label = fold(find).split(), labels()
    matching = [bucket for bucket in buckets if all(word in fold(label(facet, bucket.value)) for word in words)]
    if facet == "year":
        matching.sort(key=lambda bucket: bucket.value, reverse=True)
    elif order == "name":
        matching.sort(key=lambda bucket: fold(label(facet, bucket.value)))
    digits = request.args.get(FIRST, "")
    first = int(digits) if digits.isascii() and digits.isdigit() and int(digits) < len(matching) else 0
    window = matching[first : first + PER_PAGE]
    selected = [bucket for bucket in buckets if bucket.selected and bucket not in window]
    return ValuesPage((*selected, *window), len(matching), first, find, order)
