"""The names of facets' values in one language."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from policysearch import vocabulary as vocabularies
from policysearch.vocabulary import Vocabulary

Label = Callable[[str, str], str]  # (facet, value) -> its name
MAX_NAMES = 4_096


class Labels:
    """The functions that name facets' values, one for each language. Threads may share it.

    Looking a theme up takes longer than showing it, and a page shows hundreds of values: names are kept as long as the
    vocabulary stays the same object, which is as long as its generation is served.
    """

    def __init__(self) -> None:
        self._cache: tuple[Vocabulary, dict[str, Label]] = (Vocabulary(), {})

    def of(self, vocabulary: Vocabulary, language: str) -> Label:
        """Return the function that names facets' values of ``vocabulary`` in ``language``."""
        current, by_language = self._cache
        if current is not vocabulary:
            by_language = {}
            self._cache = vocabulary, by_language
        if language not in by_language:
            by_language[language] = lru_cache(MAX_NAMES)(partial(vocabularies.label, vocabulary, language=language))
        return by_language[language]
