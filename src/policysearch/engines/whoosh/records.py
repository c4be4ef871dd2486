"""Documents as bytes and back: compressed JSON, never a pickle."""

from __future__ import annotations

import json
import zlib
from typing import Any

from policysearch.documents import Document, Text
from policysearch.materials.records import passage_from, passage_record, workshop_from, workshop_record
from policysearch.materials.workshop import Workshop


def pack(document: Document) -> bytes:
    """A document's record. Only a workshop's own has the workshop in it; its parts are told it again."""
    record: dict[str, Any] = {
        "id": document.id,
        "kind": document.kind,
        "part": document.part,
        "texts": {language: [t.title, t.highlights, t.body, t.names] for language, t in document.texts.items()},
        "facets": dict(document.facets),
    }
    if document.kind == "workshop":
        record["workshop"] = workshop_record(document.workshop)
    if document.passage:
        record["passage"] = passage_record(document.passage)
    return zlib.compress(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 1)


def unpack(record: bytes, workshop: Workshop | None = None) -> Document:
    """The document of ``record``, a part of ``workshop`` (None: a workshop itself)."""
    told = json.loads(zlib.decompress(record))
    return Document(
        id=told["id"],
        kind=told["kind"],
        workshop=workshop or workshop_from(told["workshop"]),
        part=told["part"],
        texts={language: _text(*text) for language, text in told["texts"].items()},
        facets={facet: tuple(values) for facet, values in told["facets"].items()},
        passage=passage_from(told["passage"]) if "passage" in told else None,
    )


def _text(title: str, highlights: list[tuple[str, str]], body: str, names: str) -> Text:
    return Text(title, tuple((part, words) for part, words in highlights), body, names)
