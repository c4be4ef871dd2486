"""What makes vectors of texts: the protocol that the bundled model and a server implement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from policysearch.model.errors import PolicySearchError

Vectors = NDArray[np.float32]  # (texts, dimensions), each row of length 1
Vector = NDArray[np.float32]  # (dimensions,), of length 1

MAX_TOKENS = 510  # of a text that is embedded whole: the window of the models of this kind, less its two end marks


class EmbeddingError(PolicySearchError):
    """A vector cannot be made: the server does not answer, or answers something else."""


class Embedding(Protocol):
    """Makes vectors. Safe to share between threads."""

    @property
    def identity(self) -> str:
        """Return the model, its revision and its prefixes; vectors of two identities are never compared."""

    @property
    def deadline(self) -> float | None:
        """Return the seconds within which a question's vector must be there; None where nothing can hold it up."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts of the collection. Raises EmbeddingError."""

    def question(self, text: str) -> Vector:
        """Return the vector of a reader's question. Raises EmbeddingError."""

    def tokens(self, text: str) -> int:
        """Return how many tokens the model makes of ``text``, or an estimate."""


def clean(text: str) -> str:
    """Return ``text`` without what is no character of a text: zero bytes and halves of surrogate pairs."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def normalised(vectors: NDArray[np.floating]) -> Vectors:
    """Return the rows at length 1, float32; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    rows: Vectors = np.divide(vectors, lengths, out=np.zeros(vectors.shape, np.float32), where=lengths > 0)
    return rows
