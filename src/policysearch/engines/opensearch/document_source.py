"""A Document -> the fields that the cluster indexes: our own terms, so that both engines have one analysis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from policysearch.engines.opensearch.mapping import (
    ALIASES,
    FACET_FIELDS,
    FORM,
    GAP,
    ID,
    KIND,
    ORDER,
    PHRASES,
    RECORD,
    RELATION,
    SAME_POSITION,
    SLUG,
    START,
    TEXTS,
    WEIGHT,
    ZONES,
)
from policysearch.materials import document_codec
from policysearch.model.document import Document, Text
from policysearch.model.zones import zones
from policysearch.text import index_term, is_stop_term
from policysearch.text.tokens import chunk_compounds, chunk_forms

MAX_KEY = 512  # bytes that the cluster takes as the key of a document
CACHED_CHUNKS = 1 << 17


class IndexedWord(NamedTuple):
    """A word at a position: its form, and the term that is indexed of it."""

    form: str
    term: str


class FieldWords:
    """The words of a document in one language: sums of weights by term, and the terms of each zone in order."""

    def __init__(self, text: Text, language: str) -> None:
        self.terms: Counter[str] = Counter()
        self.stops: Counter[str] = Counter()
        self.forms: Counter[str] = Counter()
        self.zones = [self._zone(int(weight), words, language) for weight, words in zones(text)]

    def _zone(self, weight: int, words: str, language: str) -> str:
        positions: list[str] = []
        for chunk in words.split():
            for at_position in _chunk_words(chunk, language):
                for form, term in at_position:
                    if is_stop_term(term):
                        self.stops[term] += weight
                    else:
                        self.terms[term] += weight
                        self.forms[form] += weight
                positions.append(SAME_POSITION.join([term for _, term in at_position]))
        return " ".join(positions)

    @property
    def weighed(self) -> str:
        """Return the terms with their weights.

        Stop words stand at the position of the first term: they score in phrases, and do not lengthen the document.
        """
        terms = [f"{term}{WEIGHT}{weight}" for term, weight in self.terms.items()]
        if terms and self.stops:
            terms[0] = SAME_POSITION.join([terms[0], *self.stops.elements()])
        return " ".join(terms)


class IndexedDocument(NamedTuple):
    """A document as it is sent, and its words by language."""

    source: dict[str, Any]
    words: Mapping[str, FieldWords]


def document_words(document: Document) -> dict[str, FieldWords]:
    """Return the words of a document by language."""
    return {language: FieldWords(text, language) for language, text in document.texts.items()}


def indexed_document(document: Document, parent: Document, order: int) -> IndexedDocument:
    """Return what is indexed of ``document``, the ``order``-th of its build; ``parent`` is its workshop's document."""
    words = document_words(document)
    workshop = document.workshop
    source: dict[str, Any] = {
        KIND: document.kind,
        ID: document.id,
        SLUG: workshop.slug,
        START: workshop.start.toordinal(),
        ORDER: order,
        RECORD: document_codec.encode(document, None if document.kind == "workshop" else parent),
    }
    if document.kind == "workshop":
        source |= {RELATION: "workshop", ALIASES: workshop.aliases}
    elif document.kind == "passage":
        source[RELATION] = {"name": "passage", "parent": key(workshop.slug)}
    forms: Counter[str] = Counter()
    for language, of_language in words.items():
        source[PHRASES[language]] = of_language.zones
        if of_language.terms:
            source[TEXTS[language]] = of_language.weighed
        forms += of_language.forms
    if forms:
        source[FORM] = " ".join([f"{form}{WEIGHT}{weight}" for form, weight in forms.items()])
    source |= _zone_fields(document, parent, words)
    source |= {FACET_FIELDS[facet]: values for facet, values in document.facets.items() if values}
    return IndexedDocument(source, words)


def _zone_fields(document: Document, parent: Document, words: Mapping[str, FieldWords]) -> dict[str, Any]:
    """Return the title and the lessons of a workshop; of a lesson, its workshop's title and its own words.

    A passage has neither: its workshop, which it is joined to, is asked.
    """
    if document.kind == "passage":
        return {}
    titles = {language: FieldWords(Text(text.title), language).zones[0] for language, text in parent.texts.items()}
    lessons = {
        language: of_language.zones
        if document.kind == "highlight"
        else of_language.zones[1 : 1 + len(document.texts[language].highlights)]
        for language, of_language in words.items()
    }
    fields = {ZONES["title"][language]: terms for language, terms in titles.items() if terms}
    return fields | {ZONES["lesson"][language]: terms for language, terms in lessons.items() if terms}


def key(document_id: str) -> str:
    """Return the key of a document: its id, or for one that is too long its digest."""
    encoded = document_id.encode("utf-8")
    return document_id if len(encoded) <= MAX_KEY else sha256(encoded).hexdigest()


def slug_of(document_id: str) -> str:
    """Return the slug of the workshop that a document belongs to."""
    return document_id.partition("/")[0]


def positions(zone_terms: list[str], numbers: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield (position, number) of each occurrence of the terms ``numbers`` (term to number) in a document's zones.

    Positions count every word; zones are far apart.
    """
    start = 0
    for zone in zone_terms:
        terms = zone.split()
        for position, at_position in enumerate(terms, start):
            if at_position in numbers:
                yield position, numbers[at_position]
            elif SAME_POSITION in at_position:
                yield from ((position, numbers[term]) for term in at_position.split(SAME_POSITION) if term in numbers)
        start += len(terms) + GAP


@lru_cache(maxsize=CACHED_CHUNKS)
def _chunk_words(chunk: str, language: str) -> tuple[tuple[IndexedWord, ...], ...]:
    """Return the words at each position of a stretch without white space; a compound stands where its end does."""
    compounds = chunk_compounds(chunk)
    return tuple(
        tuple(IndexedWord(word, index_term(word, language)) for word in (form, *_at(compounds, position)))
        for position, form in enumerate(form for form in chunk_forms(chunk) if form)
    )


def _at(compounds: Mapping[int, str], position: int) -> tuple[str, ...]:
    return (compounds[position],) if position in compounds else ()
