"""What many rooms' tests stand on: the shipped materials, and a searcher over an index of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch import publishing
from policysearch.engines.contract import Searcher
from policysearch.engines.registry import open_indexer, open_searcher
from policysearch.settings import Settings

MATERIALS = Path(__file__).parents[1] / "materials"


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of an index built from the shipped materials. Tests must not write there."""
    settings = Settings(materials=MATERIALS, index=tmp_path_factory.mktemp("shipped") / "index")
    publishing.carry_out(publishing.plan(settings.materials, None), open_indexer(settings), None)
    return settings


@pytest.fixture(scope="session")
def searcher(shipped: Settings) -> Iterator[Searcher]:
    """A searcher over the shipped materials."""
    opened = open_searcher(shipped)
    yield opened
    opened.close()
