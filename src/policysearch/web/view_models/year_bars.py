"""Results by year as bars: one picture, and the counts from which a script makes links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from policysearch.search.results import Results

FEWEST_YEARS = 5
WIDEST_SPAN = 120
BAR_HEIGHT = 48
BAR_WIDTH = 10
BASELINE = 52


class Bar(NamedTuple):
    """One year at ``x``; ``height`` is out of BAR_HEIGHT."""

    year: int
    x: int
    count: int  # type: ignore[assignment]  # hides tuple.count, which nothing uses
    selected: bool
    height: int


@dataclass(frozen=True, slots=True)
class YearBars:
    """The years from the ``first`` to the ``last``, of a picture ``width`` wide.

    ``outline`` and ``selected`` are paths of SVG; ``counts`` has "year:count:x" of years with results, spaces between,
    without x where a year stands BAR_WIDTH behind the one before.
    """

    first: int
    last: int
    width: int
    outline: str
    selected: str
    counts: str


def year_bars(results: Results) -> YearBars | None:
    """Return the bars, oldest year first; None where the years are too few to draw."""
    years = {int(bucket.value): bucket for bucket in results.facets.get("year", ())}
    if len(years) < FEWEST_YEARS:
        return None
    highest = max(bucket.count for bucket in years.values()) or 1
    span = range(min(years), max(years) + 1)
    columns = [*span] if len(span) <= WIDEST_SPAN else sorted(years)
    bars = [
        Bar(year, number * BAR_WIDTH, bucket.count, bucket.selected, max(round(bucket.count / highest * BAR_HEIGHT), 1))
        for number, year in enumerate(columns)
        if (bucket := years.get(year)) and bucket.count
    ]
    return YearBars(
        first=columns[0],
        last=columns[-1],
        width=len(columns) * BAR_WIDTH,
        outline=_outline(bar for bar in bars if not bar.selected),
        selected=_outline(bar for bar in bars if bar.selected),
        counts=" ".join(_counts(bars)),
    )


def _counts(bars: Iterable[Bar]) -> Iterator[str]:
    expected = -1
    for bar in bars:
        yield f"{bar.year}:{bar.count}" if bar.x == expected else f"{bar.year}:{bar.count}:{bar.x}"
        expected = bar.x + BAR_WIDTH


def _outline(bars: Iterable[Bar]) -> str:
    return "".join([_bar_outline(bar.x, bar.height) for bar in bars])


@lru_cache(maxsize=WIDEST_SPAN * BAR_HEIGHT)
def _bar_outline(x: int, height: int) -> str:
    """Return a bar as a part of an SVG path."""
    return f"M{x + 1} {BASELINE}v-{height}h{BAR_WIDTH - 2}v{height}z"
