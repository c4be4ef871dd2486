"""A document as a neutral list of blocks, which every reader returns; as JSON it crosses a process border."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import from_json as sentence_from_json
from policysearch.model.message import message
from policysearch.model.message import to_json as sentence_to_json

BlockKind = Literal["heading", "paragraph", "item", "row"]
Unit = Literal["page", "slide", "section"]

MAX_BLOCKS = 100_000
NO_PLACE = -1
MAX_CHARACTERS = 20_000_000
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn"}
_LINE_JOINS = re.compile(r"[\s\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row. ``level`` is a heading's or item's depth from 1, else 0.

    ``part`` is the page, slide or section it stands on, from 1. A row's cells are joined with " | ". ``links`` are
    (words, address) of its outside links, ``strong`` the words in bold within other words, both in reading order.
    ``number`` is that of an item in a numbered list, else 0; ``label`` is what numbers it in words ("Lesson 1").
    ``place`` is the number of its paragraph in the body of a Word document, from 0, so that something can be written
    beside it; elsewhere NO_PLACE.
    """

    kind: BlockKind
    text: str
    level: int = 0
    part: int = 1
    links: tuple[tuple[str, str], ...] = ()
    strong: tuple[str, ...] = ()
    number: int = 0
    label: str = ""
    place: int = field(default=NO_PLACE, compare=False)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that a reader of the document sees and that no draft has: on which part they stand, and why."""

    text: str
    part: int
    reason: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's words in reading order. ``fields`` is front matter it already had (Markdown only).

    ``title``, ``language`` and ``address`` are the file's own, or empty. ``warnings`` are sentences about what somebody
    should know before the document becomes public, ``notes`` about what its pages do not show and the reader left out.
    ``left_out`` are words that a reader of the document sees and that no block has, such as running heads and menus.
    """

    blocks: tuple[Block, ...]
    unit: Unit = "section"
    title: str = ""
    language: str = ""
    address: str = ""
    warnings: tuple[str, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


def clean(text: str) -> str:
    """Return ``text`` on one line, in composed form, without control and invisible characters."""
    composed = unicodedata.normalize("NFC", _LINE_JOINS.sub(" ", text))
    return "".join(c for c in composed if c in "\u200d" or unicodedata.category(c) not in _UNSEEN).strip()


def collect(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks that have words. Raises ImportRefusedError as soon as there are too many of them."""
    collected: list[Block] = []
    characters = 0
    for block in blocks:
        if not block.text:
            continue
        collected.append(block)
        characters += len(block.text)
        if len(collected) > MAX_BLOCKS or characters > MAX_CHARACTERS:
            raise ImportRefusedError(
                message(
                    "it has more than {max_blocks:,} paragraphs and rows, or {max_characters:,} characters.",
                    max_blocks=MAX_BLOCKS,
                    max_characters=MAX_CHARACTERS,
                ),
                "Import the part that tells of the workshop.",
            )
    return tuple(collected)


def sectioned(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, numbered by section: a heading of one of the two highest levels begins a new one."""
    document = list(blocks)
    levels = sorted({block.level for block in document if block.kind == "heading"})[:2]
    part = 1
    for number, block in enumerate(document):
        if number and block.kind == "heading" and block.level in levels:
            part += 1
        yield dataclasses.replace(block, part=part)


def to_json(outline: Outline) -> dict[str, Any]:
    """Return the outline as plain JSON values; sentences for people keep what they are translated by."""
    values = dataclasses.asdict(outline)
    for name in ("warnings", "notes"):
        values[name] = [*map(sentence_to_json, values[name])]
    for words in values["left_out"]:
        words["reason"] = sentence_to_json(words["reason"])
    return values


def from_json(values: Mapping[str, Any]) -> Outline:
    """Return the outline of ``to_json``'s values. Another process sent them: all types are made sure of."""
    blocks = tuple(map(_block, values["blocks"]))
    return Outline(
        blocks,
        values["unit"] if values["unit"] in ("page", "slide") else "section",
        str(values["title"]),
        str(values["language"]),
        str(values["address"]),
        tuple(map(sentence_from_json, values["warnings"])),
        dict(values["fields"]),
        tuple(LeftOut(str(w["text"]), int(w["part"]), sentence_from_json(w["reason"])) for w in values["left_out"]),
        tuple(map(sentence_from_json, values["notes"])),
    )


def _block(values: Mapping[str, Any]) -> Block:
    return Block(
        str(values["kind"]),  # type: ignore[arg-type]
        str(values["text"]),
        int(values["level"]),
        int(values["part"]),
        _pairs(values["links"]),
        tuple(map(str, values["strong"])),
        int(values["number"]),
        str(values["label"]),
        int(values["place"]),
    )


def _pairs(values: Iterable[Iterable[Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(words), str(address)) for words, address in values)
