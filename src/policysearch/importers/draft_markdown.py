"""A draft -> the Markdown file of a material, with review marks where somebody has to look."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import yaml

from policysearch.importers import cue_files
from policysearch.importers.event_drafts import Draft
from policysearch.importers.outline import Block
from policysearch.text import fold, is_stop_word

REVIEW = "review:"
_ORDER = (
    "title start end city region country themes organizers partners funders series secretariat language links"
    " attachments experience source rights contact added updated aliases translation"
).split()
_ALWAYS = frozenset("title start end city country themes language".split())
_PLAIN = re.compile(r"[^\W\d_][\w .,()/'’&-]*\w[).]?|\d[\w/-]*")
_SPECIAL_WORDS = {"yes", "no", "true", "false", "null", "on", "off", "y", "n"}
_MARKUP = re.compile(r"([\\`*\[\]{}|])|(?<!\w)_|_(?!\w)|~(?=~)")
_OPENING = re.compile(r"^(#{1,6}(?=\s|$)|[>+=-]|(?:\d+|[A-Za-z])(?=[.)]\s)|:(?=\s))")
_SLUG_WORDS, _SLUG_LENGTH = 8, 60


def markdown(draft: Draft, added: date, published: bool = False) -> str:
    """Return the whole file: front matter in the documented order, the prose, and the highlights with their ids.

    Unless ``published``, it is marked as a draft.
    """
    notes: dict[str, str] = {}
    for name, note in draft.reviews:
        notes[name] = f"{notes[name]}; {note}" if name in notes else note
    front = [line for name, value in _fields(draft, added) for line in _field(name, value, notes.get(name, ""))]
    heading = cue_files.shipped().label("highlights_title", draft.text("language"))
    body = [*_review(notes.get("body", "")), *_prose(draft.body), f"## {heading}"]
    body += _review(notes.get("highlights", ""))
    items = "\n".join(f"- {escaped(text)} {{#h{number}}}" for number, text in enumerate(draft.highlights, 1))
    mark = [] if published else ["draft: true"]
    return "\n".join(["---", *front, *mark, "---", "", "\n\n".join([*body, *([items] if items else [])]), ""])


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


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is."""
    marked = _MARKUP.sub(lambda match: f"\\{match[0]}", text)
    marked = re.sub(r"&(?=#?\w+;)", "&amp;", marked).replace("<", "&lt;")
    opening = _OPENING.match(marked)
    if not opening:
        return marked
    return f"{marked[: opening.end()]}\\{marked[opening.end() :]}" if opening[0].isalnum() else f"\\{marked}"


def _fields(draft: Draft, added: date) -> Iterator[tuple[str, Any]]:
    """Yield the fields that have a value, or that somebody has to fill in, in the documented order."""
    values = {**draft.fields, "added": added.isoformat()}
    values |= {name: value for name, value in draft.front_matter.items() if value and name != "draft"}
    visible = {name for name, _ in draft.reviews} | _ALWAYS
    for name in [*_ORDER, *(name for name in values if name not in _ORDER)]:
        if values.get(name) or name in visible & set(_ORDER):
            yield name, values.get(name, "")


def _field(name: str, value: Any, note: str) -> Iterator[str]:
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


def _prose(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield headings from level 3 down, paragraphs, lists, and rows as tables."""
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    for kind, blocks_of_kind in groupby(blocks, key=lambda block: block.kind):
        run = list(blocks_of_kind)
        if kind == "item":
            yield "\n".join(f"{'    ' * (min(block.level, 4) - 1)}- {escaped(block.text)}" for block in _stepped(run))
        elif kind == "row":
            yield _table(run)
        elif kind == "heading":
            yield from (f"{'#' * min(3 + levels.index(b.level), 6)} {escaped(b.text)}" for b in run)
        else:
            yield from (escaped(block.text) for block in run)


def _stepped(items: Sequence[Block]) -> Iterator[Block]:
    """Yield the items, beginning at depth 1 and going deeper by one at a time."""
    depth = 0
    for item in items:
        depth = min(max(item.level, 1), depth + 1)
        yield Block("item", item.text, depth)


def _table(rows: Sequence[Block]) -> str:
    cells = [[escaped(cell) for cell in row.text.split(" | ")] for row in rows]
    width = max(len(row) for row in cells)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in cells]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])
