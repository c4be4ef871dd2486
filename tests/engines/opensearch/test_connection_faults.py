"""Answers that are late, partial, refused or cut off: another node answers, or it is an error; never half an answer."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from policysearch.engines import registry
from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.engine import FRESH
from policysearch.model.errors import EngineError, EngineUnavailableError
from policysearch.query import Query, Word
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.engines.opensearch.clients import WORKSHOPS, build_edition, cluster_settings
from tests.engines.opensearch.proxy import (
    Answer,
    Fault,
    Proxy,
    failed_shard,
    proxy,
    refused_search,
    timed_out,
    truncated,
    unknown_index,
    with_status,
)
from tests.patience import PATIENCE, until

pytestmark = pytest.mark.cluster
FAULTS = [with_status(429), with_status(503), truncated, failed_shard, timed_out, refused_search]
SO_LONG = PATIENCE  # that no test takes
BRIEFLY = 4.0  # seconds, for what is never answered
NAMES = ["429", "503", "half of the JSON", "a failed shard", "out of time", "a refused search"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of an index of one edition. Tests must not write there."""
    settings = cluster_settings(tmp_path_factory.mktemp("connection_faults"))
    build_edition(registry.open_generations(settings), 1)
    return settings


@pytest.fixture
def before_node(site: Settings) -> Iterator[Proxy]:
    """A proxy before a node."""
    with proxy(site.opensearch_hosts[0]) as running:
        yield running


def service(site: Settings, *hosts: str, deadline: float = PATIENCE) -> SearchService:
    """Return a searcher that tries for so long; all of that passes where no host ever answers."""
    return SearchService(registry.open_engine(replace(site, opensearch_hosts=hosts, opensearch_deadline=deadline)))


def total(searcher: SearchService) -> int:
    """Return how many documents a search finds; -1 where the cluster did not answer in time."""
    try:
        return searcher.search(Query(clause=Word("edition"))).total
    except EngineUnavailableError:
        return -1


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
def test_a_node_that_always_fails_is_an_error_and_never_a_short_answer(
    fault: Fault, site: Settings, before_node: Proxy
) -> None:
    searcher = service(site, before_node.address, deadline=BRIEFLY)
    before_node.faults.append(fault)
    assert total(searcher) == -1
    before_node.faults.clear()
    totals = []

    def answers() -> bool:
        totals.append(total(searcher))
        return totals[-1] != -1

    until(answers)
    assert totals[-1] == WORKSHOPS


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
def test_while_one_node_fails_another_answers(fault: Fault, site: Settings, before_node: Proxy) -> None:
    with proxy(site.opensearch_hosts[-1]) as good:
        searcher = service(site, before_node.address, good.address)
        before_node.faults.append(fault)
        totals = [searcher.search(Query(clause=Word("edition"), text=str(number))).total for number in range(4)]
    assert totals == [WORKSHOPS] * 4


def test_a_node_that_is_silent_is_not_waited_for_where_another_answers(site: Settings, before_node: Proxy) -> None:
    speak = threading.Event()

    def say_nothing(path: str, answer: Answer) -> Answer:
        speak.wait(SO_LONG)
        return answer

    with proxy(site.opensearch_hosts[-1]) as good:
        patient = replace(
            site,
            opensearch_hosts=(before_node.address, good.address),
            opensearch_timeout=SO_LONG,
            opensearch_deadline=SO_LONG,
        )
        searcher = SearchService(registry.open_engine(patient))
        before_node.faults.append(say_nothing)
        start = time.monotonic()
        totals = [searcher.search(Query(clause=Word("edition"), text=str(number))).total for number in range(4)]
        assert time.monotonic() - start < SO_LONG
        speak.set()
    assert totals == [WORKSHOPS] * 4


def test_an_index_that_a_node_does_not_know_is_asked_of_another(site: Settings, before_node: Proxy) -> None:
    with proxy(site.opensearch_hosts[-1]) as good:
        searcher = service(site, before_node.address, good.address)
        before_node.faults.append(unknown_index)
        totals = [searcher.search(Query(clause=Word("edition"), text=str(number))).total for number in range(4)]
        assert totals == [WORKSHOPS] * 4
        good.faults.append(unknown_index)
        with pytest.raises(EngineError, match="has no such index"):
            searcher.search(Query(clause=Word("edition")))


def test_pages_say_503_and_when_to_try_again_and_name_no_machine(site: Settings, before_node: Proxy) -> None:
    searcher = service(site, before_node.address, deadline=BRIEFLY)
    client = create_app(searcher, replace(site, searchlog=False)).test_client()
    until(lambda: client.get("/?q=edition").status_code == 200)
    before_node.faults.append(with_status(503))
    for address in ("/?q=lesson", "/api/v1/search?q=lesson", "/api/v1/suggest?q=less"):
        response = client.get(address)
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert "localhost" not in response.text
        assert before_node.address not in response.text


def test_a_cluster_that_does_not_answer_is_one_line_that_names_it(site: Settings) -> None:
    nowhere = replace(site, opensearch_hosts=("http://127.0.0.1:9",), opensearch_deadline=0.5)
    for open_index in (registry.open_engine, lambda settings: registry.open_generations(settings).list()):
        with pytest.raises(EngineUnavailableError, match=r"^OpenSearch does not answer at http://127.0.0.1:9\."):
            open_index(nowhere)


def test_what_is_not_opensearch_is_named(site: Settings, before_node: Proxy) -> None:
    before_node.faults.append(lambda path, answer: (200, b'{"version": {"number": "8.1.0"}}'))
    with pytest.raises(EngineError, match="is not OpenSearch"):
        service(site, before_node.address)


def test_a_version_that_is_not_known_to_work_is_named(site: Settings, before_node: Proxy) -> None:
    about = b'{"version": {"number": "1.3.0", "distribution": "opensearch"}}'
    before_node.faults.append(lambda path, answer: (200, about) if path == "/" else answer)
    with pytest.raises(EngineError, match=r"version 1\.3\.0"):
        service(site, before_node.address)


def test_an_alias_that_no_node_tells_is_waited_for_no_longer_than_one_try(site: Settings, before_node: Proxy) -> None:
    patient = replace(
        site, opensearch_hosts=(before_node.address,), opensearch_timeout=0.2, opensearch_deadline=SO_LONG
    )
    engine = registry.open_engine(patient)
    current = engine.snapshot()
    before_node.faults.append(lambda path, answer: (503, b"{}") if "-served/" in path else answer)
    time.sleep(FRESH)
    start = time.monotonic()
    assert engine.snapshot() is current
    assert time.monotonic() - start < SO_LONG / 2
    engine.close()


def test_an_answer_is_tried_again_until_the_deadline_alone(site: Settings, before_node: Proxy) -> None:
    before_node.faults.append(with_status(503))
    connection = Connection(replace(site, opensearch_hosts=(before_node.address,), opensearch_deadline=0.6))
    with pytest.raises(EngineUnavailableError):
        connection.search(f"{site.opensearch_prefix}-served", [{"size": 0}])
    assert 2 <= connection.round_trips <= 12
