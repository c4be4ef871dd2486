"""A searcher and a snapshot over three workshops, made once for all contract tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch.engines.build_contract import Generations
from policysearch.engines.contract import Snapshot
from policysearch.search.results import Searcher
from policysearch.settings import Settings
from tests.engines import under_test
from tests.engines.factories import build, open_engine, open_generations, open_searcher, translated, workshop

CREDIT = workshop(
    "credit",
    "Credit for small firms",
    "Chile guarantees loans to small firms.",
    "Banks in Brazil lend against invoices.",
    body="Guarantee funds share the risk of public lending with banks.",
    start="2009-05-04",
    country="US",
    themes=("finance",),
    partners=("World Bank",),
    aliases=("loans",),
)
TRAINING = translated(
    workshop(
        "training",
        "Training for exporters",
        "Mexico trains exporters in small groups.",
        "Chile certifies trainers of vulnerable groups.",
        start="2010-06-01",
        country="PA",
        themes=("exports", "skills"),
    ),
    "es",
    "Capacitación de exportadores",
    "México capacita a exportadores en grupos pequeños.",
    "Chile certifica a formadores de grupos vulnerables.",
)
CUSTOMS = workshop(
    "customs",
    "Customs and logistics",
    "A single window shortens the clearance of goods.",
    start="2011-09-07",
    country="US",
    themes=("exports",),
    passages=("Ports and airports share one risk engine.", "Brokers trade credit notes at the window."),
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the files of an engine that is not asked."""
    others = [item for item in items if under_test.is_about_another(item.path)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if not under_test.is_about_another(item.path)]


@pytest.fixture(autouse=True)
def _tidy_cluster(request: pytest.FixtureRequest) -> Iterator[None]:
    """Remove what a test built in the cluster, so that its nodes stay small."""
    yield
    folder = request.node.funcargs.get("tmp_path")
    if folder is not None and under_test.selected_name() == under_test.CLUSTER:
        under_test.remove_indexes(folder)


@pytest.fixture(scope="session")
def few_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of an index of three workshops. Tests must not write there."""
    index = tmp_path_factory.mktemp("few")
    build(index, [CREDIT, TRAINING, CUSTOMS])
    return Settings(index=index)


@pytest.fixture(scope="session")
def few(few_settings: Settings) -> Iterator[Searcher]:
    opened = open_searcher(few_settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def few_snapshot(few_settings: Settings) -> Iterator[Snapshot]:
    engine = open_engine(few_settings)
    yield engine.snapshot()
    engine.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index=tmp_path / "index")


@pytest.fixture
def generations(settings: Settings) -> Generations:
    return open_generations(settings)
