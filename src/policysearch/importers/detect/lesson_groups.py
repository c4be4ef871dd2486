"""Groups of blocks under a heading of lessons or agreements, or after a sentence that announces them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import headings, lesson_sentences, numbered_lessons
from policysearch.importers.outline import Block
from policysearch.model.message import message

SUB_HEADING = message("a heading between the highlights")
PAGE_NUMBER = message("a page number")
_MIN_PARAGRAPH, _MAX_PARAGRAPH = 25, 1_500  # characters of a lesson that stands in no list
_MAX_SURE_PARAGRAPH = 600  # characters of a lesson that somebody need not look at though it stands in no list
_MAX_SUB_HEADING = 120  # characters
_PAGE_NUMBER = r"\W*(?:{page}\s*)?\d{1,4}(?:\s*(?:/|{of_pages})\s*\d{1,4})?\W*"
Kind = Literal["lessons", "unusual", "agreements"]  # unusual: under a heading that may be one of lessons


@dataclass(slots=True)
class Group:
    """The indexes of what stands under one heading of lessons or agreements.

    ``level`` is the heading's, 0 for one that is no more than a line, ``number`` that of a numbered heading or 0.
    ``opening`` are paragraphs before the first item; ``is_prose``: each inline lesson is a sentence of a paragraph.
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
    is_prose: bool = False

    def lessons(self) -> list[int]:
        """Return the indexes of its lessons: the items, else paragraphs, or both where several come before."""
        if not self.items or len(self.opening) > 1 or self.sub_headings:
            return sorted([*self.opening, *self.items])
        return self.items


def groups(blocks: Sequence[Block], cues: Cues) -> Iterator[Group]:
    """Yield the groups in ``blocks``, each as far as its lessons go."""
    group: Group | None = None
    for index in range(len(blocks)):
        opened = _opened(blocks, index, cues)
        if opened and not (group and _goes_on(group, opened, index)):
            if group:
                yield group
            group = opened
        elif group and not _add(group, blocks, index, cues):
            yield group
            group = None
    if group:
        yield group


def _goes_on(group: Group, opened: Group, index: int) -> bool:
    """Return whether what may open a group stands within lessons: "We learned that:" right under "Highlights"."""
    is_introduction = bool(opened.introduction) and group.heading == index - 1 and not group.lessons()
    return group.kind == "lessons" and (opened.kind == "unusual" or is_introduction)


def _opened(blocks: Sequence[Block], index: int, cues: Cues) -> Group | None:
    """Return the group that a heading, a label or an announcing sentence begins, else None."""
    block = blocks[index]
    is_item = block.kind == "item"
    if numbered_lessons.is_first(blocks, index):  # the number says what it is, as an introduction does
        return Group("lessons", 0, index, introduction=block.label, items=[index])
    introduces = headings.introduces_lessons(block.text, cues) and not (is_item and not _has_item_after(blocks, index))
    if is_item and not introduces and not _is_numbered_heading(blocks, index):
        return None
    level = block.level if block.kind == "heading" else 0
    inline = _inline(blocks, index, introduces, cues)
    return _under_heading(blocks, index, level, cues) or inline or _introduced(blocks, index, level, introduces, cues)


def _under_heading(blocks: Sequence[Block], index: int, level: int, cues: Cues) -> Group | None:
    """Return the group below a heading or line such as "Lessons learned", else None."""
    block = blocks[index]
    is_over_list = bool(level and _has_item_after(blocks, index) and _value(block, cues))  # "Lessons: collectors"
    is_lessons = is_over_list or headings.is_highlights(block.text, cues)
    if not is_lessons and not headings.is_agreements(block.text, cues):
        return None
    return Group("lessons" if is_lessons else "agreements", level, index, number=block.number)


def _inline(blocks: Sequence[Block], index: int, introduces: bool, cues: Cues) -> Group | None:
    """Return the group of lessons that stand in the block itself, else None."""
    block = blocks[index]
    value = _value(block, cues)
    may_have_sentences = block.kind == "paragraph" and not value and not introduces
    numbered = lesson_sentences.find(block.text, cues) if may_have_sentences else ()
    among = lesson_sentences.among(block.text, cues) if may_have_sentences and not numbered else ()
    lessons = (value,) if value else numbered or among
    items = [replace(block, kind="item", text=text, level=1) for text in lessons]
    level = block.level if block.kind == "heading" else 0
    return Group("lessons", level, index, inline=items, is_prose=bool(among)) if items else None


def _introduced(blocks: Sequence[Block], index: int, level: int, introduces: bool, cues: Cues) -> Group | None:
    """Return the group after a sentence that announces lessons, or below a heading that may, else None."""
    block = blocks[index]
    if introduces:
        return Group("lessons", level, index, introduction=block.text, number=block.number)
    return Group("unusual", level, index, number=block.number) if _is_unusual(blocks, index, level, cues) else None


def _is_unusual(blocks: Sequence[Block], index: int, level: int, cues: Cues) -> bool:
    """Return whether a heading may be one of lessons, by a word or by how many things it counts."""
    text = blocks[index].text
    may_be_lessons = headings.may_be_highlights(text, cues) or headings.counts_things(text, cues)
    return may_be_lessons and (_has_item_after(blocks, index) or bool(level and headings.opens_as_lessons(text, cues)))


def _is_numbered_heading(blocks: Sequence[Block], index: int) -> bool:
    """Return whether "2. Lessons learned" may be a heading: what follows is not the next number."""
    number = blocks[index].number
    return number > 0 and index + 1 < len(blocks) and blocks[index + 1].number not in (number, number + 1)


def _value(block: Block, cues: Cues) -> str:
    return "" if block.kind == "item" else headings.inline_highlight(block.text, cues)


def _add(group: Group, blocks: Sequence[Block], index: int, cues: Cues) -> bool:
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


def _add_sub_heading(group: Group, blocks: Sequence[Block], index: int, cues: Cues) -> bool:
    """Add a heading below the group's that items or paragraphs follow; return whether it is one."""
    block = blocks[index]
    is_below = bool(group.level) and block.level > group.level and not headings.is_generic(block.text, cues)
    if not is_below or len(block.text) > _MAX_SUB_HEADING:
        return False
    if _has_item_after(blocks, index):
        group.ignored.append((index, SUB_HEADING))
        return True
    has_paragraph = index + 1 < len(blocks) and blocks[index + 1].kind == "paragraph"
    if has_paragraph and is_surely_lesson(blocks[index + 1]):
        group.sub_headings.append(index)
        return True
    return False


def _are_numbered(blocks: Sequence[Block], group: Group) -> bool:
    return any(blocks[index].number for index in group.items)


def _add_paragraph(group: Group, blocks: Sequence[Block], index: int, cues: Cues) -> bool:
    block = blocks[index]
    if group.sub_headings and not group.items and is_surely_lesson(block):
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


def _open(group: Group, blocks: Sequence[Block], index: int, cues: Cues) -> bool:
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


def is_surely_lesson(block: Block) -> bool:
    """Return whether a paragraph under a heading of lessons is a short text of whole sentences."""
    return len(block.text) <= _MAX_SURE_PARAGRAPH and block.text.rstrip().endswith((".", "!", "?", ";", "”", "»"))
