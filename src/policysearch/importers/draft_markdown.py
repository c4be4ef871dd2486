"""A draft -> the Markdown file of a material, with review marks where somebody has to look."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from textwrap import shorten
from typing import Any

import yaml

from policysearch.importers import cue_files, headlines
from policysearch.importers.event_drafts import Draft
from policysearch.importers.inline_markdown import escaped, marked
from policysearch.importers.outline import Block
from policysearch.materials.lesson_names import has_headline
from policysearch.text import fold, is_stop_word

REVIEW = "review:"
ORIGIN, SOURCE = "# imported from:", "# read for"
_READ_WITH = {"end": "start", "region": "city", "country": "city"}  # from the same words
_SHORTENED = 160  # characters of words that the text has too
FIELD_ORDER = (
    "title start end city region country mode themes organizers partners funders series secretariat language links"
    " attachments experience source rights contact added updated aliases translation"
).split()
_ALWAYS = frozenset("title start end city country themes language".split())
_PLAIN = re.compile(r"[^\W\d_][\w .,()/'’&-]*\w[).]?|\d[\w/-]*")
_SPECIAL_WORDS = {"yes", "no", "true", "false", "null", "on", "off", "y", "n"}
_ID = re.compile(r"\{#(h\d+)\}\s*$", re.MULTILINE)
_SLUG_WORDS, _SLUG_LENGTH = 8, 60


def markdown(
    draft: Draft, added: date, published: bool = False, documents: Sequence[str] = (), offers: bool = True
) -> str:
    """Return the whole file: front matter in the documented order, the prose, and the highlights with their ids.

    Unless ``published``, it is marked as a draft, names the ``documents`` it is from, says of each field where it was
    read, and with ``offers`` offers headlines for its lessons.
    """
    notes: dict[str, str] = {}
    for name, note in draft.reviews:
        notes[name] = f"{notes[name]}; {note}" if name in notes else note
    names = dict(_fields(draft, added))
    comments = {} if published else sources(draft, names)
    front = [] if published else [f"{ORIGIN} {name}" for name in documents]
    for name, value in names.items():
        front += [*comments.get(name, ()), *field_lines(name, value, notes.get(name, ""))]
    heading = highlights_title(draft.text("language"))
    body = [*_review(notes.get("body", "")), *prose(draft.body), f"## {heading}"]
    body += _review(notes.get("highlights", ""))
    items = "\n".join(f"- {marked(lesson)} {{#h{number}}}" for number, lesson in enumerate(draft.lessons, 1))
    offered = _headline_offers(draft) if offers else ()
    mark = [] if published else [*comments.get("", ()), *offered, "draft: true"]
    return "\n".join(["---", *front, *mark, "---", "", "\n\n".join([*body, *([items] if items else [])]), ""])


def _headline_offers(draft: Draft) -> Iterator[str]:
    for number, lesson in enumerate(draft.lessons, 1):
        words = "" if has_headline(marked(lesson)) else headlines.offer(lesson.text)
        if words and marked(lesson).startswith(words):  # not with links or bold words among them
            yield headlines.comment(f"h{number}", words)


def ids(text: str) -> tuple[str, ...]:
    """Return the ids of the highlights that a material's text has."""
    return tuple(_ID.findall(text))


def highlights_title(language: str) -> str:
    """Return the heading of the highlights in ``language``."""
    return cue_files.shipped().label("highlights_title", language)


def slug(draft: Draft, existing: Collection[str] = ()) -> str:
    """Return a short name for the file, none of ``existing``: "2010-san-antonio", or "2010-innovation-ict-use"."""
    city = draft.text("city")
    words = re.findall(r"[a-z0-9]+", fold(city or draft.text("title")))
    content = words if city else [word for word in words if not is_stop_word(word)]
    year = draft.fields.get("start", "")[:4]
    name = "-".join(filter(None, [year, *content[:_SLUG_WORDS]])) or "workshop"
    if len(name) > _SLUG_LENGTH:
        name = name[: _SLUG_LENGTH + 1].rpartition("-")[0] or name[:_SLUG_LENGTH]
    number = 2
    unique = name
    while unique in existing:
        unique, number = f"{name}-{number}", number + 1
    return unique


def scalar(text: str) -> str:
    """Return ``text`` as a YAML scalar, in quotes only where it needs them."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _SPECIAL_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def sources(draft: Draft, names: Collection[str], document: str = "") -> dict[str, list[str]]:
    """Return comments that say where fields were read, each under the first of its fields in the file; "" is the last.

    With ``document`` they name it, and only the fields of ``names`` are told.
    """
    unit = cue_files.shipped().label(draft.unit, draft.text("language"))
    lines: dict[str, list[str]] = {}
    in_body = {block.text for block in draft.body}
    for reading in draft.readings:
        fields = [name for name in names if name in reading.fields or _READ_WITH.get(name) in reading.fields]
        if document and not fields:
            continue
        place = next(iter(fields), "" if "highlights" in reading.fields else next(iter(names)))
        label = ", ".join(fields or reading.fields)
        label = f"{label}: {document}" if document else label
        words = shorten(reading.text, _SHORTENED, placeholder=" …") if reading.text in in_body else reading.text
        lines.setdefault(place, []).append(f"{SOURCE} {label}: {unit} {reading.part}: {words}")
    return lines


def _fields(draft: Draft, added: date) -> Iterator[tuple[str, Any]]:
    """Yield the fields that have a value, or that somebody has to fill in, in the documented order."""
    values = {**draft.fields, "added": added.isoformat()}
    values |= {name: value for name, value in draft.front_matter.items() if value and name != "draft"}
    visible = {name for name, _ in draft.reviews} | (frozenset() if "translation" in values else _ALWAYS)
    for name in [*FIELD_ORDER, *(name for name in values if name not in FIELD_ORDER)]:
        if values.get(name) or name in visible & set(FIELD_ORDER):
            yield name, values.get(name, "")


def field_lines(name: str, value: Any, note: str = "") -> Iterator[str]:
    """Yield the lines of a field, with a review mark where there is a ``note``."""
    mark = f"  # {REVIEW} {note}" if note else ""
    if isinstance(value, str):
        yield f"{name}: {scalar(value) if value else ''}".rstrip() + mark
    elif name == "themes" and all(isinstance(item, str) for item in value):
        yield (f"themes: [{', '.join(scalar(item) for item in value)}]" if value else "themes:") + mark
    elif all(isinstance(item, str) for item in value):
        yield f"{name}:{mark}"
        yield from (f"  - {scalar(item)}" for item in value)
    else:
        dumped = yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=10_000)
        yield from dumped.rstrip("\n").split("\n")


def _review(note: str) -> list[str]:
    return [f"<!-- {REVIEW} {note} -->"] if note else []


def prose(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield headings from level 3 down, paragraphs, lists, and rows as tables."""
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    for kind, blocks_of_kind in groupby(blocks, key=lambda block: block.kind):
        run = list(blocks_of_kind)
        if kind == "item":
            yield "\n".join(map(_item, _stepped(run)))
        elif kind == "row":
            yield _table(run)
        elif kind == "heading":
            yield from (f"{'#' * min(3 + levels.index(b.level), 6)} {marked(b)}" for b in run)
        else:
            yield from map(marked, run)


def _stepped(items: Sequence[Block]) -> Iterator[Block]:
    """Yield the items, beginning at depth 1 and going deeper by one at a time."""
    depth = 0
    for item in items:
        depth = min(max(item.level, 1), depth + 1)
        yield replace(item, level=depth)


def _item(block: Block) -> str:
    mark = f"{block.number}." if block.number else "-"
    return f"{'    ' * (min(block.level, 4) - 1)}{mark} {marked(block)}"


def _table(rows: Sequence[Block]) -> str:
    cells = [[escaped(cell) for cell in row.text.split(" | ")] for row in rows]
    width = max(len(row) for row in cells)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in cells]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])
