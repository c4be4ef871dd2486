"""The vectors of a generation: those that are there already, and those that the model makes now."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policysearch.model.document import Document
from policysearch.search.meaning.background import all_sentences, background, background_vectors, small_talk
from policysearch.search.meaning.embedding import Embedding, EmbeddingError
from policysearch.search.meaning.units import MAX_SENTENCES, Unit, units
from policysearch.search.meaning.vector_store import VectorStore
from policysearch.search.meaning.vector_table import Centre, language_means, language_numbers, vector_table
from policysearch.settings import LANGUAGES

BATCH = 32  # texts whose vectors are made and written at once: what an interruption can lose
CHARACTERS_PER_SECOND = 2_500  # of a core, about: lessons of 200 characters, 25 a second on two cores
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class VectorPlan:
    """What a generation needs: its ``units``, the texts of all vectors, and which of these the store lacks."""

    units: tuple[Unit, ...]
    texts: frozenset[str]
    missing: tuple[str, ...]

    @property
    def seconds(self) -> float:
        """Return an estimate of how long the bundled model takes for what is missing."""
        return sum(map(len, self.missing)) / (CHARACTERS_PER_SECOND * (os.cpu_count() or 1))


def plan_vectors(
    documents: Iterable[Document], embedding: Embedding, store: VectorStore, sentences: int = MAX_SENTENCES
) -> VectorPlan:
    """Return what is to be done for ``documents``, a workshop's document standing for its highlights too.

    ``sentences`` is how many of a unit get a vector, to be named as the nearest.
    """
    parts = tuple(units(documents, embedding.tokens, sentences))
    texts = {unit.text for unit in parts} | {text for unit in parts for _, text in unit.sentences}
    texts |= {*all_sentences()}
    shipped = background_vectors(embedding.identity)
    store.add({store.key(sentence): vector for sentence, vector in shipped.items()})
    keys = {store.key(text): text for text in texts}
    stored = store.vectors([*keys])
    missing = sorted((text for key, text in keys.items() if key not in stored), key=lambda text: (len(text), text))
    return VectorPlan(parts, frozenset(texts), tuple(missing))


def make_vectors(
    plan: VectorPlan, embedding: Embedding, store: VectorStore, *, full: bool, progress: Progress | None = None
) -> bytes:
    """Return what is to be attached. Vectors are written as they are made, so that another run goes on from there.

    The means of languages are computed anew by a ``full`` build, or where there are none. Raises EmbeddingError.
    """
    for start in range(0, len(plan.missing), BATCH):
        batch = plan.missing[start : start + BATCH]
        vectors = embedding.passages(batch).astype(np.float16)
        store.add(dict(zip(map(store.key, batch), vectors, strict=True)))
        if progress:
            progress(start + len(batch), len(plan.missing))
    store.forget_all_but({store.key(text) for text in plan.texts})
    of_background = [_vectors(background()[language], store) for language in LANGUAGES]
    dimensions = of_background[0].shape[1]
    of_small_talk = [_vectors(small_talk()[language], store, dimensions) for language in LANGUAGES]
    of_units = _vectors([unit.text for unit in plan.units], store, dimensions)
    of_sentences = _vectors([text for unit in plan.units for _, text in unit.sentences], store, dimensions)
    means = _means(plan.units, of_units, of_background, store, full)
    return vector_table(
        plan.units, of_units, of_sentences, Centre(of_background, of_small_talk, means), embedding.identity
    )


def _means(
    parts: Sequence[Unit],
    vectors: NDArray[np.float32],
    of_background: Sequence[NDArray[np.float32]],
    store: VectorStore,
    full: bool,
) -> NDArray[np.float32]:
    stored = store.means(LANGUAGES)
    if not full and len(stored) == len(LANGUAGES):
        return np.array([stored[language] for language in LANGUAGES], np.float32)
    means = language_means(vectors, language_numbers(parts), of_background)
    store.set_means({language: mean.astype(np.float16) for language, mean in zip(LANGUAGES, means, strict=True)})
    return means.astype(np.float16).astype(np.float32)


def _vectors(texts: Sequence[str], store: VectorStore, dimensions: int = 0) -> NDArray[np.float32]:
    """Return the vectors of texts, all of which the store has, of shape (texts, dimensions)."""
    keys = [store.key(text) for text in texts]
    stored = store.vectors([*dict.fromkeys(keys)])
    lengths = {len(vector) for vector in stored.values()} | ({dimensions} if dimensions else set())
    if len(lengths) > 1:
        raise EmbeddingError(
            "The server's vectors do not have the length of those before: its model is another one now.",
            "Give the setting meaning_revision another value, and build again.",
        )
    return np.array([stored[key] for key in keys], np.float32).reshape(len(keys), lengths.pop())
