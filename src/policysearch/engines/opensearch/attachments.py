"""Side data of published generations: in an index of its own, since a generation's own never changes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from policysearch.engines.opensearch import bulk, cluster, side_data
from policysearch.engines.opensearch.errors import AbsentError, TakenError
from policysearch.engines.opensearch.generation_index import GenerationIndex, GenerationIndexes
from policysearch.engines.opensearch.mapping import ID, KIND
from policysearch.engines.opensearch.snapshot import attachment_name

GENERATION = "generation"


def attach(indexes: GenerationIndexes, index: GenerationIndex, name: str, content: bytes, replicas: int) -> None:
    """Store ``content``, and then say so in the generation's description: readers see all of it or nothing.

    What was attached under the name before stays for those who read it, until the generation goes.
    """
    connection = indexes.connection
    with suppress(TakenError):
        connection.write("PUT", f"/{indexes.attachments}", _index_body(replicas, cluster.data_nodes(connection)))
    described = side_data.description(content, side_data.chunks("", content))
    chunks = side_data.chunks(attachment_name(index.id, name, str(described[1])), content)
    bulk.write(connection, indexes.attachments, [{**chunk, GENERATION: index.id} for chunk in chunks])
    connection.write("POST", f"/{indexes.attachments}/_refresh")
    indexes.describe(index, attachments={**index.attachments, name: described})


def sweep(indexes: GenerationIndexes, generations: Iterable[str]) -> None:
    """Remove what was attached to other generations than these."""
    query = {"bool": {"must_not": [{"terms": {GENERATION: [*generations]}}]}}
    path = f"/{indexes.attachments}/_delete_by_query"
    with suppress(AbsentError):
        indexes.connection.write("POST", path, {"query": query}, conflicts="proceed", refresh=True)


def _index_body(replicas: int, nodes: int) -> dict[str, object]:
    settings = {"number_of_shards": 1, "number_of_replicas": max(min(replicas, nodes - 1), 0), "refresh_interval": -1}
    fields = {field: {"type": "keyword"} for field in (KIND, ID, GENERATION)}
    return {"settings": {"index": settings}, "mappings": {"dynamic": False, "properties": fields}}
