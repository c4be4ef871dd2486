"""The lessons that a document lists under a heading or after a sentence that announces them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import headings
from policysearch.importers.outline import Block

_PARAGRAPH_LENGTH = range(25, 1_501)  # characters of a lesson that stands in no list


@dataclass(frozen=True, slots=True)
class Lessons:
    """The lessons' texts, the blocks that are no lessons, and what is doubtful about the lessons (or empty)."""

    texts: tuple[str, ...]
    rest: tuple[Block, ...]
    doubt: str


def find(blocks: Sequence[Block], cues: Cues) -> Lessons:
    """Return the lessons in ``blocks``: list items, else the paragraphs right under such a heading."""
    items: list[str] = []
    paragraphs: list[str] = []
    rest: list[Block] = []
    is_open = has_items = False  # whether a list of lessons may follow, and has begun
    introduction = ""
    for block in blocks:
        is_item = block.kind == "item"
        inline = "" if is_item else headings.inline_highlight(block.text, cues)
        if not is_item and headings.is_highlights(block.text, cues):
            is_open, has_items = True, False
        elif inline:
            items.append(inline)
            is_open = False
        elif not is_item and headings.introduces_lessons(block.text, cues):
            is_open, has_items, introduction = True, False, block.text
        elif is_open and is_item:
            _add_item(items, block, is_nested=block.level > 1 and has_items)
            has_items = True
        elif is_open and not has_items and _may_be_lesson(block, cues):
            paragraphs.append(block.text)
        else:
            is_open = False
            rest.append(block)
    if items:
        rest += [Block("paragraph", text) for text in paragraphs]
        doubt = f"taken from the list after {introduction!r}" if introduction else ""
    else:
        doubt = "taken from paragraphs, not from a list" if paragraphs else ""
    return Lessons(tuple(dict.fromkeys(items or paragraphs)), tuple(rest), doubt)


def _add_item(items: list[str], block: Block, is_nested: bool) -> None:
    if is_nested:
        items[-1] = f"{items[-1]} {block.text}"
    else:
        items.append(block.text)


def _may_be_lesson(block: Block, cues: Cues) -> bool:
    """Return whether a paragraph right under the heading may be a lesson though it stands in no list."""
    is_fitting = block.kind == "paragraph" and len(block.text) in _PARAGRAPH_LENGTH
    return is_fitting and not headings.is_navigation(block.text, cues)
