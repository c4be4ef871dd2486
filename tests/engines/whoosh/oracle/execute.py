"""A Query -> the units its view lists: with all words, else with any; filtered and ordered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from policysearch.query import And, Clause, Everything, Not, Or, Query, relax
from tests.engines.whoosh.oracle import more_like_this
from tests.engines.whoosh.oracle.compile import Translation, every
from tests.engines.whoosh.oracle.matches import Matches, match
from tests.engines.whoosh.oracle.proximity import drawn
from tests.engines.whoosh.oracle.whoosh_snapshot import Opened


@dataclass(frozen=True, slots=True)
class Found:
    """``units`` are all that the words find in the view, whatever the filters; ``clause`` is what found them.

    ``matches`` are the documents of any kind behind them, ``picked`` which units were pinned.
    """

    query: Query
    clause: Clause
    matches: Matches
    units: Matches
    picked: NDArray[np.int64]
    notices: tuple[str, ...]
    relaxed: bool = False

    def filtered(self, opened: Opened, ignoring: str | None = None) -> NDArray[np.bool_]:
        """Which units pass the filters, those of the facet ``ignoring`` apart."""
        passing = np.ones(len(self.units.documents), bool)
        for facet, values in self.query.filters:
            if facet != ignoring:
                passing &= opened.facets[facet].having(values)[self.units.documents]
        return passing

    def listed(self, opened: Opened) -> NDArray[np.int64]:
        """Indices into ``units`` of all that pass, in the query's order."""
        passing = np.flatnonzero(self.filtered(opened))
        documents = self.units.documents[passing]
        newest, names = -opened.starts[documents], opened.order[documents]
        if self.query.sort == "newest":
            return passing[np.lexsort((names, newest))]
        if self.query.sort == "oldest":
            return passing[np.lexsort((names, -newest))]
        return passing[np.lexsort((names, newest, -self.units.scores[passing], self._places(documents)))]

    def _places(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """Pinned units stand in the order they were pinned in, before all others."""
        places = np.full(len(documents), len(self.picked))
        for place, document in enumerate(self.picked):
            places[documents == document] = place
        return places


def find(opened: Opened, query: Query) -> Found:
    """What ``query`` finds: with all words, else with any."""
    found = _find(opened, query, query.clause)
    if found.filtered(opened).any() or isinstance(query.clause, Everything):
        return found
    looser = relax(query.clause)
    if looser == query.clause:
        return found
    relaxed = _find(opened, query, looser)
    return replace(relaxed, relaxed=True) if relaxed.filtered(opened).any() else found


def _find(opened: Opened, query: Query, clause: Clause) -> Found:
    translation = Translation(opened)
    wanted = translation.query(And((clause,)))  # where a stop word alone excludes nothing
    if query.like is not None:
        wanted = every([wanted, more_like_this.like(opened, query.like)])
    highlights = opened.kinds["highlight"]
    listed = highlights if query.view == "highlights" else ~highlights
    matches = _allowed(opened, clause, match(opened, wanted))
    if query.like is not None:
        matches = Matches(*_without(opened, query.like, *matches))
    matches = drawn(opened, clause, matches, listed)
    units = _units(opened, query, matches)
    picked = _pinned(opened, query)
    units = _joined(units, picked)
    return Found(query, clause, matches, units, picked, tuple(translation.notices))


def _allowed(opened: Opened, clause: Clause, matches: Matches) -> Matches:
    """Without the passages of workshops whose own words a NOT excludes."""
    documents, scores = matches
    nots = tuple(
        one.clause for one in (clause.clauses if isinstance(clause, And) else (clause,)) if isinstance(one, Not)
    )
    if not nots or not opened.kinds["passage"][documents].any():
        return matches
    excluded = match(opened, Translation(opened).query(Or(nots))).documents
    left = ~(opened.kinds["passage"][documents] & np.isin(opened.parents[documents], excluded))
    return Matches(documents[left], scores[left])


def _units(opened: Opened, query: Query, matches: Matches) -> Matches:
    """In view workshops, a workshop is found by itself or by one of its passages; the best one scores."""
    documents, scores = matches
    if query.view == "highlights":
        chosen = opened.kinds["highlight"][documents]
        return Matches(documents[chosen], scores[chosen])
    chosen = ~opened.kinds["highlight"][documents]
    units, places = np.unique(opened.parents[documents[chosen]], return_inverse=True)
    best = np.zeros(len(units))
    np.maximum.at(best, places, scores[chosen])
    return Matches(units, best)


def _without(
    opened: Opened, document_id: str, documents: NDArray[np.int64], scores: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    number = opened.number(document_id)
    if number is None:
        return documents, scores
    others = opened.parents[documents] != opened.parents[number]
    return documents[others], scores[others]


def _pinned(opened: Opened, query: Query) -> NDArray[np.int64]:
    allowed = opened.listed(query.view)
    numbers: Collection[int | None] = [opened.number(name) for name in query.pinned]
    return np.asarray([n for n in numbers if n is not None and allowed[n]], np.int64)


def _joined(units: Matches, picked: NDArray[np.int64]) -> Matches:
    new = np.setdiff1d(picked, units.documents)
    documents = np.concatenate((units.documents, new))
    order = np.argsort(documents)
    return Matches(documents[order], np.concatenate((units.scores, np.zeros(len(new))))[order])
