"""Documents as bytes and back: strings and JSON, never a pickle.

A record is one byte that says how the rest is written, and strings, compressed where that pays. Nothing is said twice:
the texts of a workshop's document are put together again from the workshop's own words, and a part has only what its
workshop's document does not have.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from threading import local
from typing import Any

from zstandard import DICT_TYPE_RAWCONTENT, ZstdCompressionDict, ZstdCompressor, ZstdDecompressor

from policysearch.documents import FACETS, Document, Text
from policysearch.materials.records import passage_from, passage_record, workshop_from, workshop_strings
from policysearch.materials.workshop import Passage, Workshop

_RAW, _SQUEEZED = b"r", b"z"
_SMALL = 100  # bytes; less is not worth compressing
_LEVEL = 1  # higher ones gain 2 % and take half as long again
_BETWEEN = "\0"  # strings
_APART = "\x1f"  # items of a list
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


def pack(document: Document, whole: Document | None = None) -> bytes:
    """A document's record; ``whole`` is the document of its workshop (None: it is that itself)."""
    return squeeze(tell(document, whole))


def unpack(record: bytes | memoryview, whole: Document | None = None) -> Document:
    """The document of ``record``, a part of the workshop whose document is ``whole`` (None: that document itself)."""
    return hear(str(_unsqueezed(record), "utf-8"), whole)


def tell(document: Document, whole: Document | None = None) -> str:
    """A document's record, not compressed."""
    return _joined(_whole_strings(document) if whole is None else [_encode(_part(document, whole))])


def hear(told: str, whole: Document | None = None) -> Document:
    """The document of what ``tell`` gives."""
    strings = _parted(told)
    return _whole_from(strings) if whole is None else _part_from(_decode(strings[0]), whole)


def squeeze(told: str) -> bytes:
    """The record of what ``tell`` gives."""
    content = told.encode("utf-8")
    if len(content) < _SMALL:
        return _RAW + content
    return _SQUEEZED + _zstd.compress(content)


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
        facets = {name: tuple(values) for name, values in odd["facets"].items()} if "facets" in odd else facets
    return Document(workshop.slug, "workshop", workshop, "", texts, facets)


def _facets_from(strings: list[str]) -> dict[str, tuple[str, ...]]:
    return {facet: tuple(held.split(_APART)) if held else () for facet, held in zip(FACETS, strings, strict=True)}


def _part(document: Document, whole: Document) -> dict[str, Any]:
    """What a highlight or passage has of its own."""
    changed = {name: values for name, values in document.facets.items() if whole.facets.get(name) != values}
    told: dict[str, Any] = {"kind": document.kind, "part": document.part, "facets": changed}
    if document.passage:
        told["passage"] = passage_record(document.passage)
    if not _is_usual(document):
        told["texts"] = _told(document.texts)
    return told


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


def _is_usual(document: Document) -> bool:
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


def _part_from(told: dict[str, Any], whole: Document) -> Document:
    workshop, part = whole.workshop, told["part"]
    passage = passage_from(told["passage"]) if "passage" in told else None
    texts = _texts(told["texts"]) if "texts" in told else _part_texts(workshop, part, passage)
    facets = {**whole.facets, **{name: tuple(values) for name, values in told["facets"].items()}}
    return Document(f"{workshop.slug}/{part}", told["kind"], workshop, part, texts, facets, passage)


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
    """The strings with a sign between them; where one of them has that sign itself, as JSON after a sign."""
    joined = _BETWEEN.join(strings)
    return joined if joined.count(_BETWEEN) == len(strings) - 1 else f"{_BETWEEN}{_BETWEEN}{_encode(strings)}"


def _parted(joined: str) -> list[str]:
    strings = joined.split(_BETWEEN)
    return strings if len(strings) != 3 else _decode(strings[2])


def _unsqueezed(record: bytes | memoryview) -> bytes | memoryview:
    content = record[1:]
    return _zstd.decompress(content) if record[:1] == _SQUEEZED else content


class _Zstd(local):
    """Zstandard, knowing the usual words. Each thread has its own: they are not to be shared."""

    def __init__(self) -> None:
        usual = ZstdCompressionDict(_usual(), dict_type=DICT_TYPE_RAWCONTENT)
        self.compress = ZstdCompressor(_LEVEL, usual, write_checksum=False, write_dict_id=False).compress
        self.decompress = ZstdDecompressor(usual).decompress


@cache
def _usual() -> bytes:
    """What records often have in them: words that are not there need not be stored."""
    return (files("policysearch") / "engines" / "whoosh" / "usual.txt").read_bytes()


_zstd = _Zstd()
