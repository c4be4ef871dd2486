"""Writing the index of a generation: carried over or new documents, statistics, side data, copies, and its seal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

import orjson

from policysearch.engines.build_contract import ResourceBuilder
from policysearch.engines.opensearch import bulk, cluster, side_data
from policysearch.engines.opensearch.carry_over import CarryOver
from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.digest import Digest
from policysearch.engines.opensearch.document_source import indexed_document
from policysearch.engines.opensearch.generation_index import GenerationIndex
from policysearch.engines.opensearch.mapping import RECORD, foreign_fields, index_body, similarities
from policysearch.engines.opensearch.snapshot import RESOURCES, STATE, STATISTICS, VOCABULARY
from policysearch.engines.opensearch.statistics import Statistics
from policysearch.model.document import Document
from policysearch.model.errors import EngineError
from policysearch.model.message import message
from policysearch.vocabulary import Vocabulary, to_json

FIRST = 1_000  # documents that are analysed before the index is made: of so few, its similarity is right at once


@dataclass(frozen=True, slots=True)
class Description:
    """What a generation is built from, besides its documents."""

    sources: Mapping[str, str]
    held_back: Mapping[str, str]
    vocabulary: Vocabulary


class GenerationWriter:
    """Writes one generation."""

    def __init__(self, connection: Connection, index: GenerationIndex, description: Description, replicas: int) -> None:
        self._connection = connection
        self._index = index
        self._description = description
        self._replicas = replicas
        self._statistics = Statistics()
        self._digest = Digest()
        self._order = 0

    def write(
        self,
        documents: Iterable[Document],
        previous: GenerationIndex | None,
        keep: frozenset[str],
        resources: ResourceBuilder | None,
    ) -> GenerationIndex:
        """Write everything and return the complete generation, which is not served yet."""
        carried = CarryOver(self._connection, previous, keep) if previous is not None else None
        if carried is not None and previous is not None:
            self._continue(carried, previous)
        indexed = self._indexed(documents, resources)
        first = [*islice(indexed, FIRST)]
        shares = self._statistics.stop_shares
        if carried is None:
            self._write("PUT", "", index_body(self._index.meta, shares))
            self._require_own_fields()
        else:
            carried.clone(self._index, shares)
            carried.remove(self._index)
        bulk.write(self._connection, self._index.name, chain(first, indexed))
        described = self._write_side_data(resources)
        self._write("POST", "/_refresh")
        self._write("POST", "/_flush")  # or a copy would repeat every operation
        if self._statistics.stop_shares != shares:
            self._settle_similarity()
        self._check_count(sum(int(chunks) for chunks, _ in described.values()))
        self._copy()
        return self._seal(described)

    def _continue(self, carried: CarryOver, previous: GenerationIndex) -> None:
        """Begin with the statistics and the digest of what stays."""
        removed, removed_digest = Statistics(), Digest()
        for document, record, words in carried.removed():
            removed.add(document, words)
            removed_digest.add(document.id, record)
        self._statistics = carried.statistics
        self._statistics.subtract(removed)
        self._digest = Digest(int(previous.meta["digest"], 16)).without(removed_digest)
        self._order = int(previous.meta["orders"])

    def _indexed(self, documents: Iterable[Document], resources: ResourceBuilder | None) -> Iterator[Mapping[str, Any]]:
        parent: Document | None = None
        for document in documents:
            if document.kind == "workshop":
                parent = document
            assert parent is not None, "a workshop comes before its parts"
            source, words = indexed_document(document, parent, self._order)
            self._order += 1
            self._statistics.add(document, words)
            self._digest.add(document.id, source[RECORD])
            if resources is not None:
                resources.add(document)
            yield source

    def _require_own_fields(self) -> None:
        """Raise EngineError where an index template of the cluster changed what the fields of the new index are."""
        answer = self._connection.request("GET", f"/{self._index.name}/_mapping")
        if fields := foreign_fields(answer[self._index.name]["mappings"].get("properties", {})):
            raise EngineError(
                message(
                    "An index template of OpenSearch changes fields of {name}: {fields}.",
                    name=self._index.name,
                    fields=", ".join(fields),
                ),
                "Let no template apply to the indexes of opensearch_prefix.",
            )

    def _write_side_data(self, resources: ResourceBuilder | None) -> dict[str, list[Any]]:
        """Write what belongs to the generation as a whole, and return its descriptions by name."""
        state = {"sources": dict(self._description.sources), "held_back": dict(self._description.held_back)}
        contents = {
            STATISTICS: self._statistics.encode(),
            VOCABULARY: to_json(self._description.vocabulary).encode("utf-8"),
            STATE: orjson.dumps(state),
        }
        side = resources.resources() if resources is not None else {}
        contents |= {f"{RESOURCES}-{name}": content for name, content in side.items()}
        chunks = {name: side_data.chunks(name, content) for name, content in contents.items()}
        bulk.write(self._connection, self._index.name, chain.from_iterable(chunks.values()))
        return {name: side_data.description(content, chunks[name]) for name, content in contents.items()}

    def _settle_similarity(self) -> None:
        """Set the similarity by what was written: it can be changed while an index is closed alone."""
        settings = {"index": {"similarity": similarities(self._statistics.stop_shares)}}
        self._write("POST", "/_close")
        self._write("PUT", "/_settings", settings)
        self._write("POST", "/_open")
        cluster.wait(self._connection, self._index.name, "yellow")

    def _check_count(self, chunks: int) -> None:
        expected = self._statistics.kinds.total() + chunks
        count = int(self._connection.request("GET", f"/{self._index.name}/_count")["count"])
        if count != expected:
            raise EngineError(
                message(
                    "The index {name} has {value} documents in place of {expected}.",
                    name=self._index.name,
                    value=count,
                    expected=expected,
                ),
                "Look at the cluster's log.",
            )

    def _copy(self) -> None:
        """Make the copies that the setting asks for and the nodes allow, and wait for them."""
        replicas = min(self._replicas, cluster.data_nodes(self._connection) - 1)
        blocked = {"blocks.write": True, "number_of_replicas": max(replicas, 0)}  # it never changes any more
        self._write("PUT", "/_settings", {"index": blocked})
        cluster.wait(self._connection, self._index.name, "green")

    def _seal(self, described: Mapping[str, Any]) -> GenerationIndex:
        """Say that the generation is complete."""
        meta = {
            **self._index.meta,
            "complete": self._index.id,
            "documents": self._statistics.documents_by_kind,
            "digest": self._digest.hex,
            "orders": self._order,
            "side_data": described,
        }
        self._write("PUT", "/_mapping", {"_meta": meta})
        return replace(self._index, meta=meta)

    def _write(self, method: str, action: str, body: object = None) -> None:
        self._connection.write(method, f"/{self._index.name}{action}", body)
