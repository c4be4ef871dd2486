"""Picks of the editors: documents that come first for some searches."""

from __future__ import annotations

from collections.abc import Sequence

from policysearch.engines.contract import Id, Request, Snapshot
from policysearch.query import Query, View


def listed_pins(snapshot: Snapshot, query: Query) -> tuple[Id, ...]:
    """Return the ids of the pinned documents that the query's view may list, in their order, each once.

    In the view workshops, a pinned lesson stands for its workshop.
    """
    if not query.pinned:
        return ()
    keys = query.pinned if query.view == "highlights" else [key.partition("/")[0] for key in query.pinned]
    ids = [*dict.fromkeys(doc_id for doc_id in snapshot.ids(keys) if doc_id is not None)]
    kinds = [document.kind for document in snapshot.documents(ids)]
    return tuple(pin for pin, kind in zip(ids, kinds, strict=True) if kind == _kind(query.view))


def pinned_first(
    snapshot: Snapshot, request: Request, hits: Sequence[tuple[Id, float]], pins: tuple[Id, ...]
) -> list[tuple[Id, float]]:
    """Return the pins that pass the filters, in their order, and then the other ``hits``."""
    passing = dict(snapshot.execute(_of_pins(request, pins), among=pins).hits)
    scores = passing | {hit: score for hit, score in hits if hit in passing}
    first = [(pin, scores[pin]) for pin in pins if pin in passing]
    return first + [hit for hit in hits if hit[0] not in passing]


def _of_pins(request: Request, pins: tuple[Id, ...]) -> Request:
    return Request(
        clause=request.clause, view=request.view, filters=request.filters, like=request.like, also=pins, limit=len(pins)
    )


def _kind(view: View) -> str:
    return "highlight" if view == "highlights" else "workshop"
