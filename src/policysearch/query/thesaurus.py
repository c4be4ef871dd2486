"""The Vocabulary as a table: the terms of words, in any inflection and language -> other clauses that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from policysearch.method_cache import cached_for_short_texts
from policysearch.query.clauses import Clause, InFacet, Phrase, Word
from policysearch.settings import LANGUAGES
from policysearch.text import fold, terms, words
from policysearch.text.analysis import MAX_NAME
from policysearch.text.tokens import ALPHANUMERIC
from policysearch.vocabulary import Vocabulary, country_name
from policysearch.vocabulary.countries import codes, names_of
from policysearch.vocabulary.known_words import is_known_word

# The typed words weigh 1. Another name of the same thing is nearly as good; a theme or a region speaks of the word's
# surroundings, so that a text with the word itself stays ahead.
SYNONYM = 0.7
THEME = 0.4
REGION = 0.3

# Words of names that are often left out or written otherwise: "Trinidad and Tobago", "the Bahamas".
_OMITTED = frozenset("the of and y e et de la le les los las du do da dos das des del l".split())
_FOLDED = ""  # the language of names that are compared as they stand, without case and accents alone
_WORDS = re.compile(f"{ALPHANUMERIC}+")
Key = tuple[str, ...]
key_of = terms  # which stay known


@dataclass(frozen=True, slots=True)
class Sense:
    """A meaning of words besides themselves: other ``names``, and the documents of a ``facet``'s values.

    ``label`` is what to call ``facet``, by language. ``is_name``: the words are one name, so that they are not expanded
    one by one. ``is_region``: ``names`` are of a region around what the words mean. ``code`` is the country they name.
    """

    names: tuple[str, ...]
    weight: float
    facet: InFacet | None = None
    facet_weight: float = THEME
    label: Mapping[str, str] | None = None
    is_name: bool = True
    is_region: bool = False
    code: str = ""

    def names_for(self, language: str) -> tuple[str, ...]:
        """Return the names to show to a reader of ``language``."""
        if not self.label:
            return self.names
        return (*self.names, self.label.get(language) or next(iter(self.label.values()), ""))

    def clauses(self) -> list[tuple[Clause, float]]:
        """Return the names and the facet values as weighted clauses."""
        named: list[tuple[Clause, float]] = [(clause_of(name), self.weight) for name in self.names]
        return [*named, (self.facet, self.facet_weight)] if self.facet else named


class Thesaurus:
    """Senses by the terms of the words that have them, in each language.

    A thousand names in four languages take longer to analyse than a hundred searches, so a name is analysed when a
    word is looked up that begins with the first letter of one of its words.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._senses: dict[tuple[str, Key], list[Sense]] = {}
        self._terms: set[tuple[str, str]] = set()  # each with its language, of all keys
        self._pending: dict[
            str, list[tuple[str, Sense, bool, bool]]
        ] = {}  # by first letter: names that are not analysed yet
        self._lock = Lock()
        self.longest = 1  # words in a name
        self._same = [tuple(dict.fromkeys(group)) for group in vocabulary.equal_words]
        for names in (*vocabulary.synonyms, *(body.names for body in vocabulary.organizations)):
            self._add(names, Sense(names, SYNONYM))
        for theme in vocabulary.themes:
            sense = Sense((), THEME, InFacet("theme", vocabulary.family(theme.id)), label=theme.label, is_name=False)
            labels = (variant for label in theme.label.values() for variant in _label_variants(label))
            self._add({theme.id, *labels}, sense, any_order=True)
        self._add_countries(vocabulary)

    def senses(self, language: str, key: Key) -> list[Sense]:
        """Return the senses of the terms ``key`` in ``language``; those of a theme's label may be in any order."""
        if not self.has_term(language, key[0]):  # as of most words
            return []
        senses = self._senses.get((language, key), [])
        return senses + [sense for sense in self._senses.get((language, _unordered(key)), []) if sense not in senses]

    def has_term(self, language: str, term: str) -> bool:
        """Return whether ``senses`` knows any key with ``term`` in ``language``."""
        self._analyse(term[0])
        return (language, term) in self._terms

    def same_words(self, typed: str) -> tuple[str, ...]:
        """Return the other words of the groups of words that are the same as ``typed``, in any inflection."""
        groups = (group for group in self._same if any(_is_inflection(typed, word) for word in group))
        return tuple(word for group in groups for word in group if not _is_inflection(typed, word))

    def senses_of_name(self, typed: str, language: str) -> list[Sense]:
        """Return the senses of ``typed`` as a name of a country or region, for a reader of ``language``.

        Names are compared without case and accents, never by their stems. A word of the reader's language in small
        letters ("suede", "grenade") is no country's name in another language.
        """
        key = name_key(typed)
        if not key:
            return []
        self._analyse(key[0][0])
        is_common = typed.islower() and typed.isascii() and len(key) == 1 and is_known_word(typed, language)
        return [
            sense
            for sense in self._senses.get((_FOLDED, key), [])
            if not is_common or not sense.code or name_key(country_name(sense.code, language)) == key
        ]

    def _add_countries(self, vocabulary: Vocabulary) -> None:
        for code in sorted(codes()):
            names = names_of(code)
            if len(names) > 1:
                self._add(names, Sense(names, SYNONYM, code=code), folded=True)
            for region in vocabulary.regions:
                if region.shares and code in region.members:
                    self._add(names, Sense(region.names, REGION, is_region=True, code=code), folded=True)
        for region in vocabulary.regions:
            value = InFacet("experience", (region.id,))
            self._add(region.names, Sense(region.names, SYNONYM, value, REGION), folded=True)

    def _add(self, names: Iterable[str], sense: Sense, *, any_order: bool = False, folded: bool = False) -> None:
        for name in names:
            name_words = _WORDS.findall(fold(name))
            self.longest = max(self.longest, len(name_words))
            for letter in {word[0] for word in name_words}:
                self._pending.setdefault(letter, []).append((name, sense, any_order, folded))

    def _analyse(self, letter: str) -> None:
        """Analyse the names with a word that begins so. Stemming leaves the first letter of a word as it is."""
        if letter not in self._pending:
            return
        with self._lock:
            for name, sense, any_order, folded in self._pending.get(letter, ()):
                if folded:
                    self._put_under((_FOLDED, name_key(name)), sense)
                else:
                    self._put(name, sense, any_order)
            self._pending.pop(letter, None)

    def _put(self, name: str, sense: Sense, any_order: bool) -> None:
        for language in LANGUAGES:
            if key := key_of(name, language):
                self._terms.update((language, term) for term in key)
                self._put_under((language, _unordered(key) if any_order else key), sense)

    def _put_under(self, key: tuple[str, Key], sense: Sense) -> None:
        senses = self._senses.setdefault(key, [])
        senses.extend([sense] if sense not in senses else [])


@cached_for_short_texts(1 << 12, MAX_NAME)
def keys_of(name: str) -> tuple[tuple[str, Key], ...]:
    """Return (language, terms) of a name in each language in which it is more than stop words."""
    return tuple((language, key) for language in LANGUAGES if (key := key_of(name, language)))


@cached_for_short_texts(1 << 15, MAX_NAME)
def name_key(name: str) -> Key:
    """Return the words of a country's or region's name without case, accents and what is often left out."""
    return tuple("st" if word == "saint" else word for word in words(fold(name)) if word not in _OMITTED)


def clause_of(name: str) -> Clause:
    """Return a name of the vocabulary as a clause: a word, or a phrase in any inflection."""
    return Word(name) if len(words(name)) == 1 else Phrase(name)


def thesaurus(vocabulary: Vocabulary) -> Thesaurus:
    """Return the table of ``vocabulary``, made once for each."""
    return _cached_thesaurus(_ByIdentity(vocabulary))


def _is_inflection(typed: str, word: str) -> bool:
    return any(key_of(typed, language) == key_of(word, language) != () for language in LANGUAGES)


def _unordered(key: Key) -> Key:
    return ("", *sorted(key))


def _label_variants(label: str) -> tuple[str, ...]:
    """Return the ways in which a label such as "Information technologies (IT)" may be typed."""
    outside, _, inside = label.partition("(")
    return tuple(filter(None, (label, outside.strip(), inside.rstrip(") "))))


class _ByIdentity:
    """A vocabulary as a cache key, compared by identity: comparing values takes longer than the rest of a query."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, key: object) -> bool:
        return isinstance(key, _ByIdentity) and key.vocabulary is self.vocabulary


@lru_cache(maxsize=4)
def _cached_thesaurus(key: _ByIdentity) -> Thesaurus:
    return Thesaurus(key.vocabulary)
