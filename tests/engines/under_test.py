"""The engines that the tests can ask, and the one that they ask: an entry in one table for each."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from math import inf
from pathlib import Path

from policysearch.engines import registry
from policysearch.engines.build_contract import Generations
from policysearch.engines.contract import Engine
from policysearch.settings import Settings
from tests.cluster.cluster import Cluster
from tests.cluster.jdk import best_version, java_for, java_homes
from tests.engines import memory

DEFAULT = "whoosh"
CLUSTER = "opensearch"  # the engine that needs a cluster
HOSTS = "POLICYSEARCH_TEST_CLUSTER"  # in the environment: the addresses of a cluster that runs
NODES = "POLICYSEARCH_TEST_NODES"  # in the environment: how many nodes the tests' own cluster has
VERSION = "POLICYSEARCH_TEST_OPENSEARCH"  # in the environment: its version, where it is not the newest that runs here


def cluster_hosts() -> tuple[str, ...]:
    """Return the addresses of the cluster that the tests ask."""
    return tuple(os.environ[HOSTS].split(","))


@dataclass(frozen=True, slots=True)
class EngineUnderTest:
    """How an engine is opened. Its scores times ``score_scale`` are those of the contract's BM25F.

    Tests of scores compare ratios, so that an engine whose scores are only proportional passes them. Documents whose
    length is at most ``exact_length`` score exactly: Lucene stores the length of a longer one in one byte. ``examples``
    is how many random collections are built where many are.
    """

    open_engine: Callable[[Settings], Engine]
    open_generations: Callable[[Settings], Generations]
    score_scale: float = 1.0
    exact_length: float = inf
    examples: int = 40


def running_cluster() -> Cluster | None:
    """Return the cluster that the tests started; None where they ask one that runs anyway."""
    return _running[0] if _running else None


def set_running(cluster: Cluster | None) -> None:
    """Say which cluster the tests started."""
    _running[:] = [cluster] if cluster else []


def cluster_line() -> str:
    """Return which cluster is asked, for the log."""
    if HOSTS in os.environ:
        return f"cluster: {os.environ[HOSTS]}"
    version = cluster_version()
    return f"cluster: OpenSearch {version} on {java_for(version) if java_homes() else 'no JDK'}"


def cluster_version() -> str:
    """Return the version of OpenSearch that the tests start."""
    return os.environ.get(VERSION) or best_version()


def remove_indexes(below: Path) -> None:
    """Remove what was built in the cluster for folders below ``below``."""
    for prefix, folder in [*_prefixes.items()]:
        if folder.is_relative_to(below):
            registry.discard(of_cluster(Settings(index=folder)))
            del _prefixes[prefix]


def of_cluster(settings: Settings) -> Settings:
    """Return ``settings`` for the cluster under test: each folder of an index is a prefix of its own there.

    There is one copy alone: another one takes a second of every build, and what it is good for has tests of its own.
    """
    prefix = f"t-{sha256(str(settings.index).encode()).hexdigest()[:12]}"
    _prefixes[prefix] = settings.index
    return replace(
        settings, engine=CLUSTER, opensearch_hosts=cluster_hosts(), opensearch_prefix=prefix, opensearch_replicas=0
    )


ENGINES = {
    "whoosh": EngineUnderTest(registry.open_engine, registry.open_generations),
    "memory": EngineUnderTest(memory.open_engine, memory.open_generations),
    "opensearch": EngineUnderTest(
        lambda settings: registry.open_engine(of_cluster(settings)),
        lambda settings: registry.open_generations(of_cluster(settings)),
        exact_length=40.0,
        examples=8,
    ),
}
_selection = [DEFAULT]
_running: list[Cluster] = []
_prefixes: dict[str, Path] = {}  # in the cluster, and the folder that each stands for


def select(name: str) -> None:
    """Ask the engine ``name``, a key of ENGINES, from now on."""
    _selection[:] = [name]


def selected() -> EngineUnderTest:
    """Return the engine that the tests ask."""
    return ENGINES[selected_name()]


def selected_name() -> str:
    """Return its name."""
    return _selection[0]


def is_about_another(test: Path) -> bool:
    """Return whether ``test`` is in the folder of an engine here, ``tests/engines/<name>/``, that is not selected."""
    folders = {folder.name for folder in test.parents if folder.parent == Path(__file__).parent}
    return not folders.isdisjoint(ENGINES.keys() - {selected_name()})
