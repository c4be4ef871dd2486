"""The full job on real records: the World Bank's projects, the text of a record as one lesson."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.bench import fulljob
from tests.bench.corpus import RECORDS, WorldBank
from tests.bench.figures import Table
from tests.bench.options import Options


def run(options: Options) -> Iterator[Table]:
    """Yield the full job's tables for the records; no table where the file of records is missing."""
    if not (options.data / RECORDS).exists():
        print(f"Left out: {RECORDS} is not there.")
        return
    for table in fulljob.tables([WorldBank(options.data)], options):
        yield replace(table, title=f"{table.title}: real records")
