"""The materials that are there, and how a draft stands to them: the same workshop, perhaps the same, a translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rapidfuzz.distance import Indel

from policysearch.importers import material_files
from policysearch.importers.detect.coverage import Words
from policysearch.importers.draft_markdown import ORIGIN
from policysearch.importers.event_drafts import Draft
from policysearch.text import forms
from policysearch.yamltext import Entries, Scalar, YamlError, load

Relation = Literal["same", "perhaps", "translation", "other"]
_LIKE_TITLE = 0.75  # part of the words of two titles of one workshop that are the same
_MIN_WORDS = 4  # of a lesson or a paragraph by which an undated document is recognised


@dataclass(frozen=True, slots=True)
class Existing:
    """A material's text, with the fields by which a workshop is recognised and the documents it was imported from."""

    slug: str
    path: Path
    text: str
    title: str
    start: str
    end: str
    city: str
    language: str
    documents: tuple[str, ...]


def read_all(folder: Path) -> Iterator[Existing]:
    """Yield the materials of ``folder`` whose front matter can be read, translations excepted, in order of slugs."""
    for slug in sorted(material_files.slugs(folder)):
        for path in (folder / f"{slug}.md", folder / slug / "workshop.md"):
            if path.is_file():
                yield read(slug, path)


def read(slug: str, path: Path) -> Existing:
    """Return one material; its fields are empty where its front matter cannot be read."""
    text = path.read_text("utf-8-sig", "replace")
    front, _ = material_files.split(text)
    values = _values("\n".join(front[1:-1]))
    documents = (line.removeprefix(ORIGIN).strip() for line in front if line.startswith(ORIGIN))
    title, start, end, city, language = (values.get(name, "") for name in ("title", "start", "end", "city", "language"))
    return Existing(slug, path, text, title, start, end, city, language, tuple(documents))


def relation(draft: Draft, document: str, material: Existing) -> Relation:
    """Return what ``draft``, made of ``document``, is to a material."""
    is_same_language = draft.text("language") == (material.language or "en")
    is_like = _is_like(draft.text("title"), material.title)
    start = draft.text("start")
    if not start or not material.start:
        is_repeated = draft.text("title") == material.title and _shares_words(draft, material)
        is_known = start == material.start and is_like and document in material.documents
        return "same" if is_repeated or is_known else "other"
    is_same_place = start == material.start and _fold(draft.text("city")) == _fold(material.city)
    if not is_same_place:
        return "other"
    if is_same_language and (is_like or document in material.documents or _shares_lesson(draft, material)):
        return "same"
    return "perhaps" if is_same_language else "translation"


def _values(front: str) -> dict[str, str]:
    try:
        root = load(front)
    except YamlError:
        return {}
    entries = root.entries if isinstance(root, Entries) else ()
    return {key.text: " ".join(value.text.split()) for key, value in entries if isinstance(value, Scalar)}


def _is_like(first: str, second: str) -> bool:
    """Return whether two titles are of one workshop: nearly the same words, or all words of one in the other."""
    first_words, second_words = _words(first), _words(second)
    shorter, longer = sorted((set(first_words), set(second_words)), key=len)
    is_within = len(shorter) >= _MIN_WORDS and shorter <= longer
    return is_within or Indel.normalized_similarity(first_words, second_words) >= _LIKE_TITLE


def _shares_lesson(draft: Draft, material: Existing) -> bool:
    words = Words([re.sub(r"\\(?=\W)", "", material.text)])
    return any(len(text.split()) >= _MIN_WORDS and words.has(text) for text in draft.highlights)


def _shares_words(draft: Draft, material: Existing) -> bool:
    texts = [*draft.highlights, *(block.text for block in draft.body)]
    return not texts or Words([re.sub(r"\\(?=\W)", "", material.text)]).has(texts[0])


def _fold(text: str) -> tuple[str, ...]:
    return tuple(_words(text))


def _words(text: str) -> list[str]:
    return [form for form, _, _ in forms(text)]


def closest(draft: Draft, document: str, materials: Iterable[Existing]) -> tuple[Relation, Existing | None]:
    """Return the material to which ``draft`` stands nearest, and how."""
    nearest: tuple[Relation, Existing | None] = ("other", None)
    for material in materials:
        kind = relation(draft, document, material)
        if kind == "same":
            return kind, material
        if kind != "other" and nearest[1] is None:
            nearest = (kind, material)
    return nearest
