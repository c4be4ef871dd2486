"""The names of facets' values in a language, remembered: a page asks for the same few many times."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policysearch import vocabulary as words
from policysearch.vocabulary import Vocabulary

MOST = 5_000  # of one facet, in one language
Naming = Callable[[str, str], str]  # (facet, value) -> its name


class Names(dict[str, str]):
    """The names of one facet's values, each looked up when it is first asked for."""

    def __init__(self, vocabulary: Vocabulary, facet: str, language: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._facet = facet
        self._language = language

    def __missing__(self, value: str) -> str:
        name = words.label(self._vocabulary, self._facet, value, self._language)
        if len(self) < MOST:
            self[value] = name
        return name


class Label:
    """Names (facet, value) in one language."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self._vocabulary = vocabulary
        self._language = language
        self._facets: dict[str, Names] = {}

    def __call__(self, facet: str, value: str) -> str:
        return self.of(facet)[value]

    def of(self, facet: str) -> Mapping[str, str]:
        """The names of a facet's values, whatever they are."""
        found = self._facets.get(facet)
        if found is None:
            found = self._facets[facet] = Names(self._vocabulary, facet, self._language)
        return found


class Labels:
    """Names out of one vocabulary at a time; forgotten when another one is shown."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._known: dict[str, Label] = {}

    def speaking(self, vocabulary: Vocabulary, language: str) -> Label:
        """What names (facet, value) in ``language``."""
        if vocabulary is not self._vocabulary:
            self._vocabulary, self._known = vocabulary, {}
        known = self._known
        found = known.get(language)
        if found is None:
            found = known[language] = Label(vocabulary, language)
        return found
