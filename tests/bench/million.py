"""The full job on a million workshops, for this product alone: one view, as peers index them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.corpus import SyntheticCorpus
from tests.bench.figures import Table, milliseconds, p50_p95
from tests.bench.fulljob import measure
from tests.bench.options import Options

SIZES = (1_000_000,)


def run(options: Options) -> Iterator[Table]:
    """Yield one table for each size."""
    for size in options.sizes_or(SIZES):
        rounds = measure(["ours1"], SyntheticCorpus(size), options, [])
        timings = {name: p50_p95(times) for name, times in rounds.items()}
        rows = [[f"{size:,}", *map(milliseconds, timings["ours1"])]]
        note = "Workshops with their highlights' words; no document for each highlight."
        yield Table(
            "The full job on a million workshops", ["workshops", "p50 ms", "p95 ms"], rows, [note], {"p": timings}
        )
