"""A Document -> the fields that the cluster indexes: our own terms, so that both engines have one analysis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from policysearch.engines.opensearch.field_words import FieldWords, weighed, zone_words
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
    STOPS,
    TEXTS,
    TITLES,
)
from policysearch.engines.opensearch.sealed_record import seal
from policysearch.materials import document_codec
from policysearch.model.document import Document

MAX_KEY = 512  # bytes that the cluster takes as the key of a document


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
        RECORD: seal(document_codec.encode(document, None if document.kind == "workshop" else parent)),
    }
    if document.kind == "workshop":
        source |= {RELATION: "workshop", ALIASES: workshop.aliases}
        source |= _titles(document)
    else:
        source[RELATION] = {"name": document.kind, "parent": key(workshop.slug)}
    forms: Counter[str] = Counter()
    for language, of_language in words.items():
        source[PHRASES[language]] = of_language.zones
        if of_language.terms:
            source[TEXTS[language]] = of_language.weighed
            source[STOPS[language]] = of_language.weighed_stops
        forms.update(of_language.forms)
    if forms:
        source[FORM] = weighed(forms)
    source |= {FACET_FIELDS[facet]: values for facet, values in document.facets.items() if values}
    return IndexedDocument(source, words)


def _titles(document: Document) -> dict[str, Any]:
    """Return the terms of a workshop's title. Its parts are its children, and have none."""
    titles = {language: zone_words(text.title, language).in_order for language, text in document.texts.items()}
    return {TITLES[language]: terms for language, terms in titles.items() if terms}


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
