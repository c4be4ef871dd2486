"""A node that is killed, whichever it is, takes no answer away."""

import pytest

from policysearch.engines import registry
from policysearch.model.errors import EngineError
from policysearch.settings import Settings
from tests.cluster.cluster import Cluster
from tests.engines.opensearch.clients import asking, assert_all_right, build_edition

pytestmark = [pytest.mark.cluster, pytest.mark.slow]


def manager(nodes: Cluster) -> int:
    """Return the number of the node that manages the cluster."""
    (row,) = nodes.get(1, "/_cat/cluster_manager?format=json")
    return int(row["node"].removeprefix("n"))


def test_while_a_data_node_is_killed_and_comes_back_every_answer_is_right(nodes: Cluster, site: Settings) -> None:
    build_edition(registry.open_generations(site), 1)
    victim = next(number for number in nodes.numbers if number != manager(nodes))
    with asking(site) as clients:
        nodes.kill(victim)
        nodes.wait("yellow", nodes=2, indexes=f"{site.opensearch_prefix}-*")
        nodes.revive(victim)
        nodes.wait()
    assert_all_right(clients)


@pytest.mark.faults
def test_while_the_manager_is_killed_every_answer_is_right_and_then_builds_go_on(
    nodes: Cluster, site: Settings
) -> None:
    build_edition(registry.open_generations(site), 1)
    victim = manager(nodes)
    with asking(site) as clients:
        nodes.kill(victim)
        nodes.wait("yellow", nodes=2, indexes=f"{site.opensearch_prefix}-*")
        build_edition(registry.open_generations(site), 2)
        nodes.revive(victim)
        nodes.wait()
    assert_all_right(clients)


@pytest.mark.faults
def test_with_one_node_of_three_reading_goes_on_and_writing_is_refused(nodes: Cluster, site: Settings) -> None:
    generations = registry.open_generations(site)
    first = build_edition(generations, 1).generation
    survivor, *victims = [manager(nodes), *(number for number in nodes.numbers if number != manager(nodes))]
    with asking(site) as clients:
        for victim in victims:
            nodes.kill(victim)
        with pytest.raises(EngineError):
            build_edition(generations, 2)
        for victim in victims:
            nodes.revive(victim)
        nodes.wait()
    assert_all_right(clients)
    current = registry.open_generations(site).current()
    assert nodes.pid(survivor)
    assert current is not None
    assert current.id == first


@pytest.mark.faults
def test_while_a_node_is_paused_for_thirty_seconds_every_answer_is_right(nodes: Cluster, site: Settings) -> None:
    build_edition(registry.open_generations(site), 1)
    with asking(site) as clients:
        nodes.pause(1, seconds=30.0)
        nodes.wait()
    assert_all_right(clients)
