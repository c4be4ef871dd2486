"""What is served today, for commands that compare with it."""

from __future__ import annotations

from collections.abc import Callable

from policysearch.engines import open_searcher
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary


def vocabulary_of(settings: Settings) -> Callable[[], Vocabulary]:
    """The vocabulary of the generation that is served, read when it is asked for. Raises EngineError."""

    def read() -> Vocabulary:
        searcher = open_searcher(settings)
        try:
            return searcher.vocabulary
        finally:
            searcher.close()

    return read
