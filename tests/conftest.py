"""What many rooms' tests stand on: the shipped materials, and a searcher over an index of them."""

import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck

from policysearch import publishing
from policysearch.engines.whoosh.generations import follower, surveillance
from policysearch.search.results import Searcher
from policysearch.settings import Settings
from tests.cluster.cluster import Cluster, in_memory
from tests.cluster.jdk import MISSING, ClusterError
from tests.compiled_rules import keep_compiled_rules
from tests.compiled_templates import keep_compiled_templates
from tests.engines import under_test
from tests.engines.factories import open_generations, open_searcher

os.environ["LC_ALL"] = "C.UTF-8"  # commands speak the system's language; tests read English
MATERIALS = Path(__file__).parents[1] / "materials"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        choices=sorted(under_test.ENGINES),
        default=under_test.DEFAULT,
        help=f"the engine that the contract suite, tests/engines, asks (default: {under_test.DEFAULT})",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose how hypothesis tries: the same cases in each run, which a busy machine makes no fault.

    ``--hypothesis-profile exploring`` tries others each time.
    """
    patient: dict[str, Any] = {
        "deadline": None,
        "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    }
    hypothesis.settings.register_profile("exploring", **patient)
    hypothesis.settings.register_profile("patient", derandomize=True, database=None, **patient)
    hypothesis.settings.load_profile(config.getoption("--hypothesis-profile") or "patient")
    under_test.select(config.getoption("--engine"))
    keep_compiled_rules()
    keep_compiled_templates()


def pytest_runtest_setup() -> None:
    """Let a test end on the day that it began: none begins in the last minute before midnight."""
    now = datetime.now()
    left = timedelta(days=1) - timedelta(hours=now.hour, minutes=now.minute, seconds=now.second)
    if left < timedelta(minutes=1):
        time.sleep(left.total_seconds() + 1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if under_test.selected_name() == under_test.CLUSTER:
        terminalreporter.write_line(under_test.cluster_line())


@pytest.fixture(autouse=True)
def requests_alone_follow_a_switch(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the threads that look after an index, unless the test's file is about ``surveillance`` or ``follower``.

    Whoever searches while one opens a new generation is answered from the former one: rightly, but by chance.
    """
    if not (hasattr(request.module, "surveillance") or hasattr(request.module, "follower")):
        monkeypatch.setattr(surveillance, "start", lambda _engine, _state: None)
        monkeypatch.setattr(follower, "start", follower.Follower)  # which has no thread yet


@pytest.fixture(scope="session", autouse=True)
def cluster() -> Iterator[None]:
    """Start the cluster that the engine under test needs, if it needs one.

    Without a JDK or Maven the tests are skipped; where CI is set they fail.
    """
    if under_test.selected_name() != under_test.CLUSTER or under_test.HOSTS in os.environ:
        yield
        return
    nodes = int(os.environ.get(under_test.NODES, "3"))
    try:
        version = under_test.cluster_version()
        with (
            in_memory() as folder,
            Cluster(folder, nodes, heap=256, version=version, die_with_parent=True, short=True).started() as started,
        ):
            os.environ[under_test.HOSTS] = ",".join(started.urls)
            under_test.set_running(started)
            yield
    except ClusterError as error:
        if error.code == MISSING and not os.environ.get("CI"):
            pytest.skip(str(error))
        raise
    finally:
        under_test.set_running(None)
        os.environ.pop(under_test.HOSTS, None)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of an index built from the shipped materials. Tests must not write there."""
    settings = Settings(materials=MATERIALS, index=tmp_path_factory.mktemp("shipped") / "index")
    generations = open_generations(settings)
    publishing.execute(publishing.plan_build(settings, generations, None), generations)
    return settings


@pytest.fixture(scope="session")
def searcher(shipped: Settings) -> Iterator[Searcher]:
    """A searcher over the shipped materials."""
    opened = open_searcher(shipped)
    yield opened
    opened.close()
