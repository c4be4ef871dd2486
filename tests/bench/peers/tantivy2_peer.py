"""tantivy-py with both views: also a document for every lesson. For indexing and disk only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tests.bench.entries import Entry
from tests.bench.peers.tantivy_peer import Tantivy


class BothViews(Tantivy):
    """tantivy with as many documents as this product indexes."""

    name = "tantivy, both views"

    def inputs(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            yield entry
            for number, lesson in enumerate(entry.lessons, 1):
                yield replace(entry, slug=f"{entry.slug}/h{number}", title="", lessons=(lesson,), body="")


PEER = BothViews()
