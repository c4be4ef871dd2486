"""Words in order -> a query: those that stand side by side, or with a few other positions between neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

Query = dict[str, Any]
MOST_DISTANCES = 64  # combinations of exact distances; of more, spans are nested from both ends


def in_order(field: str, terms: Sequence[str], slop: int) -> Query:
    """Return what matches ``terms`` in this order with at most ``slop`` other positions between two neighbours."""
    if len(terms) == 1:
        return {"term": {field: terms[0]}}
    if not slop:
        return {"match_phrase": {field: {"query": " ".join(terms), "analyzer": "term"}}}
    if len(terms) == 2:
        return _near([_span(field, term) for term in terms], slop)
    if (slop + 1) ** (len(terms) - 2) <= MOST_DISTANCES:
        return _any([_last_near(field, terms, gaps, slop) for gaps in product(range(slop + 1), repeat=len(terms) - 2)])
    return _any([_from_start(field, terms, slop), _from_end(field, terms, slop)])


def _last_near(field: str, terms: Sequence[str], gaps: Sequence[int], slop: int) -> Query:
    """Return all but the last term at exact distances, and then the last one near.

    A span query looks at the nearest end of each beginning alone; with exact distances there is one end.
    """
    clauses: list[Query] = [_span(field, terms[0])]
    for gap, term in zip(gaps, terms[1:-1], strict=True):
        if gap:
            clauses.append({"span_gap": {field: gap}})
        clauses.append(_span(field, term))
    return _near([_near(clauses, 0), _span(field, terms[-1])], slop)


def _from_start(field: str, terms: Sequence[str], slop: int) -> Query:
    spans = _span(field, terms[0])
    for term in terms[1:]:
        spans = _near([spans, _span(field, term)], slop)
    return spans


def _from_end(field: str, terms: Sequence[str], slop: int) -> Query:
    spans = _span(field, terms[-1])
    for term in terms[-2::-1]:
        spans = _near([_span(field, term), spans], slop)
    return spans


def _span(field: str, term: str) -> Query:
    return {"span_term": {field: term}}


def _near(clauses: Sequence[Query], slop: int) -> Query:
    return {"span_near": {"clauses": [*clauses], "slop": slop, "in_order": True}}


def _any(queries: Sequence[Query]) -> Query:
    return {"bool": {"should": [*queries], "minimum_should_match": 1}}
