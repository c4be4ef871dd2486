"""Is every copy of a generation as it was written?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from policysearch.engines.build_contract import Damage
from policysearch.engines.opensearch import scan, side_data
from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.digest import Digest
from policysearch.engines.opensearch.errors import AbsentError, ClosedError
from policysearch.engines.opensearch.generation_index import GenerationIndex, GenerationIndexes
from policysearch.engines.opensearch.mapping import ID, KIND, RECORD
from policysearch.engines.opensearch.query_compiler import any_of
from policysearch.engines.opensearch.snapshot import attachment_name
from policysearch.engines.opensearch.statistics import KINDS
from policysearch.model.errors import EngineError, IndexDamagedError
from policysearch.model.message import message

DEADLINE = 15.0  # seconds for which a copy that cannot be read is tried again
RESTART = message(
    "Restart the node of that copy: it makes anew what is damaged. Or write all anew with: policysearch build --full"
)
CLOSED, GONE = message("is closed"), message("is not there")
CHANGED = message("is not as it was written")
WAIT = message("Start the nodes that are missing, and wait until the cluster is green.")


def copy_damages(connection: Connection, index: GenerationIndex) -> Iterator[Damage]:
    """Yield which copies are missing, or have other documents than were written. One that is closed has none."""
    path, columns = f"/_cat/shards/{index.name}", "prirep,state,id,node"
    shards: Sequence[Mapping[str, Any]] = ()
    with suppress(ClosedError):  # as the side data says
        shards = connection.request("GET", path, params={"format": "json", "h": columns})
    for shard in shards:
        yield from _of_copy(connection, index, shard)


def side_damages(indexes: GenerationIndexes, index: GenerationIndex) -> Iterator[Damage]:
    """Yield which side data and attachments are not as they were written."""
    connection = indexes.connection
    yield from _of_side_data(connection, index.name, index.meta["side_data"])
    attached = {
        attachment_name(index.id, name, described[1]): described for name, described in index.attachments.items()
    }
    yield from _of_side_data(connection, indexes.attachments, attached)


def alias_damage(indexes: GenerationIndexes) -> Damage:
    """Return what is to be said of a generation that the alias names besides the one that is served."""
    return Damage(indexes.alias, message("names this generation besides the one that is served"))


def _of_copy(connection: Connection, index: GenerationIndex, shard: Mapping[str, Any]) -> Iterator[Damage]:
    part = f"{index.name} on {shard['node'] or 'no node'}"
    if shard["state"] != "STARTED":
        yield Damage(part, message("this copy is {lower}", lower=str(shard["state"]).lower()), WAIT)
        return
    digest, count = Digest(), 0
    body = {"query": {"bool": {"filter": [any_of(KIND, KINDS)]}}, "sort": [{ID: "asc"}], "_source": [ID, RECORD]}
    try:
        copy = f"_only_nodes:{shard['id']}"
        for hits in scan.pages(connection, index.name, body, preference=copy, deadline=DEADLINE):
            count += len(hits)
            for hit in hits:
                digest.add(hit["_source"][ID], hit["_source"][RECORD])
    except EngineError as error:
        yield Damage(part, message("this copy cannot be read ({message})", message=error.message), RESTART)
        return
    expected = sum(index.meta["documents"].values())
    if count != expected:
        yield Damage(
            part,
            message("this copy has {value} documents in place of {expected}", value=count, expected=expected),
            RESTART,
        )
    elif digest.hex != index.meta["digest"]:
        yield Damage(part, message("this copy has other documents than were written"), RESTART)


def _of_side_data(connection: Connection, index: str, described: Mapping[str, Sequence[Any]]) -> Iterator[Damage]:
    for name, description in described.items():
        try:
            side_data.read(connection, index, {name: description})
        except (ClosedError, AbsentError) as error:
            yield Damage(index, CLOSED if isinstance(error, ClosedError) else GONE)
            return
        except IndexDamagedError:
            yield Damage(f"{index}/{name}", CHANGED)
