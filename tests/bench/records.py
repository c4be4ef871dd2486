"""The full job on real records: the World Bank's projects, a record's text as one lesson."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.bench import fulljob
from tests.bench.corpus import RECORDS, WorldBank
from tests.bench.figures import Table
from tests.bench.options import Options


def run(options: Options) -> Iterator[Table]:
    """A table of times, one of ratios; none where the records are not there."""
    if not (options.data / RECORDS).exists():
        print(f"Left out: {RECORDS} is not there.")
        return
    for table in fulljob.of([WorldBank(options.data)], options):
        yield replace(table, title=f"{table.title}: real records")
