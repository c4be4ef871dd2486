"""A network that falls into two: both sides answer, one side alone is written, and afterwards they agree."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from policysearch.engines import registry
from policysearch.model.errors import EngineUnavailableError
from policysearch.settings import Settings
from tests.cluster.cluster import Cluster, in_memory
from tests.cluster.network import Network
from tests.engines import under_test
from tests.engines.opensearch.clients import asking, assert_all_right, build_edition, index_names
from tests.engines.opensearch.test_node_kill import manager

pytestmark = [pytest.mark.cluster, pytest.mark.slow, pytest.mark.faults]


@pytest.fixture
def network() -> Iterator[Network]:
    if reason := Network.missing():
        pytest.skip(f"the network is not split: {reason}")
    with Network(3).made() as network:
        yield network


@pytest.fixture
def apart(network: Network) -> Iterator[Cluster]:
    """A cluster of three nodes, each in a network of its own."""
    version = under_test.cluster_version()
    with (
        in_memory() as folder,
        Cluster(
            folder, 3, heap=256, version=version, die_with_parent=True, network=network, short=True
        ).started() as nodes,
    ):
        yield nodes


def test_a_network_split_takes_no_answer_away_and_leaves_one_generation(
    apart: Cluster, network: Network, site: Settings
) -> None:
    settings = replace(site, opensearch_hosts=tuple(apart.urls))
    build_edition(registry.open_generations(settings), 1)
    lonely = manager(apart)
    others = tuple(number for number in apart.numbers if number != lonely)
    alone = replace(settings, opensearch_hosts=(apart.urls[lonely - 1],), opensearch_deadline=5.0)
    with asking(settings) as clients, asking(alone, clients=1) as lonely_clients:
        network.split((lonely,), others)
        second = build_edition(registry.open_generations(settings), 2).generation
        with pytest.raises(EngineUnavailableError):
            build_edition(registry.open_generations(replace(alone, index=site.index / "another machine")), 3)
        network.heal((lonely,), others)
        apart.wait()
    assert_all_right(clients)
    assert_all_right(lonely_clients)
    current = registry.open_generations(alone).current()
    assert current is not None
    assert current.id == second
    assert [name for name, record in index_names(alone).items() if record["aliases"]] == [
        f"{settings.opensearch_prefix}-{second}"
    ]
