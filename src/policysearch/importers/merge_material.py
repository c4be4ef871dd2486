"""A draft added to the text of a material: empty fields filled, lessons and prose that it lacks; nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policysearch.importers import draft_markdown, material_files, review_marks
from policysearch.importers.detect.coverage import Words
from policysearch.importers.draft_markdown import FIELD_ORDER, ORIGIN
from policysearch.importers.event_drafts import Draft
from policysearch.importers.inline_markdown import marked
from policysearch.materials.highlights import HEADINGS

_FIELDS = "title start end city region country mode themes organizers partners funders series secretariat links".split()
_LISTS = frozenset(["organizers", "partners", "funders"])
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*:?\s*#*\s*$")
_ID = re.compile(r"\{#h(\d+)\}")
_ESCAPE = re.compile(r"\\(?=\W)")
_NO_LESSONS = re.compile(r"<!-- review: no list of highlights was found(?:(?!-->).)* -->")


@dataclass(frozen=True, slots=True)
class Merged:
    """The new text of a material, and what was added: names of fields, numbers of highlights and paragraphs."""

    text: str
    fields: tuple[str, ...]
    highlights: int
    paragraphs: int


def merge(text: str, draft: Draft, document: str, with_prose: bool) -> Merged:
    """Return ``text`` with what it lacks of ``draft``; a draft's lists of names get further names."""
    front, body = material_files.split(text)
    is_draft = review_marks.is_draft(text)
    front, fields = _with_fields(front, draft, may_extend=is_draft and with_prose)
    words = Words([_ESCAPE.sub("", text)])
    lessons = [lesson for lesson in draft.lessons if not words.has(lesson.text)]
    prose = [block for block in draft.body if with_prose and not words.has(block.text)]
    if lessons:
        body = _with_lessons(body, [marked(lesson) for lesson in lessons], text, draft.text("language"))
    if prose:
        body = _with_prose(body, list(draft_markdown.prose(prose)))
    if is_draft and (fields or lessons or prose):
        front = _with_origin(front, draft, document, fields)
    return Merged("\n".join([*front, *body]) + "\n", tuple(fields), len(lessons), len(prose))


def _with_fields(front: list[str], draft: Draft, may_extend: bool) -> tuple[list[str], list[str]]:
    """Return the front matter with its empty fields filled from ``draft``, and their names."""
    lines, filled = list(front), []
    for name in _FIELDS:
        value = draft.front_matter.get(name) or draft.fields.get(name)
        place = next((n for n, line in enumerate(lines) if re.match(rf"{name}:", line)), None)
        if not value:
            continue
        if place is None:
            lines[_place_of(name, lines) : 0] = draft_markdown.field_lines(name, value)
            filled.append(name)
        elif _is_empty(lines, place):
            lines[place : place + 1] = draft_markdown.field_lines(name, value)
            filled.append(name)
        elif may_extend and name in _LISTS:
            end = next((n for n in range(place + 1, len(lines)) if not lines[n].startswith((" ", "-"))), len(lines))
            present = Words(lines[place:end])
            missing = [item for item in value if not present.has(item)]
            lines[end:end] = [f"  - {draft_markdown.scalar(item)}" for item in missing]
            filled += [name] if missing else []
    return lines, filled


def _is_empty(lines: Sequence[str], place: int) -> bool:
    has_list = place + 1 < len(lines) and lines[place + 1].startswith((" ", "-")) and lines[place + 1].strip() != "---"
    return not has_list and re.fullmatch(r"[\w-]+:\s*(?:#.*)?", lines[place]) is not None


def _place_of(name: str, lines: Sequence[str]) -> int:
    """Return the line before which the field ``name`` stands in the documented order."""
    later = [*FIELD_ORDER[FIELD_ORDER.index(name) + 1 :], "draft"]
    return next((n for n, line in enumerate(lines) if line.partition(":")[0] in later), len(lines) - 1)


def _with_lessons(body: list[str], items: Sequence[str], text: str, language: str) -> list[str]:
    """Return the body with ``items`` at the end of its highlights, with ids that the text does not have."""
    following = max(map(int, _ID.findall(text)), default=0)
    lines = [f"- {item} {{#h{following + number}}}" for number, item in enumerate(items, 1)]
    body = [line for line in body if not _NO_LESSONS.match(line)]
    start = _highlights(body)
    if start is None:
        return [*_stripped(body), "", f"## {draft_markdown.highlights_title(language)}", "", *lines]
    level = len(_HEADING.match(body[start])[1])  # type: ignore[index]
    later = (n for n in range(start + 1, len(body)) if (h := _HEADING.match(body[n])) and len(h[1]) <= level)
    end = next(later, len(body))
    section = _stripped(body[start:end])
    gap = [""] if len(section) == 1 else []
    return [*body[:start], *section, *gap, *lines, *([""] if end < len(body) else []), *body[end:]]


def _with_prose(body: list[str], paragraphs: Sequence[str]) -> list[str]:
    start = _highlights(body)
    prose, lessons = (body, []) if start is None else (body[:start], body[start:])
    added = [line for paragraph in paragraphs for line in ("", *paragraph.split("\n"))]
    return [*_stripped(prose), *added, *(["", *lessons] if lessons else [])]


def _highlights(body: Sequence[str]) -> int | None:
    headings = ((n, _HEADING.match(line)) for n, line in enumerate(body))
    return next((n for n, heading in headings if heading and heading[2].casefold() in HEADINGS), None)


def _stripped(lines: Sequence[str]) -> list[str]:
    end = next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 0)
    return list(lines[:end]) or [""]


def _with_origin(front: list[str], draft: Draft, document: str, fields: Sequence[str]) -> list[str]:
    """Return the front matter with the document's name, and where the fields that it filled were read."""
    line = f"{ORIGIN} {document}"
    last = max((n for n, text in enumerate(front) if text.startswith(ORIGIN)), default=0)
    comments = [text for place in draft_markdown.sources(draft, fields, document).values() for text in place]
    return front if line in front else [*front[: last + 1], line, *comments, *front[last + 1 :]]
