"""Documents as records (text) and back: strings and JSON, never a pickle.

A record repeats nothing that can be derived. The texts of a workshop's document are made of the workshop's own words
again; a part's record has only what the document of its workshop does not have. What differs from that is stored as
it is, in JSON: the *overrides*.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from policysearch.materials.documents import searched_columns
from policysearch.materials.workshop_codec import passage_from, passage_record, workshop_from, workshop_strings
from policysearch.model.document import FACETS, Document, Kind, Text
from policysearch.model.workshop import Passage, Workshop

_STRING_SEPARATOR = "\0"
_ITEM_SEPARATOR = "\x1f"
_KINDS: dict[str, Kind] = {kind[0]: kind for kind in get_args(Kind)}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


def encode(document: Document, parent: Document | None = None) -> str:
    """Return the record of a document; ``parent`` is its workshop's document, None for a workshop's own."""
    return _join(_workshop_record(document) if parent is None else _part_record(document, parent))


def decode(record: str, parent: Document | None = None) -> Document:
    """Return the document of a record that ``encode`` made with an equal ``parent``."""
    strings = _split(record)
    return _workshop_document(strings) if parent is None else _part_document(strings, parent)


def _workshop_record(document: Document) -> list[str]:
    """Return the overrides, each facet's values, the number of texts, the names of each text, and the workshop."""
    names = [text.names for text in document.texts.values()]
    facets = [_ITEM_SEPARATOR.join(document.facets.get(facet, ())) for facet in FACETS]
    overrides: dict[str, Any] = {}
    if not _has_derivable_texts(document):
        overrides["texts"] = _texts_record(document.texts)
    if _workshop_facets(facets, document.workshop) != document.facets:
        overrides["facets"] = dict(document.facets)
    head = _encode(overrides) if overrides else ""
    return [head, *facets, str(len(names)), *names, *workshop_strings(document.workshop)]


def _workshop_document(strings: list[str]) -> Document:
    facets_end = 1 + len(FACETS)
    names_end = facets_end + 1 + int(strings[facets_end])
    workshop = workshop_from(strings[names_end:])
    facets: Mapping[str, tuple[str, ...]] = _workshop_facets(strings[1:facets_end], workshop)
    texts = _workshop_texts(workshop, strings[facets_end + 1 : names_end])
    if strings[0]:
        overrides = _decode(strings[0])
        texts = _texts(overrides["texts"]) if "texts" in overrides else texts
        facets = _facets(overrides["facets"]) if "facets" in overrides else facets
    return Document(workshop.slug, "workshop", workshop, "", texts, facets)


def _workshop_facets(strings: list[str], workshop: Workshop) -> dict[str, tuple[str, ...]]:
    stored = {
        facet: tuple(values.split(_ITEM_SEPARATOR)) if values else ()
        for facet, values in zip(FACETS, strings, strict=True)
    }
    return searched_columns(workshop) | stored


def _part_record(document: Document, parent: Document) -> list[str]:
    """Return the kind's letter and the part, the overrides, and the facets that differ from those of the workshop."""
    facets = [
        f"{number}{_ITEM_SEPARATOR.join(document.facets.get(facet, ()))}"
        for number, facet in enumerate(FACETS)
        if document.facets.get(facet) != parent.facets.get(facet)
    ]
    overrides: dict[str, Any] = {}
    if document.passage:
        overrides["passage"] = passage_record(document.passage)
    if not _is_derivable(document):
        overrides["texts"] = _texts_record(document.texts)
    if _part_facets(facets, parent) != document.facets:
        overrides["facets"] = dict(document.facets)
    return [f"{document.kind[0]}{document.part}", _encode(overrides) if overrides else "", *facets]


def _part_document(strings: list[str], parent: Document) -> Document:
    workshop, kind, part = parent.workshop, _KINDS[strings[0][0]], strings[0][1:]
    overrides = _decode(strings[1]) if strings[1] else {}
    passage = passage_from(overrides["passage"]) if "passage" in overrides else None
    texts = _texts(overrides["texts"]) if "texts" in overrides else _part_texts(workshop, part, passage)
    facets = _facets(overrides["facets"]) if "facets" in overrides else _part_facets(strings[2:], parent)
    return Document(f"{workshop.slug}/{part}", kind, workshop, part, texts, facets, passage)


def _part_facets(strings: list[str], parent: Document) -> Mapping[str, tuple[str, ...]]:
    """Return the workshop's facets, replaced by those of ``strings``: each a facet's number (one digit) and values."""
    differing = {
        FACETS[int(string[0])]: tuple(string[1:].split(_ITEM_SEPARATOR)) if string[1:] else () for string in strings
    }
    return {**parent.facets, **differing}


def _has_derivable_texts(document: Document) -> bool:
    """Return True if ``_workshop_texts`` returns the texts of a workshop's document."""
    texts = document.workshop.texts.values()
    if len(texts) != len(document.texts):
        return False
    return all(
        language == w.language
        and text.title == w.title
        and text.body == w.plain
        and text.highlights == tuple([(h.id, h.text) for h in w.highlights])
        for (language, text), w in zip(document.texts.items(), texts, strict=True)
    )


def _is_derivable(document: Document) -> bool:
    """Return True if ``_part_texts`` returns the texts of a highlight or passage."""
    if document.passage:
        return document.texts == _part_texts(document.workshop, document.part, document.passage)
    part, texts, count = document.part, document.texts, 0
    for workshop_text in document.workshop.texts.values():
        for h in workshop_text.highlights:
            if h.id == part:
                text = texts.get(workshop_text.language)
                if text is None or text.body != h.text or text.title or text.highlights or text.names:
                    return False
                count += 1
    return count == len(texts)


def _workshop_texts(workshop: Workshop, names: Sequence[str]) -> dict[str, Text]:
    """Return the texts that ``documents_of`` makes of a workshop's words, with the ``names`` of each."""
    return {
        text.language: Text(text.title, tuple([(h.id, h.text) for h in text.highlights]), text.plain, text_names)
        for text, text_names in zip(workshop.texts.values(), names, strict=False)
    }


def _part_texts(workshop: Workshop, part: str, passage: Passage | None) -> dict[str, Text]:
    """Return the texts that ``documents_of`` makes of a highlight's or a passage's words."""
    if passage is not None:
        return {passage.language: Text(passage.title, body=passage.text)}
    return {t.language: Text("", body=h.text) for t in workshop.texts.values() for h in t.highlights if h.id == part}


def _texts_record(texts: Mapping[str, Text]) -> dict[str, Any]:
    return {language: [t.title, t.highlights, t.body, t.names] for language, t in texts.items()}


def _texts(record: Mapping[str, Any]) -> dict[str, Text]:
    return {
        language: Text(title, tuple((part, words) for part, words in highlights), body, names)
        for language, (title, highlights, body, names) in record.items()
    }


def _facets(record: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in record.items()}


def _join(strings: list[str]) -> str:
    """Return the strings with a separator between them; as JSON after two separators where a string has one in it."""
    joined = _STRING_SEPARATOR.join(strings)
    if joined.count(_STRING_SEPARATOR) == len(strings) - 1:
        return joined
    return f"{_STRING_SEPARATOR}{_STRING_SEPARATOR}{_encode(strings)}"


def _split(record: str) -> list[str]:
    strings = record.split(_STRING_SEPARATOR)
    return _decode(strings[2]) if len(strings) == 3 and not strings[0] else strings
