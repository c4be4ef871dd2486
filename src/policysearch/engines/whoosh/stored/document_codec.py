"""Documents as text and back: strings and JSON, never a pickle.

Nothing is said twice: the texts of a workshop's document are put together again from the workshop's own words, and a
part has only what its workshop's document does not have.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from policysearch.materials.workshop_codec import passage_from, passage_record, workshop_from, workshop_strings
from policysearch.model.document import FACETS, Document, Kind, Text
from policysearch.model.workshop import Passage, Workshop

_BETWEEN = "\0"  # strings
_APART = "\x1f"  # items of a list
_KINDS: dict[str, Kind] = {kind[0]: kind for kind in get_args(Kind)}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


def encode(document: Document, whole: Document | None = None) -> str:
    """A document's record; ``whole`` is the document of its workshop (None: it is that itself)."""
    return _joined(_whole_strings(document) if whole is None else _part_strings(document, whole))


def decode(told: str, whole: Document | None = None) -> Document:
    """The document of what ``tell`` gives; ``whole`` is that of its workshop (None: it is that itself)."""
    strings = _parted(told)
    return _whole_from(strings) if whole is None else _part_from(strings, whole)


def _whole_strings(document: Document) -> list[str]:
    """What differs from the usual as JSON, the facets, the names of each language, and the workshop."""
    names = [text.names for text in document.texts.values()]
    facets = [_APART.join(document.facets.get(facet, ())) for facet in FACETS]
    odd: dict[str, Any] = {}
    if not _says_the_workshop(document):
        odd["texts"] = _told(document.texts)
    if _facets_from(facets) != document.facets:
        odd["facets"] = dict(document.facets)
    return [_encode(odd) if odd else "", *facets, str(len(names)), *names, *workshop_strings(document.workshop)]


def _whole_from(strings: list[str]) -> Document:
    facets: Mapping[str, tuple[str, ...]] = _facets_from(strings[1:7])
    first = 8 + int(strings[7])
    workshop = workshop_from(strings[first:])
    texts = _whole_texts(workshop, strings[8:first])
    if strings[0]:
        odd = _decode(strings[0])
        texts = _texts(odd["texts"]) if "texts" in odd else texts
        facets = _facets_of(odd) if "facets" in odd else facets
    return Document(workshop.slug, "workshop", workshop, "", texts, facets)


def _facets_from(strings: list[str]) -> dict[str, tuple[str, ...]]:
    return {facet: tuple(held.split(_APART)) if held else () for facet, held in zip(FACETS, strings, strict=True)}


def _part_strings(document: Document, whole: Document) -> list[str]:
    """Kind and name of a highlight or passage, what differs from the usual as JSON, and the facets of its own."""
    facets = [
        f"{number}{_APART.join(document.facets.get(facet, ()))}"
        for number, facet in enumerate(FACETS)
        if document.facets.get(facet) != whole.facets.get(facet)
    ]
    odd: dict[str, Any] = {}
    if document.passage:
        odd["passage"] = passage_record(document.passage)
    if not _is_derivable(document):
        odd["texts"] = _told(document.texts)
    if _own_facets_from(facets, whole) != document.facets:
        odd["facets"] = dict(document.facets)
    return [f"{document.kind[0]}{document.part}", _encode(odd) if odd else "", *facets]


def _own_facets_from(strings: list[str], whole: Document) -> Mapping[str, tuple[str, ...]]:
    """Those of the workshop, and in place of some the part's own, each after its facet's number (of one digit)."""
    own = {FACETS[int(held[0])]: tuple(held[1:].split(_APART)) if held[1:] else () for held in strings}
    return {**whole.facets, **own}


def _says_the_workshop(document: Document) -> bool:
    """Whether ``_whole_texts`` gives its texts."""
    own = document.workshop.texts.values()
    if len(own) != len(document.texts):
        return False
    return all(
        language == w.language
        and text.title == w.title
        and text.body == w.plain
        and text.highlights == tuple([(h.id, h.text) for h in w.highlights])
        for (language, text), w in zip(document.texts.items(), own, strict=True)
    )


def _is_derivable(document: Document) -> bool:
    """Whether ``_part_texts`` gives its texts."""
    if document.passage:
        return document.texts == _part_texts(document.workshop, document.part, document.passage)
    part, texts, found = document.part, document.texts, 0
    for own in document.workshop.texts.values():
        for h in own.highlights:
            if h.id == part:
                text = texts.get(own.language)
                if text is None or text.body != h.text or text.title or text.highlights or text.names:
                    return False
                found += 1
    return found == len(texts)


def _part_from(strings: list[str], whole: Document) -> Document:
    workshop, kind, part = whole.workshop, _KINDS[strings[0][0]], strings[0][1:]
    odd = _decode(strings[1]) if strings[1] else {}
    passage = passage_from(odd["passage"]) if "passage" in odd else None
    texts = _texts(odd["texts"]) if "texts" in odd else _part_texts(workshop, part, passage)
    facets = _facets_of(odd) if "facets" in odd else _own_facets_from(strings[2:], whole)
    return Document(f"{workshop.slug}/{part}", kind, workshop, part, texts, facets, passage)


def _facets_of(odd: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in odd["facets"].items()}


def _whole_texts(workshop: Workshop, names: Sequence[str]) -> dict[str, Text]:
    """What ``documents.of`` makes of a workshop's words."""
    return {
        text.language: Text(text.title, tuple([(h.id, h.text) for h in text.highlights]), text.plain, told)
        for text, told in zip(workshop.texts.values(), names, strict=False)
    }


def _part_texts(workshop: Workshop, part: str, passage: Passage | None) -> dict[str, Text]:
    """What it makes of a highlight's or a passage's."""
    if passage is not None:
        return {passage.language: Text(passage.title, body=passage.text)}
    return {t.language: Text("", body=h.text) for t in workshop.texts.values() for h in t.highlights if h.id == part}


def _told(texts: Mapping[str, Text]) -> dict[str, Any]:
    return {language: [t.title, t.highlights, t.body, t.names] for language, t in texts.items()}


def _texts(told: Mapping[str, Any]) -> dict[str, Text]:
    return {
        language: Text(title, tuple((part, words) for part, words in highlights), body, names)
        for language, (title, highlights, body, names) in told.items()
    }


def _joined(strings: list[str]) -> str:
    """The strings with a sign between them; where one of them has that sign itself, as JSON after two signs."""
    joined = _BETWEEN.join(strings)
    return joined if joined.count(_BETWEEN) == len(strings) - 1 else f"{_BETWEEN}{_BETWEEN}{_encode(strings)}"


def _parted(joined: str) -> list[str]:
    strings = joined.split(_BETWEEN)
    return _decode(strings[2]) if len(strings) == 3 and not strings[0] else strings
