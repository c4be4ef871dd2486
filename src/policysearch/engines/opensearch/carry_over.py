"""What stays of the generation that is served: a copy of its index by hard links, without what changed or vanished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policysearch.engines.opensearch import scan
from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.document_source import document_words
from policysearch.engines.opensearch.field_words import FieldWords
from policysearch.engines.opensearch.generation_index import GenerationIndex
from policysearch.engines.opensearch.mapping import ID, KIND, RESOURCE, SLUG, similarities
from policysearch.engines.opensearch.query_compiler import any_of
from policysearch.engines.opensearch.snapshot import OpenSearchSnapshot
from policysearch.engines.opensearch.statistics import KINDS
from policysearch.model.document import Document

SLUGS_AT_ONCE = 10_000  # of one search


class CarryOver:
    """The documents of ``previous`` of the workshops in ``keep``."""

    def __init__(self, connection: Connection, previous: GenerationIndex, keep: frozenset[str]) -> None:
        self._connection = connection
        self._previous = previous
        self._snapshot = OpenSearchSnapshot(connection, previous, "")
        self.statistics = self._snapshot.statistics
        self._removed = sorted(self._slugs() - keep)

    def clone(self, index: GenerationIndex, stop_shares: Mapping[str, float]) -> None:
        """Make ``index`` of the same files; it may be written. Its description is the other's: it is not complete."""
        settings = {
            "number_of_replicas": 0,
            "blocks.write": False,
            "blocks.read_only": False,  # or what somebody blocked could not be copied either
            "similarity": similarities(stop_shares),
        }
        path = f"/{self._previous.name}/_clone/{index.name}"
        self._connection.write("PUT", path, {"settings": {"index": settings}}, wait_for_active_shards=1)

    def removed(self) -> Iterator[tuple[Document, str, Mapping[str, FieldWords]]]:
        """Yield each document that does not stay, with its record and its words."""
        for slugs in self._batches():
            body = {"query": {"bool": {"filter": [any_of(SLUG, slugs), any_of(KIND, KINDS)]}}, "sort": [{ID: "asc"}]}
            for document, record in self._snapshot.scan_records(body):
                yield document, record, document_words(document)

    def remove(self, index: GenerationIndex) -> None:
        """Remove from ``index`` what does not stay, also from the statistics of its terms."""
        self._delete(index, {"term": {KIND: RESOURCE}})
        for slugs in self._batches():
            self._delete(index, any_of(SLUG, slugs))
        self._connection.write("POST", f"/{index.name}/_refresh")
        self._connection.write("POST", f"/{index.name}/_forcemerge", only_expunge_deletes=True)

    def _delete(self, index: GenerationIndex, query: Mapping[str, Any]) -> None:
        self._connection.write("POST", f"/{index.name}/_refresh")
        self._connection.write("POST", f"/{index.name}/_delete_by_query", {"query": query}, conflicts="proceed")

    def _slugs(self) -> set[str]:
        """Return the slugs of every workshop of the previous generation."""
        body = {"query": {"bool": {"filter": [{"term": {KIND: "workshop"}}]}}, "sort": [{ID: "asc"}], "_source": [ID]}
        pages = scan.pages(self._connection, self._previous.name, body)
        return {hit["_source"][ID] for hits in pages for hit in hits}

    def _batches(self) -> Iterator[Sequence[str]]:
        for start in range(0, len(self._removed), SLUGS_AT_ONCE):
            yield self._removed[start : start + SLUGS_AT_ONCE]
