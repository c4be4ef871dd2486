"""What many rooms' tests stand on: the shipped materials, and a searcher over an index of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch import publishing
from policysearch.engines.registry import open_generations
from policysearch.search.results import Searcher
from policysearch.settings import Settings
from tests.engines.factories import open_searcher

MATERIALS = Path(__file__).parents[1] / "materials"


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
