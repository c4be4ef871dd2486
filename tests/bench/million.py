"""A million workshops, for this product alone: one view, as much as peers index."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.corpus import MadeUp
from tests.bench.figures import Table, milliseconds
from tests.bench.fulljob import measured
from tests.bench.options import Options

SIZES = (1_000_000,)


def run(options: Options) -> Iterator[Table]:
    """The full job."""
    for size in options.chosen(SIZES):
        found = measured(["ours1"], MadeUp(size), options, [])
        rows = [[f"{size:,}", *map(milliseconds, found["ours1"])]]
        note = "Workshops with their highlights' words; no document for each highlight."
        yield Table(
            "The full job on a million workshops", ["workshops", "p50 ms", "p95 ms"], rows, [note], {"p": found}
        )
