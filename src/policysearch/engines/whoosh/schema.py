"""What the index holds of a document, by the names of Whoosh's fields. Whoosh's own schema of them is in ``codec``."""

from __future__ import annotations

from typing import NamedTuple

from policysearch.settings import LANGUAGES

SCHEMA_VERSION = 22
TEXTS = {language: f"text_{language}" for language in LANGUAGES}
FORM = "form"
IDS = ("id", "slug", "kind", "alias")
VOCABULARY = "vocabulary.json"
GAP = 128  # positions between zones: more than a phrase may skip, so that none spans two; a title stands before


class Posting(NamedTuple):
    """Where a term stands in a document, and what its occurrences weigh together."""

    positions: list[int]
    weight: float
