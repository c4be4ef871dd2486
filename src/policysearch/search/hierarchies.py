"""A theme counts its narrower ones, and a country the regions that share with it, where a text names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policysearch.engines.contract import MAX_BUCKETS, Bucket, FacetCounts, Request
from policysearch.query import And, Everything, InFacet, Query, filters
from policysearch.search.retrieve import Retrieval

THEME, EXPERIENCE = "theme", "experience"


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
    if EXPERIENCE in facets and retrieval.snapshot.vocabulary.sharing_regions:
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
    families = retrieval.snapshot.vocabulary.narrower
    present = {bucket.value for bucket in theme_counts.buckets if bucket.count}
    is_cut = theme_counts.values > len(theme_counts.buckets)
    broader = [theme for theme, narrower in families.items() if is_cut or not present.isdisjoint(narrower)]
    requests = [_request(retrieval, THEME, (theme, *families[theme])) for theme in broader]
    yield from zip(broader, retrieval.snapshot.count_many(requests) if requests else (), strict=True)


def _totals_with_regions(
    retrieval: Retrieval, direct: FacetCounts, through: dict[tuple[str, str], str]
) -> Iterator[tuple[str, int]]:
    """Yield each country that a text names and a region here shares with, and how many documents have either.

    ``through`` collects the regions.
    """
    shared = retrieval.snapshot.vocabulary.sharing_regions
    counts_by_value = {bucket.value: bucket.count for bucket in direct.buckets}
    selected = {*retrieval.query.selected(EXPERIENCE)}
    with_region = {
        code: regions
        for code in counts_by_value
        if (counts_by_value[code] or code in selected)
        and (regions := [region for region in shared.get(code, ()) if counts_by_value.get(region)])
    }
    requests = [_request(retrieval, EXPERIENCE, (code, *regions)) for code, regions in with_region.items()]
    totals = retrieval.snapshot.count_many(requests) if requests else []
    for (code, regions), total in zip(with_region.items(), totals, strict=True):
        if total > counts_by_value[code]:
            through[EXPERIENCE, code] = regions[0]
        yield code, total


def _request(retrieval: Retrieval, facet: str, values: tuple[str, ...]) -> Request:
    """Return the request for the documents with any of ``values``, whatever is selected in that facet."""
    request = retrieval.request
    selections = filters({**dict(request.filters), facet: values})
    return Request(request.clause, request.view, selections, limit=0, like=request.like, also=request.also)


def _merged(query: Query, facet: str, theme_counts: FacetCounts, totals: Mapping[str, int]) -> FacetCounts:
    """Return the buckets with the ``totals``, in their order; selected is what the reader selected."""
    selected = {*query.selected(facet)}
    direct = {bucket.value: bucket.count for bucket in theme_counts.buckets}
    values = {**direct, **{theme: total for theme, total in totals.items() if total or theme in direct}}
    buckets = [Bucket(value, count, value in selected) for value, count in values.items() if count or value in selected]
    buckets.sort(key=lambda bucket: (-bucket.count, bucket.value))
    number = theme_counts.values + sum(1 for theme, total in totals.items() if total and not direct.get(theme))
    buckets = buckets if query.all_buckets else [b for n, b in enumerate(buckets) if n < MAX_BUCKETS or b.selected]
    return FacetCounts(tuple(buckets), number)


def _crosstab(retrieval: Retrieval) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the cells of the broader themes, under all filters."""
    first, second = retrieval.query.crosstab or ("", "")
    second_facet = second if first == THEME else first
    for theme, narrower in retrieval.snapshot.vocabulary.narrower.items():
        family = InFacet(THEME, (theme, *narrower))
        clause = retrieval.request.clause
        both = family if isinstance(clause, Everything) else And((clause, family))
        request = retrieval.request._replace(
            clause=both,
            limit=0,
            offset=0,
            facets=(second_facet,),
            all_buckets=True,
            crosstab=None,
            candidates=0,
            also=(),
        )
        # A facet's counts ignore its own selection, which a crosstab's do not.
        selected = dict(retrieval.request.filters).get(second_facet)
        for bucket in retrieval.snapshot.execute(request).facets[second_facet].buckets:
            if bucket.count and (selected is None or bucket.value in selected):
                yield ((theme, bucket.value) if first == THEME else (bucket.value, theme)), bucket.count
