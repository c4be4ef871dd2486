"""The cluster whose nodes the tests kill, pause and damage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch.settings import Settings
from tests.cluster.cluster import Cluster
from tests.engines import under_test
from tests.engines.opensearch.clients import cluster_settings


@pytest.fixture
def nodes() -> Iterator[Cluster]:
    """The tests' own cluster of three nodes; whole again at the end."""
    running = under_test.running_cluster()
    if running is None or len(running.numbers) < 3:
        pytest.skip("only a cluster of three nodes that the tests started themselves is killed")
    yield running
    for number in running.numbers:
        running.resume(number)
        running.revive(number)
    running.wait()


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    """The settings of an index that there is not yet."""
    return cluster_settings(tmp_path / "index")
