"""The names of facets' values in a language, remembered: a page asks for the same few many times."""

from __future__ import annotations

from collections.abc import Callable

from policysearch import vocabulary as words
from policysearch.vocabulary import Vocabulary

MOST = 20_000
Label = Callable[[str, str], str]


class Labels:
    """Names out of one vocabulary at a time; forgotten when another one is shown."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._known: dict[tuple[str, str, str], str] = {}

    def speaking(self, vocabulary: Vocabulary, language: str) -> Label:
        """What names (facet, value) in ``language``."""
        if vocabulary is not self._vocabulary or len(self._known) > MOST:
            self._vocabulary, self._known = vocabulary, {}
        known = self._known

        def label(facet: str, value: str) -> str:
            key = (language, facet, value)
            found = known.get(key)
            if found is None:
                found = known[key] = words.label(vocabulary, facet, value, language)
            return found

        return label
