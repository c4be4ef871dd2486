"""A theme counts its narrower ones, and a country the regions that share with it, where a text names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policysearch.engines.contract import MAX_BUCKETS, Bucket, FacetCounts
from policysearch.query import Query
from policysearch.search.retrieve import THEME, Retrieval, countries_with_regions, themes_with_narrower
from policysearch.search.tiers import EXPERIENCE


class Counts(NamedTuple):
    """The facets and the crosstab of an answer.

    ``through`` has, by (facet, value), the narrower theme or the region that is counted too.
    """

    facets: Mapping[str, FacetCounts]
    crosstab: Mapping[tuple[str, str], int]
    through: Mapping[tuple[str, str], str]


def counts(retrieval: Retrieval) -> Counts:
    """Return what was counted, a broader theme with its narrower ones, a country with regions, each document once."""
    facets, crosstab = retrieval.matched.facets, retrieval.matched.crosstab
    families = retrieval.snapshot.vocabulary.narrower
    through: dict[tuple[str, str], str] = {}
    if EXPERIENCE in facets and countries_with_regions(retrieval.snapshot):
        totals = dict(_totals_with_regions(retrieval, facets[EXPERIENCE], through))
        facets = {**facets, EXPERIENCE: _merged(retrieval.query, EXPERIENCE, facets[EXPERIENCE], totals)}
    if families and THEME in facets:
        totals = dict(_totals(retrieval, facets[THEME]))
        direct = {bucket.value: bucket.count for bucket in facets[THEME].buckets}
        for theme, total in totals.items():
            if total > direct.get(theme, 0):
                through[THEME, theme] = next((n for n in families[theme] if direct.get(n)), families[theme][0])
        facets = {**facets, THEME: _merged(retrieval.query, THEME, facets[THEME], totals)}
    if families and THEME in (retrieval.query.crosstab or ()):
        crosstab = {**crosstab, **dict(_crosstab(retrieval))}
    return Counts(facets, crosstab, through)


def _totals(retrieval: Retrieval, theme_counts: FacetCounts) -> Iterator[tuple[str, int]]:
    """Yield each broader theme that has a narrower one here, and how many documents have it or a narrower one."""
    present = {bucket.value for bucket in theme_counts.buckets if bucket.count}
    is_cut = theme_counts.values > len(theme_counts.buckets)
    for _, values in themes_with_narrower(retrieval.snapshot):
        if is_cut or not present.isdisjoint(values[1:]):
            yield values[0], retrieval.matched.group_total(THEME, values)


def _totals_with_regions(
    retrieval: Retrieval, direct: FacetCounts, through: dict[tuple[str, str], str]
) -> Iterator[tuple[str, int]]:
    """Yield each country that a text names and a region here shares with, and how many documents have either.

    ``through`` collects the regions.
    """
    counts_by_value = {bucket.value: bucket.count for bucket in direct.buckets}
    selected = {*retrieval.query.selected(EXPERIENCE)}
    for _, values in countries_with_regions(retrieval.snapshot):
        code, region = values[0], next(filter(counts_by_value.get, values[1:]), "")
        if region and (counts_by_value.get(code) or code in selected & counts_by_value.keys()):
            total = retrieval.matched.group_total(EXPERIENCE, values)
            if total > counts_by_value[code]:
                through[EXPERIENCE, code] = region
            yield code, total


def _merged(query: Query, facet: str, theme_counts: FacetCounts, totals: Mapping[str, int]) -> FacetCounts:
    """Return the buckets with the ``totals``, in their order; selected is what the reader selected."""
    selected = {*query.selected(facet)}
    direct = {bucket.value: bucket.count for bucket in theme_counts.buckets}
    if not selected and all(direct.get(theme, 0) == total for theme, total in totals.items()):
        return theme_counts  # nearly always
    values = {**direct, **{theme: total for theme, total in totals.items() if total or theme in direct}}
    buckets = [Bucket(value, count, value in selected) for value, count in values.items() if count or value in selected]
    buckets.sort(key=lambda bucket: (-bucket.count, bucket.value))
    number = theme_counts.values + sum(1 for theme, total in totals.items() if total and not direct.get(theme))
    buckets = buckets if query.all_buckets else [b for n, b in enumerate(buckets) if n < MAX_BUCKETS or b.selected]
    return FacetCounts(tuple(buckets), number)


def _crosstab(retrieval: Retrieval) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the cells of the broader themes, under all filters."""
    first, second = retrieval.query.crosstab or ("", "")
    by = second if first == THEME else first
    for _, values in themes_with_narrower(retrieval.snapshot):
        for value, count in retrieval.matched.group_counts(THEME, values, by).items():
            yield ((values[0], value) if first == THEME else (value, values[0])), count
