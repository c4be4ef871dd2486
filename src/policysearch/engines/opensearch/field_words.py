"""The words of a document in one language, as fields of the cluster take them: terms in order, terms with weights.

A text is looked up chunk by chunk, a stretch without white space, in a table: most chunks of a text were seen before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from policysearch.engines.opensearch.mapping import FILLER, SAME_POSITION, WEIGHT
from policysearch.model.document import Text
from policysearch.model.zones import zones
from policysearch.settings import LANGUAGES
from policysearch.text import index_terms_of, is_stop_term
from policysearch.text.tokens import chunk_compounds, chunk_forms, single_form

MOST_CHUNKS = 1 << 17  # of a language; beyond, the table begins anew
CACHED_ZONES = 256  # a lesson is indexed with its workshop, and soon after as a document


class ZoneWords(NamedTuple):
    """The words of a zone: its chunks, and its terms in order."""

    chunks: list[str]
    in_order: str


class FieldWords:
    """The words of a document in one language: sums of weights by term, and the terms of each zone in order."""

    def __init__(self, text: Text, language: str) -> None:
        self.terms: dict[str, int] = {}
        self.stops: dict[str, int] = {}
        self.forms: dict[str, int] = {}
        self.zones: list[str] = []
        chunks: Counter[str] = Counter()  # each as often as its zones weigh
        for weight, words in zones(text):
            zone = zone_words(words, language)
            self.zones.append(zone.in_order)
            chunks.update(zone.chunks * int(weight))
        self._count(chunks, _TABLES[language])

    def _count(self, chunks: Mapping[str, int], table: _ChunkTable) -> None:
        """Count the words of chunks. Plain tables, since this is most of a build's work in Python."""
        terms, forms, stops = self.terms, self.forms, self.stops
        for chunk, count in chunks.items():
            for form, term, is_stop in table[chunk].words:
                if is_stop:
                    stops[term] = stops.get(term, 0) + count
                else:
                    terms[term] = terms.get(term, 0) + count
                    forms[form] = forms.get(form, 0) + count

    @property
    def weighed(self) -> str:
        """Return the terms with their weights."""
        return weighed(self.terms)

    @property
    def length(self) -> int:
        """Return the sum of the weights of the terms."""
        return sum(self.terms.values())

    @property
    def weighed_stops(self) -> str:
        """Return the stop words with their weights, filled up to the length of the terms: they score by that length.

        Where they are longer themselves, the rest stands at the position of the first one, where it counts no length.
        """
        lacking = self.length - sum(self.stops.values())
        if lacking >= 0:
            return weighed({**self.stops, FILLER: lacking} if lacking else self.stops)
        weights, overlapping = dict(self.stops), []
        while lacking:
            term, weight = weights.popitem()
            surplus = min(weight, -lacking)
            overlapping += [term] * surplus
            lacking += surplus
            if weight > surplus:
                weights[term] = weight - surplus
        first, *following = weighed(weights).split(" ")
        return " ".join([at_one_position([first, *overlapping]), *following])


def weighed(weights: Mapping[str, int]) -> str:
    """Return words with their weights."""
    return " ".join([f"{word}{WEIGHT}{weight}" for word, weight in weights.items()])


def at_one_position(words: Sequence[str]) -> str:
    """Return several words that stand at one position."""
    return "".join([f"{SAME_POSITION}{word}" for word in words])


@lru_cache(maxsize=CACHED_ZONES)
def zone_words(words: str, language: str) -> ZoneWords:
    """Return the words of a zone."""
    table, chunks = _TABLES[language], words.split()
    table.add([chunk for chunk in {*chunks} if chunk not in table])
    return ZoneWords(chunks, " ".join([table[chunk].in_order for chunk in chunks]))


class _IndexedWord(NamedTuple):
    """A word as written, the term that is indexed of it, and whether that is a stop word."""

    form: str
    term: str
    is_stop: bool


class _Chunk(NamedTuple):
    """The words of a stretch without white space, and their terms in order."""

    in_order: str
    words: tuple[_IndexedWord, ...]


class _ChunkTable(dict[str, _Chunk]):
    """The chunks of a language that were looked at already."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._words: dict[str, _IndexedWord] = {}  # by form: many chunks are a form and a comma
        self._singles: dict[str, _Chunk] = {}  # by form: the chunk that is this word alone

    def __missing__(self, chunk: str) -> _Chunk:
        """Look a chunk up again that was there before the table began anew."""
        self.add([chunk])
        return self[chunk]

    def add(self, chunks: Collection[str]) -> None:
        """Add chunks; the terms of all their words are looked up together."""
        if len(self) + len(chunks) > MOST_CHUNKS:
            self.clear()
            self._words.clear()
            self._singles.clear()
        single = {chunk: form for chunk in chunks if (form := single_form(chunk))}
        composed_chunks = [chunk for chunk in chunks if chunk not in single]
        forms = {chunk: [form for form in chunk_forms(chunk) if form] for chunk in composed_chunks}
        compounds = {chunk: chunk_compounds(chunk) for chunk in composed_chunks}
        joined = chain.from_iterable(of_chunk.values() for of_chunk in compounds.values())
        self._add_words({*single.values(), *chain.from_iterable(forms.values()), *joined})
        for chunk, form in single.items():
            self[chunk] = self._singles[form]
        for chunk in composed_chunks:
            self[chunk] = self._chunk(forms[chunk], compounds[chunk])

    def _add_words(self, forms: set[str]) -> None:
        new = [*forms.difference(self._words)]
        terms = index_terms_of(new, self._language)
        for form, term in zip(new, terms, strict=True):
            word = self._words[form] = _IndexedWord(form, term, is_stop_term(term))
            self._singles[form] = _Chunk(term, (word,))

    def _chunk(self, forms: Sequence[str], compounds: Mapping[int, str]) -> _Chunk:
        """Return the words of a chunk; a compound stands where its end does."""
        if len(forms) == 1 and not compounds:
            return self._singles[forms[0]]
        positions = [
            [self._words[form]] + ([self._words[compounds[number]]] if number in compounds else [])
            for number, form in enumerate(forms)
        ]
        in_order = " ".join(
            [
                at_position[0].term if len(at_position) == 1 else at_one_position([word.term for word in at_position])
                for at_position in positions
            ]
        )
        return _Chunk(in_order, tuple(chain.from_iterable(positions)))


_TABLES = {language: _ChunkTable(language) for language in LANGUAGES}
