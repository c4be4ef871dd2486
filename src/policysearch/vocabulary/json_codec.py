"""The vocabulary as JSON, for an engine's store, and its digest."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date
from typing import Any

from policysearch.vocabulary.model import Organization, Pick, Region, Theme, Vocabulary


def to_json(vocabulary: Vocabulary) -> str:
    """Return the vocabulary as JSON text, the same for equal vocabularies."""
    return json.dumps(dataclasses.asdict(vocabulary), ensure_ascii=False, sort_keys=True, default=date.isoformat)


def from_json(text: str) -> Vocabulary:
    """Return the vocabulary that ``to_json`` wrote."""
    record: dict[str, Any] = json.loads(text)
    return Vocabulary(
        themes=tuple(Theme(t["id"], t["label"], tuple(t["cues"]), t["broader"]) for t in record["themes"]),
        synonyms=tuple(tuple(group) for group in record["synonyms"]),
        organizations=tuple(Organization(tuple(o["names"])) for o in record["organizations"]),
        regions=tuple(
            Region(r["id"], tuple(r["names"]), tuple(r["members"]), r.get("shares", False), r.get("label", {}))
            for r in record["regions"]
        ),
        picks=tuple(
            Pick(tuple(p["queries"]), tuple(p["documents"]), _date(p["first"]), _date(p["last"]))
            for p in record["picks"]
        ),
        separate_words=tuple(tuple(group) for group in record.get("separate_words", ())),
        equal_words=tuple(tuple(group) for group in record.get("equal_words", ())),
    )


def digest(vocabulary: Vocabulary) -> str:
    """Return the SHA-256 of the vocabulary's JSON, as hexadecimal digits."""
    return hashlib.sha256(to_json(vocabulary).encode()).hexdigest()


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
