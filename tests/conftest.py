"""What many rooms' tests stand on: the shipped materials, and a searcher over an index of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch import publishing
from policysearch.search.results import Searcher
from policysearch.settings import Settings
from tests.engines import under_test
from tests.engines.factories import open_generations, open_searcher

MATERIALS = Path(__file__).parents[1] / "materials"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        choices=sorted(under_test.ENGINES),
        default=under_test.DEFAULT,
        help=f"the engine that the contract suite, tests/engines, asks (default: {under_test.DEFAULT})",
    )


def pytest_configure(config: pytest.Config) -> None:
    under_test.select(config.getoption("--engine"))


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
