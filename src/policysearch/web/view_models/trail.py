"""The search that a workshop's or lesson's page was opened from: its words, the way back, the hits before and after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from flask import request

from policysearch.model.document import Document
from policysearch.model.errors import QueryError
from policysearch.query import MAX_WINDOW, Query
from policysearch.search.results import Hit
from policysearch.web import search_params
from policysearch.web.search_params import to_params
from policysearch.web.site import addresses, language, request_vocabulary, site
from policysearch.web.view_models.brief_selection import Pairs, hidden_params

PLACE = "at"  # the parameter with the place of the page's document among the results, from 1


class Neighbours(NamedTuple):
    """The hit in a place, those before and after it, and how many there are."""

    hit: Hit
    previous: Hit | None
    next: Hit | None
    total: int


@dataclass(frozen=True, slots=True)
class Trail:
    """The search with its ``params``. ``place`` is 0 where it is unknown; addresses are None where there is none."""

    query: Query
    params: Pairs
    words: tuple[str, ...]
    results_address: str
    place: int = 0
    total: int = 0
    previous: str | None = None
    next: str | None = None

    @property
    def search_fields(self) -> Pairs:
        """Return what the page's search form keeps: filters, view and order, and the reader's choice."""
        return [*(param for param in self.params if param[0] != "q"), *hidden_params()]

    @property
    def page_params(self) -> Pairs:
        """Return the parameters of the search in this page's address."""
        return [*self.params, *([(PLACE, str(self.place))] if self.place else [])]


def trail(document: Document) -> Trail | None:
    """Return the search that this request's address names; None without one."""
    if not search_params.is_search(request.args):
        return None
    try:
        query = search_params.parse_lenient(request.args).query(request_vocabulary(), language())
    except QueryError:
        return None
    query = replace(query, offset=0)
    params, place, to = to_params(query), _place(), addresses()
    words = site().searcher.matching_words(query, document.id)
    neighbours = _neighbours(query, document, place)
    if neighbours is None:
        return Trail(query, params, words, to.home(params))
    page = to_params(query, (place - 1) // query.limit * query.limit)
    return Trail(
        query,
        params,
        words,
        f"{to.home(page)}#{hit_name(neighbours.hit.document.id)}",
        place,
        neighbours.total,
        _address(neighbours.previous, params, place - 1),
        _address(neighbours.next, params, place + 1),
    )


def hit_address_ends(params: Pairs) -> str:
    """Return what the addresses of the hits of a search carry of its ``params``, to be followed by a hit's place."""
    return urlencode([*params, (PLACE, "")])


def hit_name(document_id: str) -> str:
    """Return the id of a hit's heading on a page of results."""
    return f"hit-{document_id.replace('/', '-')}"


def _place() -> int:
    digits = request.args.get(PLACE, "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0


def _neighbours(query: Query, document: Document, place: int) -> Neighbours | None:
    """Return the hits around ``place``; None where another document is there."""
    if not 0 < place < MAX_WINDOW:
        return None
    first = max(place - 2, 0)
    results = site().searcher.search(replace(query, offset=first, limit=place - first + 1, facets=()))
    hits = dict(enumerate(results.hits, first + 1))
    if place not in hits or hits[place].document.workshop.slug != document.workshop.slug:
        return None
    return Neighbours(hits[place], hits.get(place - 1), hits.get(place + 1), results.total)


def _address(hit: Hit | None, params: Pairs, place: int) -> str | None:
    return addresses().path(f"/workshops/{hit.document.id}", [*params, (PLACE, str(place))]) if hit else None
