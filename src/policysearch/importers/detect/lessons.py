"""The lessons that a document lists under a heading or after a sentence that announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import headings, numbered_lessons
from policysearch.importers.outline import Block, LeftOut
from policysearch.model.message import joined, message

SUB_HEADING = message("a heading between the highlights")
PAGE_NUMBER = message("a page number")
_MIN_PARAGRAPH, _MAX_PARAGRAPH = 25, 1_500  # characters of a lesson that stands in no list
_MAX_SURE_PARAGRAPH = 600  # characters of a lesson that somebody need not look at though it stands in no list
_SENTENCE = re.compile(r"(?:\S+\s+){3}.*[.!?]$")
_NUMBERING = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_MAX_LINE_WORDS = 8  # of a heading in plain text
_MAX_SUB_HEADING = 120  # characters
_PAGE_NUMBER = r"\W*(?:{page}\s*)?\d{1,4}(?:\s*(?:/|{of_pages})\s*\d{1,4})?\W*"
Kind = Literal["lessons", "unusual", "agreements"]  # unusual: under a heading that may be one of lessons


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


@dataclass(slots=True)
class _Group:
    """The indexes of what stands under one heading of lessons or agreements.

    ``level`` is the heading's, 0 for one that is no more than a line, ``number`` that of a numbered heading or 0.
    ``opening`` are paragraphs before the first item.
    """

    kind: Kind
    level: int
    heading: int
    introduction: str = ""
    number: int = 0
    items: list[int] = field(default_factory=list)
    opening: list[int] = field(default_factory=list)
    inline: list[Block] = field(default_factory=list)
    ignored: list[tuple[int, str]] = field(default_factory=list)
    has_prose_between: bool = False
    sub_headings: list[int] = field(default_factory=list)

    def lessons(self) -> list[int]:
        """Return the indexes of its lessons: the items, else paragraphs, or both where several come before."""
        if not self.items or len(self.opening) > 1 or self.sub_headings:
            return sorted([*self.opening, *self.items])
        return self.items


def find(blocks: Sequence[Block], cues: Cues) -> Lessons:
    """Return the lessons in ``blocks``: list items, else the paragraphs right under such a heading.

    Agreements and recommendations are taken only where nothing else is.
    """
    groups = list(_groups(blocks, cues))
    lessons = [group for group in groups if group.kind == "lessons" and (group.lessons() or group.inline)]
    agreements = [group for group in groups if group.kind == "agreements" and group.lessons()]
    unusual = [group for group in groups if group.kind == "unusual" and group.lessons()]
    used_groups = lessons or unusual or agreements
    lesson_indexes = {index for group in used_groups for index in group.lessons()}
    ignored = dict(pair for group in used_groups for pair in group.ignored)
    sub_headings = {index for group in used_groups for index in group.sub_headings}
    merged = [block for g in used_groups for block in (*g.inline, *_merged(blocks, g.lessons(), g.sub_headings))]
    texts = [block.text for block in merged]
    unique = tuple(block for number, block in enumerate(merged) if block.text not in texts[:number])
    above = {group.heading for group in used_groups if not group.introduction}
    gone = lesson_indexes | ignored.keys() | above | sub_headings
    return Lessons(
        unique,
        tuple(block for index, block in enumerate(blocks) if index not in gone),
        _doubt(used_groups, blocks, cues),
        0 if used_groups is agreements else sum(len(group.lessons()) for group in agreements),
        tuple(blocks[index] for index in sorted(above | sub_headings)),
        tuple(LeftOut(blocks[index].text, blocks[index].part, reason) for index, reason in ignored.items()),
        "" if used_groups else _perhaps(blocks, cues),
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


def _groups(blocks: Sequence[Block], cues: Cues) -> Iterator[_Group]:
    group: _Group | None = None
    for index in range(len(blocks)):
        opened = _opened(blocks, index, cues)
        if opened and not (opened.kind == "unusual" and group and group.kind == "lessons"):
            if group:
                yield group
            group = opened
        elif group and not _add(group, blocks, index, cues):
            yield group
            group = None
    if group:
        yield group


def _opened(blocks: Sequence[Block], index: int, cues: Cues) -> _Group | None:
    """Return the group that a heading, a label or an announcing sentence begins, else None."""
    block = blocks[index]
    is_item = block.kind == "item"
    if numbered_lessons.is_first(blocks, index):  # the number says what it is, as an introduction does
        return _Group("lessons", 0, index, introduction=block.label, items=[index])
    if is_item and not _is_numbered_heading(blocks, index):
        return None
    level = block.level if block.kind == "heading" else 0
    is_lessons = headings.is_highlights(block.text, cues)
    if is_lessons or headings.is_agreements(block.text, cues):
        return _Group("lessons" if is_lessons else "agreements", level, index, number=block.number)
    if not is_item and (value := _value(block, cues)):
        return _Group("lessons", level, index, inline=[replace(block, kind="item", text=value, level=1)])
    if not is_item and headings.introduces_lessons(block.text, cues):
        return _Group("lessons", level, index, introduction=block.text)
    is_unusual = headings.may_be_highlights(block.text, cues) and (
        _has_item_after(blocks, index) or (level and headings.opens_as_lessons(block.text, cues))
    )
    return _Group("unusual", level, index, number=block.number) if is_unusual else None


def _is_numbered_heading(blocks: Sequence[Block], index: int) -> bool:
    """Return whether "2. Lessons learned" may be a heading: what follows is not the next number."""
    number = blocks[index].number
    return number > 0 and index + 1 < len(blocks) and blocks[index + 1].number not in (number, number + 1)


def _value(block: Block, cues: Cues) -> str:
    return "" if block.kind == "item" else headings.inline_highlight(block.text, cues)


def _add(group: _Group, blocks: Sequence[Block], index: int, cues: Cues) -> bool:
    """Add a block to ``group``; return whether the group goes on."""
    block = blocks[index]
    if block.kind == "item":
        if group.number and block.number == group.number + 1 and not _are_numbered(blocks, group):
            return False  # the next heading
        if not group.inline:
            group.items.append(index)
        return not group.inline
    if cues.pattern(_PAGE_NUMBER).fullmatch(block.text):
        group.ignored.append((index, PAGE_NUMBER))
        return True
    if block.kind == "heading":
        return _add_sub_heading(group, blocks, index, cues)
    return block.kind == "paragraph" and not group.inline and _add_paragraph(group, blocks, index, cues)


def _add_sub_heading(group: _Group, blocks: Sequence[Block], index: int, cues: Cues) -> bool:
    """Add a heading below the group's that items or paragraphs follow; return whether it is one."""
    block = blocks[index]
    is_below = bool(group.level) and block.level > group.level and not headings.is_generic(block.text, cues)
    if not is_below or len(block.text) > _MAX_SUB_HEADING:
        return False
    if _has_item_after(blocks, index):
        group.ignored.append((index, SUB_HEADING))
        return True
    has_paragraph = index + 1 < len(blocks) and blocks[index + 1].kind == "paragraph"
    if has_paragraph and _is_surely_lesson(blocks[index + 1]):
        group.sub_headings.append(index)
        return True
    return False


def _are_numbered(blocks: Sequence[Block], group: _Group) -> bool:
    return any(blocks[index].number for index in group.items)


def _add_paragraph(group: _Group, blocks: Sequence[Block], index: int, cues: Cues) -> bool:
    block = blocks[index]
    if group.sub_headings and not group.items and _is_surely_lesson(block):
        group.opening.append(index)
        return True
    is_introduction = block.text.rstrip().endswith(":")
    if not group.items:
        return (is_introduction and _has_item_after(blocks, index)) or _open(group, blocks, index, cues)
    if block.text[:1].islower() and not headings.label_of(block.text)[0]:  # the item goes on after a page's end
        group.items.append(index)
        return True
    has_more = index + 1 < len(blocks) and blocks[index + 1].kind == "item" and blocks[index - 1].kind == "item"
    if has_more and (is_introduction or block.text.rstrip().endswith((".", "!", "?", ";"))):
        group.has_prose_between = group.has_prose_between or not is_introduction
        return True
    return False


def _open(group: _Group, blocks: Sequence[Block], index: int, cues: Cues) -> bool:
    """Add a paragraph before the first item: a lesson, or a heading in plain text; return whether it is either."""
    block = blocks[index]
    if _may_be_lesson(block, cues):
        group.opening.append(index)
        return True
    is_sub_heading = len(block.text) < _MIN_PARAGRAPH and not headings.is_generic(block.text, cues)
    if is_sub_heading and _has_item_after(blocks, index):
        group.ignored.append((index, SUB_HEADING))
        return True
    return False


def _has_item_after(blocks: Sequence[Block], index: int) -> bool:
    return index + 1 < len(blocks) and blocks[index + 1].kind == "item"


def _may_be_lesson(block: Block, cues: Cues) -> bool:
    """Return whether a paragraph right under the heading may be a lesson though it stands in no list."""
    return _MIN_PARAGRAPH <= len(block.text) <= _MAX_PARAGRAPH and not headings.is_navigation(block.text, cues)


def _is_surely_lesson(block: Block) -> bool:
    """Return whether a paragraph under a heading of lessons is a short text of whole sentences."""
    return len(block.text) <= _MAX_SURE_PARAGRAPH and block.text.rstrip().endswith((".", "!", "?", ";", "”", "»"))


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


def _doubt(groups: Sequence[_Group], blocks: Sequence[Block], cues: Cues) -> str:
    """Return what somebody has to look at in the lessons of ``groups``, each doubt once; empty where they are sure."""
    doubts = tuple(dict.fromkeys(doubt for group in groups for doubt in _doubts(group, blocks, cues)))
    return joined("; ", doubts) if doubts else ""


def _doubts(group: _Group, blocks: Sequence[Block], cues: Cues) -> Iterator[str]:
    if group.kind == "unusual" and not headings.opens_with_lessons(blocks[group.heading].text, cues):
        yield message("taken from the list under {heading!r}", heading=blocks[group.heading].text)
    if group.kind == "agreements":
        yield message("taken from agreements or recommendations, since no lessons are listed")
    is_numbered = bool(blocks[group.heading].label)
    if group.introduction and not is_numbered and not headings.names_lessons(group.introduction, cues):
        yield message("taken from the list after {introduction!r}", introduction=group.introduction)
    if group.sub_headings:
        return  # each with a paragraph of whole sentences
    paragraphs = [] if group.items else [blocks[index] for index in group.lessons()]
    if len(paragraphs) == 1 or not all(map(_is_surely_lesson, paragraphs)):
        yield message("taken from paragraphs, not from a list")
    if group.items and len(group.opening) > 1:
        yield message("taken from paragraphs and a list")
    if group.has_prose_between:
        yield message("prose stands between the items; see whether all of them are lessons")
