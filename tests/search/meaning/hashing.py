"""An embedding for tests: it knows a few words in two languages, and needs no model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from policysearch.engines.build_contract import Generations
from policysearch.publishing.carried import workshops_with_passages
from policysearch.search.meaning import ATTACHMENT, Meaning, make_vectors, open_store, plan_vectors
from policysearch.search.meaning.embedding import EmbeddingError, Vector, Vectors, normalised
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.text import fold
from tests.engines.factories import open_engine, open_generations
from tests.patience import PATIENCE

DIMENSIONS = 128
SAME = {  # words of one meaning
    "farmers": "farm",
    "agricultores": "farm",
    "granjeros": "farm",
    "sell": "sale",
    "venden": "sale",
    "markets": "sale",
    "mercados": "sale",
    "abroad": "export",
    "exports": "export",
    "exportaciones": "export",
    "roedores": "hamsters",
}


class HashingEmbedding:
    """Adds a fixed random vector for each meaning of a text's words. ``calls`` are the texts of each batch.

    It answers no question while ``is_down``.
    """

    deadline: float | None = PATIENCE
    identity = "hashing"

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.questions: list[str] = []
        self.is_down = False

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.calls.append([*texts])
        return normalised(np.array([_sum(text) for text in texts]))

    def question(self, text: str) -> Vector:
        self.questions.append(text)
        if self.is_down:
            raise EmbeddingError("The server does not answer.")
        vector: Vector = normalised(np.array([_sum(text)]))[0]
        return vector

    def tokens(self, text: str) -> int:
        return len(text.split())


def attach(index: Path, embedding: HashingEmbedding, *, full: bool = True) -> str:
    """Attach vectors to what is served at ``index``, and return its generation."""
    generations: Generations = open_generations(Settings(index=index))
    current = generations.current()
    assert current is not None
    with open_store(index.parent / "vectors.sqlite3", embedding.identity) as store:
        documents = workshops_with_passages(generations.snapshot(current.id))
        content = make_vectors(plan_vectors(documents, embedding, store), embedding, store, full=full)
    generations.attach(current.id, ATTACHMENT, content)
    return current.id


def meaning_searcher(index: Path, embedding: HashingEmbedding, cache_size: int = 0) -> SearchService:
    return SearchService(open_engine(Settings(index=index)), cache_size, Meaning(embedding))


def _sum(text: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    vector = np.full(DIMENSIONS, 0.05)
    for word in re.findall(r"\w{4,}", fold(text)):
        seed = int.from_bytes(sha256(SAME.get(word, word).encode()).digest()[:4], "little")
        vector += np.random.default_rng(seed).normal(size=DIMENSIONS)
    return vector
