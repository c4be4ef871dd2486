"""The lessons that a document lists under a heading or after a sentence that announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import headings, lesson_groups, lesson_tables
from policysearch.importers.detect.lesson_groups import Group, is_surely_lesson
from policysearch.importers.outline import Block, LeftOut
from policysearch.model.message import joined, message

_SENTENCE = re.compile(r"(?:\S+\s+){3}.*[.!?]$")
_NUMBERING = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_MAX_LINE_WORDS = 8  # of a heading in plain text


@dataclass(frozen=True, slots=True)
class Lessons:
    """The lessons, the blocks that are no lessons, and what is doubtful about the lessons (or empty).

    ``agreements`` is how many items of agreements and recommendations are listed in ``rest``; ``headings`` are the
    lines above the lessons, and ``left_out`` the words between them that are no lessons. ``perhaps`` is the heading of
    a list of sentences where there are no lessons.
    """

    blocks: tuple[Block, ...] = ()
    rest: tuple[Block, ...] = ()
    doubt: str = ""
    agreements: int = 0
    headings: tuple[Block, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    perhaps: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the lessons' words."""
        return tuple(block.text for block in self.blocks)


def find(blocks: Sequence[Block], cues: Cues) -> Lessons:
    """Return the lessons in ``blocks``: list items, else the paragraphs right under such a heading.

    Agreements and recommendations are taken only where nothing else is.
    """
    columns = list(lesson_tables.find(blocks, cues))
    heads = {column.first for column in columns}
    groups = [group for group in lesson_groups.groups(blocks, cues) if group.heading not in heads]
    lessons = [group for group in groups if group.kind == "lessons" and (group.lessons() or group.inline)]
    agreements = [group for group in groups if group.kind == "agreements" and group.lessons()]
    unusual = [group for group in groups if group.kind == "unusual" and group.lessons()]
    used_groups = lessons or ([] if columns else unusual or agreements)
    lesson_indexes = {index for group in used_groups for index in group.lessons()}
    ignored = dict(pair for group in used_groups for pair in group.ignored)
    sub_headings = {index for group in used_groups for index in group.sub_headings}
    merged = [block for g in used_groups for block in (*g.inline, *_merged(blocks, g.lessons(), g.sub_headings))]
    merged += [block for column in columns for block in column.lessons]
    texts = [block.text for block in merged]
    unique = tuple(block for number, block in enumerate(merged) if block.text not in texts[:number])
    above = {group.heading for group in used_groups if not group.introduction}
    gone = lesson_indexes | ignored.keys() | above | sub_headings | {i for column in columns for i in column.spent}
    return Lessons(
        unique,
        tuple(block for index, block in enumerate(blocks) if index not in gone),
        _doubt(used_groups, blocks, cues),
        0 if agreements and used_groups is agreements else sum(len(group.items) for group in agreements),
        tuple(blocks[index] for index in sorted(above | sub_headings)),
        tuple(LeftOut(blocks[index].text, blocks[index].part, reason) for index, reason in ignored.items()),
        "" if unique else _perhaps(blocks, cues),
    )


def _perhaps(blocks: Sequence[Block], cues: Cues) -> str:
    """Return the heading, which any document could not have, of the first list of sentences; empty without one."""
    for index, block in enumerate(blocks):
        items = [following.text for following in blocks[index + 1 : index + 3] if following.kind == "item"]
        are_sentences = len(items) > 1 and all(_SENTENCE.search(text) for text in items)
        is_line = block.kind == "paragraph" and 0 < len(block.text.split()) <= _MAX_LINE_WORDS
        is_line = is_line and not block.text.endswith((".", ";"))
        if (block.kind == "heading" or is_line) and are_sentences and not headings.is_generic(block.text, cues):
            return block.text
    return ""


def _merged(blocks: Sequence[Block], indexes: Sequence[int], sub_headings: Sequence[int]) -> Iterator[Block]:
    """Yield the lessons, those of nested items and further paragraphs joined to the item above.

    A paragraph under a sub-heading is one lesson with it, and with further paragraphs there.
    """
    current: Block | None = None
    for number, index in enumerate(sorted({*indexes, *sub_headings})):
        block = blocks[index]
        if index in sub_headings:
            if current:
                yield current
            words = _NUMBERING.sub("", block.text).rstrip(" .:")
            current = replace(block, kind="item", text=f"{words}.", level=1, strong=(f"{words}.",))
            continue
        goes_on = (block.kind == "item" and block.level > 1) or (
            block.kind == "paragraph" and number and (block.text[:1].islower() or sub_headings)
        )
        if current and goes_on:
            words = f"{current.text} {block.text}"
            current = replace(
                current, text=words, links=current.links + block.links, strong=current.strong + block.strong
            )
            continue
        if current:
            yield current
        current = replace(block, kind="item", level=1)
    if current:
        yield current


def _doubt(groups: Sequence[Group], blocks: Sequence[Block], cues: Cues) -> str:
    """Return what somebody has to look at in the lessons of ``groups``, each doubt once; empty where they are sure."""
    doubts = tuple(dict.fromkeys(doubt for group in groups for doubt in _doubts(group, blocks, cues)))
    return joined("; ", doubts) if doubts else ""


def _doubts(group: Group, blocks: Sequence[Block], cues: Cues) -> Iterator[str]:
    heading = blocks[group.heading].text
    is_sure = headings.opens_with_lessons(heading, cues) or headings.number_of_things(heading, cues) == len(group.items)
    if group.kind == "unusual" and not is_sure:
        yield message("taken from the list under {heading!r}", heading=blocks[group.heading].text)
    if group.kind == "agreements":
        yield message("taken from agreements or recommendations, since no lessons are listed")
    is_numbered = bool(blocks[group.heading].label)
    if group.introduction and not is_numbered and not headings.names_lessons(group.introduction, cues):
        yield message("taken from the list after {introduction!r}", introduction=group.introduction)
    if group.sub_headings:
        return  # each with a paragraph of whole sentences
    paragraphs = [] if group.items else [blocks[index] for index in group.lessons()]
    if not group.inline and (len(paragraphs) == 1 or not all(map(is_surely_lesson, paragraphs))):
        yield message("taken from paragraphs, not from a list")
    if group.is_prose:
        yield message("taken from the sentences of a paragraph")
    if group.items and len(group.opening) > 1:
        yield message("taken from paragraphs and a list")
    if group.has_prose_between:
        yield message("prose stands between the items; see whether all of them are lessons")
