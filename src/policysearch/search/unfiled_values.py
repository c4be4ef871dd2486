"""Selected values of facets that no document has, and the values that may have been meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance.OSA import normalized_similarity

from policysearch.engines.contract import Snapshot
from policysearch.query import Notice, Query
from policysearch.search.resolve_names import NEAR
from policysearch.text import fold
from policysearch.vocabulary import country_code

PLACES = ("country", "experience")
MIN_LETTERS = 3  # of a value that is no code


def unfiled_values(snapshot: Snapshot, query: Query) -> Iterator[Notice]:
    """Yield a notice for each selected value that nothing has, not by a narrower theme or a region that shares."""
    for facet, selected in query.filters:
        for value in selected:
            if not is_filed(snapshot, facet, _counted_too(snapshot, facet, value)):
                yield Notice("unfiled_value", text=f"{facet}:{value}", nearest=nearest_filed(snapshot, facet, value))


def is_filed(snapshot: Snapshot, facet: str, selected: Sequence[str]) -> bool:
    """Return whether a document has any of ``selected`` in ``facet``."""
    values = snapshot.values(facet)
    return any(_has(values, value) for value in selected)


def _counted_too(snapshot: Snapshot, facet: str, value: str) -> Sequence[str]:
    if facet == "theme":
        return snapshot.vocabulary.family(value)
    return snapshot.vocabulary.with_regions((value,)) if facet == "experience" else (value,)


def _has(values: Sequence[str], value: str) -> bool:
    place = bisect_left(values, value)
    return place < len(values) and values[place] == value


def nearest_filed(snapshot: Snapshot, facet: str, value: str) -> str:
    """Return the value of the facet that is near, or that the value is another name of; empty where none is."""
    values, name = snapshot.values(facet), value.replace("-", " ")
    if facet in PLACES and (code := country_code(name)):
        return code if code != value and _has(values, code) else ""
    by_name = {fold(other): other for other in values}
    if facet == "theme":
        labels = snapshot.vocabulary.theme_ids.items()
        by_name = {label: theme for label, theme in labels if _has(values, theme)} | by_name
    if facet == "year" or len(value) < MIN_LETTERS:
        return ""
    close = process.extractOne(fold(name), [*by_name], scorer=normalized_similarity, score_cutoff=NEAR)
    return by_name[close[0]] if close else ""
