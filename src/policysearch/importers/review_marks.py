"""Review marks of a draft, and taking the draft mark off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policysearch.importers import material_files

FIELD_MARK = re.compile(r"#\s*review:\s*(?P<note>.*)")
_TEXT_MARK = re.compile(r"(?P<lead>(?:(?!<!--\s*review:).)*)<!--\s*review:(?P<note>.*)-->\s*$")
_DRAFT = re.compile(r"^draft:\s*([\"']?)(?:true|yes|on|1)\1\s*(?:#.*)?$", re.I)
_FIELD = re.compile(r"^([\w-]+):")
_ORIGIN = re.compile(r"# (?:imported from:|read for |headline for )")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that somebody has to look at: its line from 1, the field or "text", and what to look at."""

    line: int
    field: str
    note: str


def marks(text: str) -> tuple[Mark, ...]:
    """Return the open review marks of a material's text."""
    front, body = material_files.split(text)
    return (*_field_marks(front), *_text_marks(body, len(front) + 1))


def is_draft(text: str) -> bool:
    """Return whether the front matter says ``draft: true``."""
    return any(_DRAFT.match(line) for line in material_files.split(text)[0])


def published(text: str) -> str:
    """Return the same material without its draft mark, review marks, and the comments on where fields were read."""
    front, body = material_files.split(text)
    lines = [_without_mark(line) for line in front if not _DRAFT.match(line) and not _ORIGIN.match(line)]
    lines += [line for line in body if not _is_text_mark(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def with_mark(text: str, field: str, note: str) -> str:
    """Return the material's text with a further review mark: on the line of ``field``, or above the body."""
    front, body = material_files.split(text)
    if any(mark.note == note for mark in marks(text)):
        return text
    place = next((number for number, line in enumerate(front) if line.startswith(f"{field}:")), None)
    if place is None:
        body = ["", f"<!-- review: {note} -->", *body]
    else:
        separator = ";" if FIELD_MARK.search(front[place]) else "  # review:"
        front[place] = f"{front[place]}{separator} {note}"
    return "\n".join([*front, *body]) + "\n"


def _field_marks(front: list[str]) -> Iterator[Mark]:
    for number, line in enumerate(front, 1):
        match, field = FIELD_MARK.search(line), _FIELD.match(line)
        if match and not _ORIGIN.match(line):
            yield Mark(number, field[1] if field else "text", match["note"])


def _text_marks(body: list[str], first: int) -> Iterator[Mark]:
    for number, line in enumerate(body, first):
        if match := _TEXT_MARK.match(line):
            yield Mark(number, "text", match["note"].strip())


def _is_text_mark(line: str) -> bool:
    match = _TEXT_MARK.match(line)
    return match is not None and not match["lead"].strip()


def _without_mark(line: str) -> str:
    match = FIELD_MARK.search(line)
    return line[: match.start()].rstrip() if match and _FIELD.match(line) else line
