"""The weights of a text's words, which threads look up at the same time."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from policysearch.query.thesaurus import thesaurus
from policysearch.search.match.concepts import concepts
from policysearch.search.match.weights import Weights
from tests.engines.factories import snapshot_of, workshop

TEXTS = (
    "Small firms need credit, guarantees and training to export fish.",
    "Ports and customs are slow where forms are still on paper.",
)


@pytest.fixture
def switching_often() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("switching_often")
def test_threads_that_forget_the_words_of_each_other_weigh_them_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.search.match.weights.MAX_CACHED", 0)
    snapshot = snapshot_of(tmp_path, workshop("ports", "Ports", *TEXTS))
    weights = Weights(snapshot)
    texts = [concepts(text, "en", thesaurus(snapshot.vocabulary)) for text in TEXTS]
    expected = [weights.weighted(text, "en") for text in texts]
    with ThreadPoolExecutor(len(texts)) as pool:
        answers = [*pool.map(lambda number: weights.weighted(texts[number % 2], "en"), range(400))]
    assert answers == expected * 200
