"""The Vocabulary as a table: under what words, in any inflection and language, which other clauses are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from policysearch.query.clauses import Clause, InFacet, Phrase, Word
from policysearch.settings import LANGUAGES
from policysearch.text import fold, forms, terms
from policysearch.text.tokens import ALPHANUMERIC
from policysearch.vocabulary import Vocabulary, country_name
from policysearch.vocabulary.countries import codes, names_of

# What was typed weighs 1. Another name of the same thing is nearly as good; a theme or a region speaks of the word's
# surroundings, so that a text with the word itself stays ahead.
SYNONYM = 0.7
THEME = 0.4
REGION = 0.3
CLOSE = 16  # a region of more countries (Latin America) says too little of each to be searched for it

_WORDS = re.compile(f"{ALPHANUMERIC}+")
Key = tuple[str, ...]
key_of = lru_cache(maxsize=1 << 15)(terms)


@dataclass(frozen=True, slots=True)
class Sense:
    """What words may mean besides themselves: other ``names``, and the documents ``within`` a facet's values.

    ``label`` is what to call ``within``, by language. ``whole``: the words have no meaning of their own beside it.
    ``region``: the names are of a region around what the words mean.
    """

    names: tuple[str, ...]
    weight: float
    within: InFacet | None = None
    within_weight: float = THEME
    label: Mapping[str, str] | None = None
    whole: bool = True
    region: bool = False

    def shown(self, language: str) -> tuple[str, ...]:
        """The names a reader of ``language`` is told."""
        return (*self.names, *([self.label.get(language) or next(iter(self.label.values()), "")] if self.label else []))

    def clauses(self) -> list[tuple[Clause, float]]:
        """Its names and facet values as weighted clauses."""
        named: list[tuple[Clause, float]] = [(clause_of(name), self.weight) for name in self.names]
        return [*named, (self.within, self.within_weight)] if self.within else named


class Thesaurus:
    """Senses by the terms of the words they are meant by, in each language.

    A thousand names in four languages take longer to analyse than a hundred searches, so a name is analysed when a
    word is looked up that begins with the first letter of one of its own.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._senses: dict[tuple[str, Key], list[Sense]] = {}
        self._unread: dict[str, list[tuple[str, Sense, bool]]] = {}
        self._reading = Lock()
        self.longest = 1
        for names in (*vocabulary.synonyms, *(body.names for body in vocabulary.organizations)):
            self._add(names, Sense(names, SYNONYM))
        for theme in vocabulary.themes:
            sense = Sense((), THEME, InFacet("theme", (theme.id,)), label=theme.label, whole=False)
            self._add(
                {theme.id, *(part for label in theme.label.values() for part in _said(label))}, sense, loosely=True
            )
        self._add_countries(vocabulary)

    def senses(self, language: str, key: Key) -> list[Sense]:
        """What words of the terms ``key`` mean in ``language``; a theme's label is known in any order of words."""
        self._read(key[0][0])
        found = self._senses.get((language, key), [])
        return found + [one for one in self._senses.get((language, ("", *sorted(key))), []) if one not in found]

    def _add_countries(self, vocabulary: Vocabulary) -> None:
        for code in sorted(codes()):
            names = names_of(code)
            if len(names) > 1:
                self._add(names, Sense(names, SYNONYM))
            for region in vocabulary.regions:
                if code in region.members and len(region.members) <= CLOSE:
                    self._add(names, Sense(region.names, REGION, region=True))
        for region in vocabulary.regions:
            inside = InFacet("experience", tuple(sorted(region.members)))
            label = {
                language: ", ".join(country_name(code, language) for code in inside.values) for language in LANGUAGES
            }
            self._add(region.names, Sense(region.names, SYNONYM, inside, REGION, label))

    def _add(self, names: Iterable[str], sense: Sense, *, loosely: bool = False) -> None:
        for name in names:
            words = _WORDS.findall(fold(name))
            self.longest = max(self.longest, len(words))
            for letter in {word[0] for word in words}:
                self._unread.setdefault(letter, []).append((name, sense, loosely))

    def _read(self, letter: str) -> None:
        """Analyse the names that have a word beginning so. Stemming leaves the first letter of a word as it is."""
        if letter not in self._unread:
            return
        with self._reading:
            for name, sense, loosely in self._unread.get(letter, ()):
                self._place(name, sense, loosely)
            self._unread.pop(letter, None)

    def _place(self, name: str, sense: Sense, loosely: bool) -> None:
        for language in LANGUAGES:
            if key := key_of(name, language):
                place = (language, ("", *sorted(key)) if loosely else key)
                held = self._senses.setdefault(place, [])
                held.extend([sense] if sense not in held else [])


def clause_of(name: str) -> Clause:
    """A name of the vocabulary as a clause: a word, or a phrase that is looked for in any inflection."""
    return Word(name) if len(forms(name)) == 1 else Phrase(name)


def _said(label: str) -> tuple[str, ...]:
    """The ways in which a label such as "Information technologies (IT)" may be typed."""
    outside, _, inside = label.partition("(")
    return tuple(filter(None, (label, outside.strip(), inside.rstrip(") "))))


def thesaurus(vocabulary: Vocabulary) -> Thesaurus:
    """The table of ``vocabulary``, made once for each."""
    return _made(_Same(vocabulary))


class _Same:
    """A vocabulary as a key: the same one, not an equal one, since comparing takes longer than the rest of a query."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.vocabulary is self.vocabulary


@lru_cache(maxsize=4)
def _made(same: _Same) -> Thesaurus:
    return Thesaurus(same.vocabulary)
