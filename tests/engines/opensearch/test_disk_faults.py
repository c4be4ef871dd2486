"""Disks that are full, or that change what was written: what is served stays right, and it heals."""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from policysearch.engines import registry
from policysearch.engines.opensearch.connection import Connection
from policysearch.materials.documents import documents_of
from policysearch.model.document import Document
from policysearch.model.errors import EngineUnavailableError
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.cluster.cluster import Cluster
from tests.engines.factories import workshop
from tests.engines.opensearch.clients import asking, assert_all_right, build_edition, index_names
from tests.engines.opensearch.test_node_kill import manager

pytestmark = [pytest.mark.cluster, pytest.mark.slow, pytest.mark.faults]
DISK = "cluster.routing.allocation.disk"
MARKS = ("low", "high", "flood_stage")
FLOOD = "12"  # the block of an index whose disk is full, by its number
PATIENCE = 90.0  # seconds; the cluster looks at its disks every ten
FLIPS = 20


def set_disks(connection: Connection, free: str | None) -> None:
    """Let every disk be full that has less than ``free``; with None disks are not looked at."""
    settings: dict[str, object] = dict.fromkeys((f"{DISK}.watermark.{mark}" for mark in MARKS), free)
    settings |= {f"{DISK}.threshold_enabled": free and True, "cluster.info.update.interval": free and "10s"}
    connection.write("PUT", "/_cluster/settings", {"transient": settings})


def wait_for_blocks(connection: Connection, expected: Callable[[Mapping[str, Any]], bool]) -> None:
    """Wait until the blocks of the cluster and its indexes are as expected."""
    until = time.monotonic() + PATIENCE
    while not expected(blocks := connection.request("GET", "/_cluster/state/blocks")["blocks"]):
        if time.monotonic() > until:
            raise TimeoutError(f"the cluster's blocks stay {blocks}")
        time.sleep(0.5)


def is_full(blocks: Mapping[str, Any], index: str) -> bool:
    """Return whether the cluster has made an index read-only for want of space."""
    return FLOOD in blocks.get("indices", {}).get(index, {})


def has_room(blocks: Mapping[str, Any]) -> bool:
    """Return whether nothing is read-only for want of space any more, and indexes may be made."""
    return "global" not in blocks and not any(FLOOD in of_index for of_index in blocks.get("indices", {}).values())


@contextmanager
def disks(site: Settings) -> Iterator[Connection]:
    """Yield a connection on which disks are said to be full; at the end they are not."""
    connection = Connection(site)
    try:
        yield connection
    finally:
        set_disks(connection, "1b")
        wait_for_blocks(connection, has_room)
        set_disks(connection, None)
        connection.close()


def test_a_build_that_meets_a_full_disk_says_so_and_what_is_served_stays(nodes: Cluster, site: Settings) -> None:
    generations = registry.open_generations(site)
    first = build_edition(generations, 1).generation
    with asking(site) as clients, disks(site) as connection:

        def documents() -> Iterator[Document]:
            for number in range(1_200):
                yield from documents_of(workshop(f"w{number}", "edition 2", "Lesson of edition 2"), Vocabulary())
            set_disks(connection, "9000tb")  # the index of the build is there by now
            (new,) = [name for name in index_names(site) if not name.endswith(first)]
            wait_for_blocks(connection, lambda blocks: is_full(blocks, new))
            yield from documents_of(workshop("last", "edition 2", "Lesson of edition 2"), Vocabulary())

        with pytest.raises(EngineUnavailableError, match="takes no writing now"):
            generations.build(documents(), {}, Vocabulary())
        assert [*index_names(site)] == [f"{site.opensearch_prefix}-{first}"]
        with pytest.raises(EngineUnavailableError, match="takes no writing now"):
            build_edition(generations, 2)
    assert_all_right(clients)
    with asking(site) as clients:
        second = build_edition(generations, 3).generation
    assert_all_right(clients)
    current = generations.current()
    assert current is not None
    assert current.id == second


def test_a_copy_that_changed_on_disk_is_told_never_shown_and_made_anew(nodes: Cluster, site: Settings) -> None:
    generations = registry.open_generations(site)
    generation = build_edition(generations, 1).generation
    name = f"{site.opensearch_prefix}-{generation}"
    assert generations.verify(generation) == ()
    victim = next(number for number in nodes.numbers if number != manager(nodes))
    with asking(site) as clients:
        flip_records(nodes, victim, name)
        damages = generations.verify(generation)
        assert [damage.part for damage in damages] == [f"{name} on n{victim}"]
        assert "Restart the node" in damages[0].remedy
        nodes.kill(victim)
        nodes.wait("yellow", nodes=2, indexes=f"{site.opensearch_prefix}-*")
        nodes.revive(victim)
        nodes.wait()
        assert generations.verify(generation) == ()
    assert_all_right(clients)


def flip_records(nodes: Cluster, number: int, index: str) -> None:
    """Flip bits of the stored documents in a node's copy of an index."""
    (row,) = nodes.get(1, f"/_cat/indices/{index}?format=json&h=uuid")
    folder = nodes.folder / f"n{number}" / "data" / "nodes" / "0" / "indices" / row["uuid"] / "0" / "index"
    path, start, length = stored_fields(folder)
    chance = random.Random(FLIPS)
    with path.open("r+b") as file:
        for _ in range(FLIPS):
            place = start + chance.randrange(length // 4, length)  # behind the file's head
            file.seek(place)
            (byte,) = file.read(1)
            file.seek(place)
            file.write(bytes([byte ^ 1 << chance.randrange(8)]))


def stored_fields(folder: Path) -> tuple[Path, int, int]:
    """Return the largest file of stored documents: its path, where they begin, and their length in bytes.

    In a small segment all files are in one, ``.cfs``, with a table of contents, ``.cfe``: after each name where it
    begins and how long it is, in eight bytes each.
    """
    places = [(path, 0, path.stat().st_size) for path in folder.glob("*.fdt")]
    for contents in folder.glob("*.cfe"):
        table = contents.read_bytes()
        name = table.index(b".fdt") + len(".fdt")
        start, length = (int.from_bytes(table[at : at + 8], "little") for at in (name, name + 8))
        places.append((contents.with_suffix(".cfs"), start, length))
    return max(places, key=lambda place: place[2])
