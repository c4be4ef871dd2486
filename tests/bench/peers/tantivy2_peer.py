"""tantivy-py with both views: every lesson as a document of its own besides. For indexing and disk only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.bench.corpus import Corpus
from tests.bench.entries import Entry
from tests.bench.peers.tantivy_peer import Tantivy


class BothViews(Tantivy):
    """As much as this product indexes."""

    name = "tantivy, both views"

    def taken(self, corpus: Corpus) -> Iterator[Entry]:
        for entry in corpus:
            yield entry
            for number, lesson in enumerate(entry.lessons, 1):
                yield replace(entry, slug=f"{entry.slug}/h{number}", title="", lessons=(lesson,), body="")


PEER = BothViews()
