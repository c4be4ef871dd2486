"""The collection for tests, indexed with vectors."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch.search.service import SearchService
from tests.search.meaning.collection import WORKSHOPS, indexed
from tests.search.meaning.hashing import HashingEmbedding, meaning_searcher


@pytest.fixture
def embedding() -> HashingEmbedding:
    return HashingEmbedding()


@pytest.fixture
def index(tmp_path: Path, embedding: HashingEmbedding) -> Path:
    return indexed(tmp_path / "index", embedding, *WORKSHOPS)


@pytest.fixture
def searcher(index: Path, embedding: HashingEmbedding) -> Iterator[SearchService]:
    opened = meaning_searcher(index, embedding)
    yield opened
    opened.close()
